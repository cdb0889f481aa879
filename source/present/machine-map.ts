import type {Layout} from '../model/plan.js';
import {padText, rowWidth} from './fit-row.js';
import {cellWidth, groupCells, rolesText, type Cell, type MapOptions} from './machine-cells.js';
import {machineGroups, neighbour, type MachineGroup} from './machine-groups.js';
import {mapWords} from './messages/plan-view.js';
import type {Row} from './span.js';

/** Where something that can be selected stands on the map. */
export type Place = {readonly id: string; readonly row: number; readonly column: number};

export type DrawnMap = {readonly rows: readonly Row[]; readonly places: readonly Place[]};

/** Zones drawn at once; a plan may have thousands. */
const zonesAtOnce = 24;

type Zone = {readonly name: string | null; readonly groups: readonly MachineGroup[]};

function zonesOf(groups: readonly MachineGroup[]): Zone[] {
	const zones = new Map<string | null, MachineGroup[]>();
	for (const group of groups) {
		zones.set(group.zone, [...zones.get(group.zone) ?? [], group]);
	}

	return [...zones].map(([name, groups]) => ({name, groups}));
}

/** The zones around the selected one, and how many are left out on either side. */
function zonesInSight(zones: readonly Zone[], selected: string | undefined): {zones: readonly Zone[]; before: number; after: number} {
	const at = Math.max(0, zones.findIndex(({groups}) => groups.some(({id, names}) => id === selected || names.includes(selected ?? ''))));
	const start = Math.floor(at / zonesAtOnce) * zonesAtOnce;
	const end = Math.min(zones.length, start + zonesAtOnce);
	return {zones: zones.slice(start, end), before: start, after: zones.length - end};
}

type Column = {readonly zone: Zone; readonly cells: ReadonlyMap<string, readonly Cell[]>};

/** Cells as lines of a zone's column, `across` beside each other. */
function columnLines(cells: readonly Cell[], across: number): Cell[][] {
	return Array.from({length: Math.ceil(cells.length / across)}, (_, index) => cells.slice(index * across, (index + 1) * across));
}

function padRow(row: Row, width: number): Row {
	return [...row, {text: ' '.repeat(Math.max(0, width - rowWidth(row)))}];
}

/** One role of the zones side by side: first what it is, then the machines. */
function drawRole(label: string, columns: ReadonlyArray<readonly Cell[]>, zoneWidth: number, top: number): DrawnMap {
	const rows: Row[] = [[{text: label, tone: 'dim'}]];
	const places: Place[] = [];
	const width = Math.min(zoneWidth, cellWidth(columns.flat()));
	const across = Math.max(1, Math.floor(zoneWidth / width));
	const lines = columns.map(cells => columnLines(cells, across));
	const height = Math.max(...lines.map(each => each.length));
	for (let line = 0; line < height; line++) {
		const cells = lines.map(each => each[line] ?? []);
		for (const [column, inColumn] of cells.entries()) {
			places.push(...inColumn.flatMap(({id}, index) => id === undefined ? [] : [{id, row: top + rows.length, column: (column * zoneWidth) + (index * width)}]));
		}

		const tallest = Math.max(...cells.flat().map(({rows}) => rows.length));
		for (let part = 0; part < tallest; part++) {
			rows.push(cells.flatMap(inColumn => padRow(inColumn.flatMap(({rows}) => padRow(rows[part] ?? [], width)), zoneWidth)));
		}
	}

	return {rows, places};
}

/** Zones side by side. */
function drawBlock(columns: readonly Column[], zoneWidth: number, options: MapOptions, top: number): DrawnMap {
	const rows: Row[] = [];
	const places: Place[] = [];
	if (columns[0]!.zone.name !== null) {
		rows.push(columns.map(({zone: {name, groups}}) => {
			const count = groups.reduce((sum, {names}) => sum + names.length, 0);
			return {text: padText(` ${mapWords.zone(name!, count)[options.language]}`, zoneWidth), tone: 'title'};
		}));
	}

	for (const label of new Set(columns.flatMap(({cells}) => [...cells.keys()]))) {
		const drawn = drawRole(label, columns.map(({cells}) => cells.get(label) ?? []), zoneWidth, top + rows.length);
		rows.push(...drawn.rows);
		places.push(...drawn.places);
	}

	return {rows, places};
}

/**
Draws the machines zone by zone, and in each by what they do, with the places of what can be selected. Takes its time
from what is drawn, not from how many machines there are, but for one pass over them.
*/
export function drawMachines(layout: Layout, options: MapOptions): DrawnMap {
	const {zones, before, after} = zonesInSight(zonesOf(machineGroups(layout)), options.selected);
	const columnsOf = (isTall: boolean) => zones.map((zone): Column => ({
		zone,
		cells: new Map(zone.groups.map(group => [
			rolesText(group, layout.controlPlane.schedulable, options.language),
			groupCells(group, options, isTall),
		])),
	}));
	const widthOf = (columns: readonly Column[]) => Math.min(options.width, cellWidth(columns.flatMap(({cells}) => [...cells.values()].flat())));
	const low = columnsOf(false);
	const fits = Math.floor(options.width / widthOf(low)) >= zones.length;
	const columns = fits ? low : columnsOf(true);
	const width = widthOf(columns);
	const zonesBeside = Math.max(1, Math.min(zones.length, Math.floor(options.width / width)));
	const zoneWidth = zones.length === 1 ? options.width : width * Math.max(1, Math.floor(options.width / zonesBeside / width));
	const rows: Row[] = before > 0 ? [[{text: mapWords.zonesBefore(before)[options.language], tone: 'dim'}]] : [];
	const places: Place[] = [];
	for (let start = 0; start < columns.length; start += zonesBeside) {
		if (start > 0) {
			rows.push([]);
		}

		const drawn = drawBlock(columns.slice(start, start + zonesBeside), zoneWidth, options, rows.length);
		rows.push(...drawn.rows);
		places.push(...drawn.places);
	}

	if (after > 0) {
		rows.push([{text: mapWords.zonesAfter(after)[options.language], tone: 'dim'}]);
	}

	return {rows, places};
}

/** The machines by zone with their roles, and which are down: `●` up, `✗` and the word where down. */
export function machineMap(layout: Layout, options: MapOptions): Row[] {
	return [...drawMachines(layout, options).rows];
}

export type Direction = 'up' | 'down' | 'left' | 'right';

/** What is selected after an arrow: the nearest in that direction, or the next in order where nothing is drawn there. */
export function moveOnMap({places}: DrawnMap, layout: Layout, {selected, expanded}: {selected: string; expanded: boolean}, direction: Direction): string {
	const step = direction === 'left' || direction === 'up' ? -1 : 1;
	const here = places.find(({id}) => id === selected);
	if (!here) {
		return places[0]?.id ?? selected;
	}

	const isBeside = direction === 'left' || direction === 'right';
	const ahead = places.filter(({row, column}) => isBeside
		? row === here.row && (column - here.column) * step > 0
		: (row - here.row) * step > 0);
	const distance = ({row, column}: Place) => isBeside
		? Math.abs(column - here.column)
		: (Math.abs(row - here.row) * 10_000) + Math.abs(column - here.column);
	const nearest = ahead.toSorted((a, b) => distance(a) - distance(b))[0];
	if (nearest) {
		return nearest.id;
	}

	// At the end of a line one goes on in the next; at the edge of what is drawn, into what is not.
	const next = neighbour(machineGroups(layout), selected, step, expanded);
	return isBeside || places.every(({id}) => id !== next) ? next : selected;
}
