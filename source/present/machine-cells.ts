import {displayWidth} from '../model/display-width.js';
import type {Language} from '../model/language.js';
import {rowWidth} from './fit-row.js';
import {isClosed, type MachineGroup} from './machine-groups.js';
import {mapWords, planWords} from './messages/plan-view.js';
import type {Row, Span} from './span.js';

export type MapOptions = {
	/** Columns. */
	readonly width: number;
	/** Names of the machines that are down. */
	readonly down: ReadonlySet<string>;
	/** A machine's name or a group's id. */
	readonly selected?: string;
	readonly language: Language;
	/** Whether large groups of workers are drawn machine by machine. */
	readonly expanded: boolean;
};

/** One thing on the map that can be selected; or, without an id, a word about machines that are not drawn. */
export type Cell = {readonly id?: string; readonly rows: readonly Row[]};

/** Machines of an opened group that are drawn at once. */
const drawnAtOnce = 48;

function downCount(names: readonly string[], down: ReadonlySet<string>): number {
	return down.size === 0 ? 0 : names.reduce((sum, name) => sum + (down.has(name) ? 1 : 0), 0);
}

function pointed(id: string, {selected}: MapOptions): Span {
	return id === selected ? {text: '❯', tone: 'accent'} : {text: ' '};
}

function machineCell(name: string, options: MapOptions): Cell {
	const isDown = options.down.has(name);
	const word = ` ${mapWords.down[options.language]}`;
	const tone = name === options.selected ? 'title' : (isDown ? 'dim' : 'plain');
	return {
		id: name,
		rows: [[
			pointed(name, options),
			isDown ? {text: '✗ ', tone: 'bad'} : {text: '● ', tone: 'good'},
			{text: name, tone},
			// Room for the word is kept, so that nothing moves when the machine goes down.
			isDown ? {text: word, tone: 'bad'} : {text: ' '.repeat(displayWidth(word))},
		]],
	};
}

function groupCell({id, names}: MachineGroup, options: MapOptions, isTall: boolean): Cell {
	const downs = downCount(names, options.down);
	const sign: Span = downs === 0 ? {text: '● ', tone: 'good'} : (downs === names.length ? {text: '✗ ', tone: 'bad'} : {text: '◐ ', tone: 'warn'});
	const range: Row = [
		pointed(id, options),
		sign,
		{text: `${names[0]!} .. ${names.at(-1)!}`, tone: id === options.selected ? 'title' : 'plain'},
	];
	const count: Span = {text: mapWords.count(names.length, downs)[options.language], tone: downs === 0 ? 'dim' : 'bad'};
	return {id, rows: isTall ? [range, [{text: '  '}, count]] : [[...range, count]]};
}

/** The cells of a group. Of a large opened group only the part around the selected machine, and how many are not shown. */
export function groupCells(group: MachineGroup, options: MapOptions, isTall: boolean): Cell[] {
	if (isClosed(group, options.expanded)) {
		return [groupCell(group, options, isTall)];
	}

	const {names} = group;
	const at = options.selected === undefined ? 0 : Math.max(0, names.indexOf(options.selected));
	const start = Math.floor(at / drawnAtOnce) * drawnAtOnce;
	const after = Math.max(0, names.length - start - drawnAtOnce);
	const note = (text: string): Cell => ({rows: [[{text: `   ${text}`, tone: 'dim'}]]});
	return [
		...start > 0 ? [note(mapWords.before(start)[options.language])] : [],
		...names.slice(start, start + drawnAtOnce).map(name => machineCell(name, options)),
		...after > 0 ? [note(mapWords.after(after)[options.language])] : [],
	];
}

/** Columns that the widest of the cells takes, with a gap behind it. */
export function cellWidth(cells: readonly Cell[]): number {
	return Math.max(0, ...cells.flatMap(({rows}) => rows.map(row => rowWidth(row)))) + 2;
}

/** What the machines of a group do. */
export function rolesText({roles}: MachineGroup, schedulable: boolean, language: Language): string {
	const words = roles.map(role => planWords.role[role][language]);
	const shares = schedulable && roles.includes('control-plane');
	return [...words, ...shares ? [mapWords.workloads[language]] : []].join(mapWords.comma[language]);
}
