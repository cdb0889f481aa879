import type {Language} from '../../model/language.js';
import type {Chain} from '../../simulation/control-plane/chain.js';
import type {ProcessId} from '../../simulation/kernel/effects.js';
import {localTime, processAt} from '../../simulation/kernel/simulation.js';
import {simulator as words} from '../messages/simulator.js';
import {span, type Row} from '../span.js';
import {wrapRow} from '../wrap.js';
import {spanOf} from './figures.js';
import {vitalOf} from './picture/vital.js';

type Leaf = {readonly path: string; readonly value: string};

/** Longer lists are told by their ends. */
const shownItems = 6;
const deepest = 5;

/** Times are whole microseconds, and read better as spans; a clock's zero and a time that never comes say so. */
function numberText(path: string, value: number): string {
	if (!path.endsWith('Us') || value < 0) {
		return String(value);
	}

	return value >= Number.MAX_SAFE_INTEGER ? '∞' : `${value} (${spanOf(value)})`;
}

function plain(value: unknown): string {
	const text: string | undefined = JSON.stringify(value, (_key, inner: unknown): unknown => inner instanceof Map ? Object.fromEntries(inner) as unknown : inner);
	return text ?? String(value);
}

function cut(text: string): string {
	return text.length > 160 ? `${text.slice(0, 159)}…` : text;
}

function itemsOf(value: readonly unknown[] | ReadonlyMap<unknown, unknown>): ReadonlyArray<readonly [string, unknown]> {
	return value instanceof Map ? [...value].map(([key, item]) => [String(key), item] as const) : (value as readonly unknown[]).map((item, index) => [String(index), item] as const);
}

/** A state as lines of `path  value`; settings stand once, at the scenario's head, and not in each program. */
function leavesOf(value: unknown, path: string, depth: number, language: Language): Leaf[] {
	if (typeof value === 'function') {
		return [];
	}

	if (typeof value === 'number') {
		return [{path, value: numberText(path, value)}];
	}

	if (value === null || typeof value !== 'object') {
		return [{path, value: String(value)}];
	}

	if (Array.isArray(value) || value instanceof Map) {
		const items = itemsOf(value as readonly unknown[]);
		if (items.length === 0) {
			return [{path, value: words.none[language]}];
		}

		const isFlat = items.every(([, item]) => item === null || typeof item !== 'object');
		if (isFlat && !(value instanceof Map)) {
			return [{path, value: cut(items.map(([, item]) => String(item)).join(' '))}];
		}

		// The newest stand last.
		const shown = items.slice(-shownItems);
		return [
			...(items.length > shown.length ? [{path, value: words.others(items.length - shown.length)[language]}] : []),
			...shown.map(([key, item]) => ({path: `${path}[${key}]`, value: cut(plain(item))})),
		];
	}

	if (depth >= deepest) {
		return [{path, value: cut(plain(value))}];
	}

	return Object.entries(value).filter(([key]) => key !== 'settings').flatMap(([key, item]) => leavesOf(item, path === '' ? key : `${path}.${key}`, depth + 1, language));
}

type Page = {readonly language: Language; readonly width: number};

const labelWidth = 24;

function leafRows({path, value}: Leaf, width: number): Row[] {
	return wrapRow([span(path.padEnd(labelWidth - 1), 'code'), span(' '), span(value)], width, Math.min(labelWidth, Math.floor(width / 2)));
}

/** Which programs one can look into, in the order of the world. */
export function inspectable({simulation: {world}}: Chain): readonly ProcessId[] {
	return world.processes.filter(({kind}) => kind !== 'host').map(({id}) => id);
}

/** Everything about a program at this moment: whether it runs and where, its clock, its timers, messages to and from it, its state. */
export function inspectionRows({simulation: {world}}: Chain, id: ProcessId, {language, width}: Page): Row[] {
	const process = processAt(world, id);
	const {vitality} = vitalOf(world, id);
	const {clock, timers, held} = process;
	const due = world.queue.filter(event => event.kind === 'timer' && event.process === id && timers.get(event.timer) === event.generation).sort((left, right) => left.at - right.at);
	const flying = world.queue.filter(event => event.kind !== 'timer' && event.kind !== 'act' && (event.process === id || event.from === id)).sort((left, right) => left.at - right.at);
	const head = (label: string): Row => [span(label, 'title')];
	const rate = clock.rate === 1 ? '' : `, ${clock.rate}x`;
	return [
		[span(process.name, 'title'), span(`  ${words.machine[language]} ${world.machines[process.machine]!.name}  ${words.vitality[vitality][language]}`), span(`  ${words.clock[language]} ${spanOf(localTime(process, world.now))}${rate}`, 'dim')],
		head(`${words.timers[language]} (${due.length})`),
		...due.slice(0, shownItems).flatMap(event => leafRows({path: `  ${event.timer}`, value: words.due(spanOf(event.at - world.now))[language]}, width)),
		head(`${words.inFlight[language]} (${flying.length})`),
		...flying.slice(0, shownItems).flatMap(event => {
			const isIn = event.process === id;
			const other = processAt(world, isIn ? event.from : event.process).name;
			return leafRows({path: `  ${(isIn ? words.from : words.to)[language]} ${other}`, value: `${cut(plain(event.message))} ${words.due(spanOf(event.at - world.now))[language]}`}, width);
		}),
		...(held.length > 0 ? [head(`${words.heldBack[language]} (${held.length})`)] : []),
		head(words.state[language]),
		...leavesOf(process.state, '', 0, language).flatMap(leaf => leafRows({...leaf, path: `  ${leaf.path}`}, width)),
	];
}
