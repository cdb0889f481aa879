import {didYouMean, nearest} from '../../model/nearest.js';
import {quoted} from '../../model/quoted.js';
import {UserError} from '../../model/user-error.js';
import {settingKeys, settingTable, type SettingKey, type Settings} from './settings.js';

function isKey(key: string): key is SettingKey {
	return Object.hasOwn(settingTable, key);
}

function numberOf(key: SettingKey, text: string): number {
	const {low, high} = settingTable[key] as {low?: number; high?: number};
	const value = /^-?\d+(?:\.\d+)?$/v.test(text) ? Number(text) : Number.NaN;
	const whole = key !== 'network.lossPercent' && key !== 'network.delayMs';
	if (Number.isNaN(value) || (whole && !Number.isSafeInteger(value)) || value < low! || value > high!) {
		const kind = whole ? {en: 'a whole number', zh: '整数'} : {en: 'a number', zh: '数字'};
		throw new UserError({
			en: `--set ${key}: got ${quoted(text)}; wanted ${kind.en} from ${low} to ${high}.`,
			zh: `--set ${key}：得到的是 ${quoted(text)}；需要 ${low} 到 ${high} 之间的${kind.zh}。`,
		});
	}

	return value;
}

function valueOf(key: SettingKey, text: string): number | boolean | null | readonly number[] {
	switch (settingTable[key].kind) {
		case 'boolean': {
			if (text !== 'true' && text !== 'false') {
				throw new UserError({en: `--set ${key}: got ${quoted(text)}; wanted true or false.`, zh: `--set ${key}：得到的是 ${quoted(text)}；需要 true 或 false。`});
			}

			return text === 'true';
		}

		case 'list': {
			return text.split(',').map(each => numberOf(key, each.trim()));
		}

		case 'optional': {
			return text === 'null' ? null : numberOf(key, text);
		}

		case 'number': {
			return numberOf(key, text);
		}
	}
}

/** What clashes once everything is set; each rule is the program's own. */
function refuseClash(settings: Settings): void {
	if (settings['etcd.electionMs'] < 5 * settings['etcd.heartbeatMs']) {
		throw new UserError({
			en: `etcd.electionMs is ${settings['etcd.electionMs']}, and etcd wants at least five times etcd.heartbeatMs, ${5 * settings['etcd.heartbeatMs']}.`,
			zh: `etcd.electionMs 是 ${settings['etcd.electionMs']}，而 etcd 要求它至少是 etcd.heartbeatMs 的五倍，即 ${5 * settings['etcd.heartbeatMs']}。`,
		});
	}

	const {'lease.durationMs': duration, 'lease.renewDeadlineMs': renew, 'lease.retryPeriodMs': retry} = settings;
	if (!(duration > renew && renew > retry * 1.2)) {
		throw new UserError({
			en: `lease.durationMs (${duration}) must be above lease.renewDeadlineMs (${renew}), and that above 1.2 times lease.retryPeriodMs (${retry}): client-go refuses anything else.`,
			zh: `lease.durationMs（${duration}）必须大于 lease.renewDeadlineMs（${renew}），后者又必须大于 lease.retryPeriodMs（${retry}）的 1.2 倍：否则 client-go 会拒绝。`,
		});
	}
}

/**
Settings with what `--set key=value` says put over them.
@throws UserError (exit 2) for an unknown key, with the nearest one; for a value out of its range; for values that clash.
*/
export function readSettings(base: Settings, given: readonly string[]): Settings {
	const settings: Record<string, unknown> = {...base};
	for (const each of given) {
		const at = each.indexOf('=');
		const key = (at === -1 ? each : each.slice(0, at)).trim();
		if (at === -1) {
			throw new UserError({en: `--set wants key=value; got ${quoted(each)}.`, zh: `--set 需要 key=value 的形式；得到的是 ${quoted(each)}。`});
		}

		if (!isKey(key)) {
			throw new UserError(
				{en: `--set does not know ${quoted(key)}.`, zh: `--set 不认识 ${quoted(key)}。`},
				nearest(key, settingKeys) === undefined
					? {fix: {en: `It knows: ${settingKeys.join(', ')}.`, zh: `它认识的键：${settingKeys.join('、')}。`}}
					: didYouMean(nearest(key, settingKeys)),
			);
		}

		settings[key] = valueOf(key, each.slice(at + 1).trim());
	}

	const result = settings as unknown as Settings;
	refuseClash(result);
	return result;
}
