import type {Text} from '../model/language.js';

/** A whole number with its thousands set apart: 1,000,000. */
export function grouped(count: number): string {
	return String(count).replaceAll(/\B(?=(?:\d{3})+$)/gv, ',');
}

/** "1 machine", "2 machines", "12,000 machines". */
export function counted(count: number, one: string, many: string): string {
	return `${grouped(count)} ${count === 1 ? one : many}`;
}

export function countedMachines(count: number): Text {
	return {en: counted(count, 'machine', 'machines'), zh: `${grouped(count)} 台机器`};
}

export function countedZones(count: number): Text {
	return {en: counted(count, 'zone', 'zones'), zh: `${grouped(count)} 个可用区`};
}

export function countedVoters(count: number): Text {
	return {en: counted(count, 'voter', 'voters'), zh: `${grouped(count)} 个投票成员`};
}

export function countedWorkers(count: number): Text {
	return {en: counted(count, 'worker', 'workers'), zh: `${grouped(count)} 台工作节点`};
}

export function countedControlPlanes(count: number): Text {
	return {en: counted(count, 'control plane', 'control planes'), zh: `${grouped(count)} 台控制平面节点`};
}

/** Names in a sentence: "a", "a and b", "a, b and c". */
export function listed(names: readonly string[]): Text {
	const last = names.at(-1) ?? '';
	const before = names.slice(0, -1);
	return before.length === 0
		? {en: last, zh: last}
		: {en: `${before.join(', ')} and ${last}`, zh: `${before.join('、')} 和 ${last}`};
}

/** Sentences one after the other; between Chinese ones there is no space. */
export function sentences(...parts: ReadonlyArray<Text | undefined>): Text {
	const said = parts.filter(part => part !== undefined);
	return {en: said.map(({en}) => en).join(' '), zh: said.map(({zh}) => zh).join('')};
}
