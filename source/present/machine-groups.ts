import type {Layout} from '../model/plan.js';
import {roles as allRoles, type Role} from '../model/vocabulary.js';

/** Machines of one zone that do the same. */
export type MachineGroup = {
	/** No machine is called like this: names hold no slash. */
	readonly id: string;
	readonly zone: string | null;
	readonly roles: readonly Role[];
	readonly names: readonly string[];
	/** Drawn as one until it is opened. */
	readonly isLarge: boolean;
};

/** Workers of a zone are drawn one by one up to this many. */
const mostDrawnSingly = 6;

const kept = new WeakMap<Layout['machines'], readonly MachineGroup[]>();

function rank(roles: readonly Role[]): number {
	return Math.min(...roles.map(role => allRoles.indexOf(role)));
}

/** The groups in the order they are drawn: zone by zone as the plan names them, and within one what leads before what works. */
export function machineGroups({machines}: Pick<Layout, 'machines'>): readonly MachineGroup[] {
	const known = kept.get(machines);
	if (known) {
		return known;
	}

	// One pass, because there may be a million machines.
	const zones = new Map<string | null, Map<string, {roles: readonly Role[]; names: string[]}>>();
	for (const {name, zone, roles} of machines) {
		const inZone = zones.get(zone) ?? new Map<string, {roles: readonly Role[]; names: string[]}>();
		const key = allRoles.filter(role => roles.includes(role)).join('+');
		const group = inZone.get(key) ?? {roles, names: []};
		group.names.push(name);
		inZone.set(key, group);
		zones.set(zone, inZone);
	}

	const groups = [...zones].flatMap(([zone, inZone]) => [...inZone]
		.sort(([, a], [, b]) => rank(a.roles) - rank(b.roles) || b.roles.length - a.roles.length)
		.map(([key, {roles, names}]): MachineGroup => ({
			id: `${zone ?? ''}/${key}`, zone, roles, names, isLarge: key === 'worker' && names.length > mostDrawnSingly,
		})));
	kept.set(machines, groups);
	return groups;
}

/** Whether the group is one thing on the map: one selects it as a whole. */
export function isClosed({isLarge}: MachineGroup, expanded: boolean): boolean {
	return isLarge && !expanded;
}

/** The group that a selected id, a machine's or a group's, belongs to. */
export function groupOf(groups: readonly MachineGroup[], id: string): MachineGroup | undefined {
	return groups.find(group => group.id === id) ?? groups.find(({names}) => names.includes(id));
}

/** The machines that a selected id stands for. */
export function machinesOf(groups: readonly MachineGroup[], id: string): readonly string[] {
	const group = groups.find(group => group.id === id);
	return group ? group.names : [id];
}

/** All machines of the zone that the selected id is in; where there are no zones, all machines. */
export function machinesOfZone(groups: readonly MachineGroup[], id: string): readonly string[] {
	const zone = groupOf(groups, id)?.zone ?? null;
	return groups.filter(group => group.zone === zone).flatMap(({names}) => names);
}

/** What is selected where large groups are opened or closed meanwhile: the group for its machine, its first machine for the group. */
export function shownSelection(groups: readonly MachineGroup[], id: string, expanded: boolean): string {
	const group = groupOf(groups, id) ?? groups[0]!;
	if (isClosed(group, expanded)) {
		return group.id;
	}

	return group.names.includes(id) ? id : group.names[0]!;
}

/** The one before or after in the order of the groups, also where it is not drawn at the moment. */
export function neighbour(groups: readonly MachineGroup[], id: string, step: -1 | 1, expanded: boolean): string {
	const place = groups.indexOf(groupOf(groups, id) ?? groups[0]!);
	const group = groups[place]!;
	const index = isClosed(group, expanded) ? 0 : group.names.indexOf(id);
	const last = isClosed(group, expanded) ? 0 : group.names.length - 1;
	if (index + step >= 0 && index + step <= last) {
		return group.names[index + step]!;
	}

	const next = groups[place + step];
	if (!next) {
		return id;
	}

	return isClosed(next, expanded) ? next.id : next.names.at(step === 1 ? 0 : -1)!;
}
