import type {Machine, Plan} from '../../model/plan.js';
import {nameList} from '../../present/name-list.js';
import type {Role} from '../../model/vocabulary.js';

/** One box of the drawing: a machine, or several that are alike. */
export type Box = {
	/** Made here, so that no name ever stands where Mermaid reads a word of its own. */
	readonly id: string;
	readonly lines: readonly string[];
	readonly roles: readonly Role[];
};

/** The boxes of one zone; null where there are no zones. */
export type Area = {readonly zone: string | null; readonly boxes: readonly Box[]};

/** Machines with a role in the control plane that are drawn one by one; the others are counted. */
const mostDrawn = 40;

/** Workers of a zone that are drawn one by one; more are one box. */
const mostWorkers = 3;

/** Zones that are drawn; the machines of the others come together in one. */
const mostZones = 12;

const roleWords: Readonly<Record<Role, string>> = {
	'control-plane': 'control plane',
	etcd: 'etcd',
	'load-balancer': 'load balancer',
	worker: 'worker',
};

function rolesLine({roles}: Machine, plan: Plan): string {
	const words = roles.map(role => roleWords[role]);
	return [...words, ...(plan.controlPlane.schedulable && roles.includes('control-plane') ? ['workloads'] : [])].join(', ');
}

/** Machines that are alike as one box, with how many there are and which. */
function together(id: string, machines: readonly Machine[], what: string): Box[] {
	const [first] = machines;
	return first === undefined
		? []
		: [{id, roles: first.roles, lines: [`${machines.length} ${what}`, nameList(machines.map(({name}) => name), 'en', 2)]}];
}

/** The plan's machines as boxes, zone by zone: those of the control plane one by one, workers counted. */
export function areasOf(plan: Plan): Area[] {
	const ids = new Map<string, string>();
	const zones = new Map<string | null, Machine[]>();
	const places = [...new Set(plan.machines.map(({zone}) => zone))];
	const drawnZones = new Set(places.slice(0, mostZones));
	for (const [index, machine] of plan.machines.entries()) {
		ids.set(machine.name, `m${index + 1}`);
		const zone = drawnZones.has(machine.zone) ? machine.zone : `${places.length - mostZones} more zones`;
		const machines = zones.get(zone);
		if (machines) {
			machines.push(machine);
		} else {
			zones.set(zone, [machine]);
		}
	}

	let drawn = 0;
	return [...zones].map(([zone, machines], index) => {
		const single = (machine: Machine): Box => ({
			id: ids.get(machine.name)!,
			roles: machine.roles,
			lines: [machine.name, ...(machine.address === null ? [] : [machine.address]), rolesLine(machine, plan)],
		});
		const holders = machines.filter(({roles}) => roles.some(role => role !== 'worker'));
		const shown = holders.slice(0, Math.max(0, mostDrawn - drawn));
		drawn += shown.length;
		const workers = machines.filter(({roles}) => roles.every(role => role === 'worker'));
		return {
			zone,
			boxes: [
				...shown.map(machine => single(machine)),
				...together(`more${index + 1}`, holders.slice(shown.length), 'more of the control plane'),
				...(workers.length > mostWorkers ? together(`workers${index + 1}`, workers, 'workers') : workers.map(machine => single(machine))),
			],
		};
	});
}
