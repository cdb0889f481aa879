import type {Plan} from '../../model/plan.js';
import type {Role} from '../../model/vocabulary.js';
import type {Language} from '../../model/language.js';
import {machineGroups} from '../../present/machine-groups.js';
import {reportPageWords as words} from '../../present/messages/report.js';
import {nameList} from '../../present/name-list.js';

/** One box of the drawing: a machine, or many workers that are all alike. */
export type Cell = {readonly name: string; readonly below: string; readonly roles: readonly Role[]};

export type Zone = {readonly name: string | null; readonly cells: readonly Cell[]};

/** Zones beyond this many would make a drawing that nobody takes in. */
export const mostZones = 12;

/** The machines as they are drawn, zone by zone, those with a control plane first. */
export function zonesOf(plan: Plan, language: Language): Zone[] {
	const addresses = new Map(plan.machines.map(({name, address}) => [name, address]));
	const zones = new Map<string | null, Cell[]>();
	for (const {zone, roles, names, isLarge} of machineGroups(plan)) {
		const cells = zones.get(zone) ?? [];
		zones.set(zone, cells);
		if (isLarge) {
			cells.push({name: words.group(names.length)[language], below: nameList(names, language, 3), roles});
		} else {
			cells.push(...names.map(name => ({name, below: addresses.get(name) ?? '', roles})));
		}
	}

	const all = [...zones].map(([name, cells]) => ({name, cells}));
	const leads = ({cells}: Zone) => cells.some(({roles}) => !roles.includes('worker'));
	return [...all.filter(zone => leads(zone)), ...all.filter(zone => !leads(zone))];
}
