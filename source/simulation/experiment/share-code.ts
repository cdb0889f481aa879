import type {Text} from '../../model/language.js';
import {UserError} from '../../model/user-error.js';

/** All that a run follows from: who has it sees the same run. */
export type SharedRun = {
	readonly scenario: string;
	readonly seed: number;
	/** As `--set key=value`. */
	readonly set: readonly string[];
	/** As `--fault`, beside the scenario's own. */
	readonly faults: readonly string[];
	/** Null: the scenario's own end. */
	readonly untilMs: number | null;
	/** What a person did, in the order of doing, each with its time: `"5.25s kill etcd-leader"`. */
	readonly made: readonly string[];
};

/** What every code begins with; the number is the version of what follows. */
const prefix = 'ha1';

/** No scenario's name has a dot in it, and no shell minds one. */
const separator = '.';

/** Base64url, RFC 4648 §5. */
const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

function encode(text: string): string {
	const bytes = new TextEncoder().encode(text);
	let code = '';
	for (let at = 0; at < bytes.length; at += 3) {
		const word = (bytes[at]! << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
		const group = [18, 12, 6, 0].map(shift => digits[(word >> shift) & 63]!).join('');
		code += group.slice(0, Math.min(4, bytes.length - at + 1));
	}

	return code;
}

/** Undefined where a character is none of base64url's. */
function decode(code: string): string | undefined {
	const bytes: number[] = [];
	for (let at = 0; at < code.length; at += 4) {
		const group = Array.from(code.slice(at, at + 4), digit => digits.indexOf(digit));
		if (group.includes(-1) || group.length === 1) {
			return undefined;
		}

		const word = [18, 12, 6, 0].reduce((sum, shift, place) => sum | ((group[place] ?? 0) << shift), 0);
		bytes.push(...[16, 8, 0].slice(0, group.length - 1).map(shift => (word >> shift) & 255));
	}

	return new TextDecoder().decode(Uint8Array.from(bytes));
}

/** FNV-1a, so that a code that was copied badly is found out. */
function checksumOf(code: string): string {
	let hash = 0x81_1C_9D_C5;
	for (let index = 0; index < code.length; index++) {
		hash = Math.imul(hash ^ code.codePointAt(index)!, 0x01_00_01_93);
	}

	return (hash >>> 0).toString(36);
}

/** A run as one word that can be pasted anywhere. The same run gives the same word. */
export function writeShareCode({scenario, seed, set, faults, untilMs, made}: SharedRun): string {
	// Most runs differ in nothing but the seed: what is empty at the end is left out.
	const parts: unknown[] = [scenario, seed, made, set, faults, untilMs];
	while (parts.length > 2 && (parts.at(-1) === null || (parts.at(-1) as readonly unknown[]).length === 0)) {
		parts.pop();
	}

	const payload = encode(JSON.stringify(parts));
	return [prefix, payload, checksumOf(payload)].join(separator);
}

/** Whether somebody means this as a code, be it a good one or not. */
export function looksLikeShareCode(text: string): boolean {
	return /^\s*ha\d+\./v.test(text);
}

function refuse(says: Text, fix: Text): never {
	throw new UserError(
		{en: `The share code ${says.en}`, zh: `分享码${says.zh}`},
		{fix},
	);
}

const copyAnew: Text = {
	en: 'Copy the whole code once more: it begins with ha1. and has two dots.',
	zh: '请重新复制完整的分享码：它以 ha1. 开头，含两个点。',
};

function isTexts(value: unknown): value is readonly string[] {
	return Array.isArray(value) && value.every(each => typeof each === 'string');
}

function sharedRunOf(parts: unknown): SharedRun | undefined {
	if (!Array.isArray(parts) || parts.length < 2 || parts.length > 6) {
		return undefined;
	}

	const [scenario, seed, made = [], set = [], faults = [], untilMs = null] = parts as readonly unknown[];
	const isWhole = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
	return typeof scenario === 'string' && isWhole(seed) && isTexts(made) && isTexts(set) && isTexts(faults) && (untilMs === null || (isWhole(untilMs) && untilMs > 0))
		? {scenario, seed, set, faults, untilMs, made}
		: undefined;
}

function parsed(json: string | undefined): unknown {
	try {
		return json === undefined ? undefined : JSON.parse(json);
	} catch {
		return undefined;
	}
}

/**
Reads a code. Blanks and line breaks in it, as a narrow window leaves them, do not matter.
@throws UserError (exit 2) that says what is wrong: another version, cut off, damaged. Whether its scenario, settings and faults are
good is asked where the run begins.
*/
export function readShareCode(text: string): SharedRun {
	const [version = '', payload = '', checksum = '', ...rest] = text.replaceAll(/\s/gv, '').split(separator);
	if (!/^ha\d+$/v.test(version)) {
		refuse({en: 'does not begin with ha1.', zh: '不以 ha1. 开头。'}, copyAnew);
	}

	if (version !== prefix) {
		refuse(
			{en: `is of version ${version}, and this program reads ${prefix}.`, zh: `的版本是 ${version}，而本程序只读 ${prefix}。`},
			{en: 'Use the version of k8s-ha-tutor that it was made with, or a newer one.', zh: '请使用生成它的那个版本的 k8s-ha-tutor，或更新的版本。'},
		);
	}

	if (payload === '' || checksum === '' || rest.length > 0) {
		refuse(
			rest.length > 0 ? {en: 'has too many dots: something was pasted behind it.', zh: '的点太多：后面多粘贴了内容。'} : {en: 'is cut off: its end is missing.', zh: '不完整：缺了末尾。'},
			copyAnew,
		);
	}

	if (checksumOf(payload) !== checksum) {
		refuse({en: 'is damaged: its checksum does not fit.', zh: '已损坏：校验和不符。'}, copyAnew);
	}

	return sharedRunOf(parsed(decode(payload))) ?? refuse({en: 'holds no run of the simulator.', zh: '里没有模拟运行。'}, copyAnew);
}
