import test from 'ava';
import {UserError} from '../../../source/model/user-error.js';
import {readSettings} from '../../../source/simulation/control-plane/read-settings.js';
import {defaultSettings, settingKeys, settingTable, type SettingKey} from '../../../source/simulation/control-plane/settings.js';

const read = (...given: readonly string[]) => readSettings(defaultSettings, given);

function refusal(...given: readonly string[]): UserError {
	const error = thrownBy(() => read(...given));
	if (!(error instanceof UserError)) {
		throw new TypeError(`${given.join(' ')} was taken`);
	}

	return error;
}

function thrownBy(act: () => unknown): unknown {
	try {
		act();
	} catch (error) {
		return error;
	}

	return undefined;
}

test('nothing given: the programs\' own defaults', t => {
	t.deepEqual(read(), defaultSettings);
	t.is(defaultSettings['node.graceMs'], 50_000);
	t.deepEqual(defaultSettings['vrrp.priorities'], [101, 100, 99]);
});

test('numbers, booleans, lists, and null for what may be unset', t => {
	const settings = read('etcd.members=5', 'etcd.preVote=false', 'vrrp.priorities=120, 110,100', 'healthCheck.fastinterMs=500', 'network.lossPercent=2.5');
	t.is(settings['etcd.members'], 5);
	t.false(settings['etcd.preVote']);
	t.deepEqual(settings['vrrp.priorities'], [120, 110, 100]);
	t.is(settings['healthCheck.fastinterMs'], 500);
	t.is(settings['network.lossPercent'], 2.5);
	t.is(read('healthCheck.fastinterMs=500', 'healthCheck.fastinterMs=null')['healthCheck.fastinterMs'], null);
});

test('the last of two wins; what is not given stays as the scenario has it', t => {
	const base = {...defaultSettings, 'vrrp.weight': -2};
	t.is(readSettings(base, ['etcd.members=5', 'etcd.members=7'])['etcd.members'], 7);
	t.is(readSettings(base, ['etcd.members=5'])['vrrp.weight'], -2);
});

/** What else has to be set so that the bound alone is looked at. */
const companions: Readonly<Partial<Record<SettingKey, readonly string[]>>> = {
	'etcd.heartbeatMs': ['etcd.electionMs=50000'],
	'etcd.electionMs': ['etcd.heartbeatMs=5'],
	'lease.durationMs': ['lease.renewDeadlineMs=1000', 'lease.retryPeriodMs=100'],
	'lease.renewDeadlineMs': ['lease.durationMs=3600000', 'lease.retryPeriodMs=100'],
	'lease.retryPeriodMs': ['lease.durationMs=3600000', 'lease.renewDeadlineMs=3000000'],
};

/** Bounds that another rule makes impossible. */
const clashing = new Set(['lease.durationMs=1000', 'lease.renewDeadlineMs=3600000', 'lease.retryPeriodMs=3600000']);

for (const key of settingKeys.filter(each => settingTable[each].kind !== 'boolean')) {
	test(`${key}: both bounds are taken, what lies beyond is not`, t => {
		const {low, high} = settingTable[key] as {low: number; high: number};
		for (const bound of [low, high].filter(each => !clashing.has(`${key}=${each}`))) {
			const value = read(...companions[key] ?? [], `${key}=${bound}`)[key];
			t.is(typeof value === 'object' && value !== null ? value[0] : value, bound);
		}

		for (const beyond of [low - 1, high + 1]) {
			const {says} = refusal(`${key}=${beyond}`);
			t.is(says.en, `--set ${key}: got "${beyond}"; wanted ${key.startsWith('network.') ? 'a number' : 'a whole number'} from ${low} to ${high}.`);
			t.regex(says.zh, /需要/v);
		}
	});
}

for (const key of settingKeys.filter(each => settingTable[each].kind === 'boolean')) {
	test(`${key}: true or false`, t => {
		t.true(read(`${key}=true`)[key]);
		t.false(read(`${key}=false`)[key]);
		t.regex(refusal(`${key}=1`).says.en, /got "1"; wanted true or false/v);
	});
}

test('what is no number is refused', t => {
	for (const text of ['', ' ', 'abc', '5s', '1e3', '0x10', '1.5', '--5', 'Infinity', 'null', '9007199254740993']) {
		t.regex(refusal(`etcd.members=${text}`).says.en, /wanted a whole number/v, text);
	}

	t.regex(refusal('vrrp.priorities=101,,99').says.en, /got ""/v);
	t.regex(refusal('vrrp.priorities=255').says.en, /from 1 to 254/v);
});

test('an unknown key is refused with the nearest one, or with all of them', t => {
	const near = refusal('etcd.member=5');
	t.regex(near.says.en, /does not know "etcd.member"/v);
	t.regex(near.fix!.en, /etcd\.members/v);
	t.regex(near.fix!.zh, /etcd\.members/v);
	t.regex(refusal('colour=red').fix!.en, /It knows: etcd\.members, etcd\.heartbeatMs/v);
	t.regex(refusal('toString=1').says.en, /does not know/v);
	t.regex(refusal('etcd.members').says.en, /wants key=value; got "etcd\.members"/v);
	t.regex(refusal('=5').says.en, /does not know ""/v);
});

test('what clashes once all is set is refused, by each program\'s own rule', t => {
	t.regex(refusal('etcd.electionMs=400').says.en, /at least five times etcd\.heartbeatMs, 500/v);
	t.notThrows(() => read('etcd.electionMs=500'));
	t.regex(refusal('lease.durationMs=10000').says.en, /client-go refuses/v);
	t.regex(refusal('lease.retryPeriodMs=9000').says.en, /1\.2 times lease\.retryPeriodMs/v);
	t.notThrows(() => read('lease.durationMs=5000', 'lease.renewDeadlineMs=3000', 'lease.retryPeriodMs=1000'));
});
