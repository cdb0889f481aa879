/*
The oracle: every guarantee straight from its definition, by looking at every set of machines and of zones that can be
down. It shares no code with the planner, and is only good for about ten machines. A set is a number, bit i for machine i.
*/
import type {Layout} from '../../source/model/plan.js';

/** By the number at the end of the name; machines of these tests are called node-1, node-2, ... */
function inOrder(machines: Layout['machines']): Layout['machines'] {
	return machines.toSorted((a, b) => Number(a.name.slice(5)) - Number(b.name.slice(5)));
}

function bits(set: number): number[] {
	const members: number[] = [];
	for (let bit = 0; set >> bit > 0; bit++) {
		if (set & (1 << bit)) {
			members.push(bit);
		}
	}

	return members;
}

/** Sets of places in the list of names, compared place by place. */
function byMembers(a: readonly number[], b: readonly number[]): number {
	const index = a.findIndex((member, position) => member !== b[position]);
	return index === -1 ? a.length - b.length : a[index]! - (b[index] ?? -1);
}

function subsetsOf(count: number): number[] {
	return Array.from({length: 1 << count}, (_, set) => set);
}

/** Which sets of machines down take the control plane down, and how zones map to machines. */
function worldOf(layout: Layout) {
	const machines = inOrder(layout.machines);
	const stands = (down: number) => {
		const up = new Set(machines.filter((_, index) => !(down & (1 << index))).map(({name}) => name));
		const members = layout.etcd.members.filter(name => up.has(name)).length;
		const quorum = members > layout.etcd.members.length / 2;
		const apiserver = layout.controlPlane.machines.some(name => up.has(name)
			&& (layout.topology === 'external' || layout.etcd.members.includes(name)));
		const way = ['cloud', 'node-local', 'none'].includes(layout.loadBalancer.kind)
			|| layout.loadBalancer.machines.some(name => up.has(name));
		return quorum && apiserver && way;
	};

	const zoneNames = [...new Set(machines.flatMap(({zone}) => zone === null ? [] : [zone]))].toSorted();
	const zoneSets = zoneNames.map(zone => machines.reduce((set, machine, index) => machine.zone === zone ? set | (1 << index) : set, 0));
	const takesWorkloads = machines.reduce((set, {name, roles}, index) =>
		roles.includes('worker') || (layout.controlPlane.schedulable && layout.controlPlane.machines.includes(name))
			? set | (1 << index)
			: set, 0);
	return {
		machines,
		names: machines.map(({name}) => name),
		fatal: subsetsOf(machines.length).map(down => !stands(down)),
		zoneNames,
		machinesIn: (zones: number) => bits(zones).reduce((set, zone) => set | zoneSets[zone]!, 0),
		takesWorkloads,
	};
}

/** The largest size so that no set up to it is bad; 0 where already nothing down is. */
function largestHarmless(count: number, isBad: (set: number) => boolean): number {
	const sizes = subsetsOf(count).filter(set => isBad(set)).map(set => bits(set).length);
	return Math.max(0, Math.min(count, ...sizes.map(size => size - 1)));
}

function minimalSets(count: number, isFatal: (set: number) => boolean): number[][] {
	return subsetsOf(count)
		.filter(set => isFatal(set) && bits(set).every(bit => !isFatal(set & ~(1 << bit))))
		.map(set => bits(set))
		.toSorted(byMembers);
}

/** The sum with its rounding errors carried along (Kahan): thousands of equal small terms would drift in the twelfth decimal. */
function exactSum(terms: Iterable<number>): number {
	let sum = 0;
	let lost = 0;
	for (const term of terms) {
		const corrected = term - lost;
		const next = sum + corrected;
		lost = (next - sum) - corrected;
		sum = next;
	}

	return sum;
}

/** How likely the control plane is down: the sum over every state of every machine and every zone. */
function unavailabilityOf(world: ReturnType<typeof worldOf>, machineUp: number, zoneUp: number | null): number {
	const {machines, zoneNames, fatal, machinesIn} = world;
	const chance = (count: number, down: number, up: number) =>
		Array.from({length: count}, (_, bit) => down & (1 << bit) ? 1 - up : up).reduce((product, factor) => product * factor, 1);
	const terms: number[] = [];
	for (const zonesDown of subsetsOf(zoneUp === null ? 0 : zoneNames.length)) {
		const zonesLikely = zoneUp === null ? 1 : chance(zoneNames.length, zonesDown, zoneUp);
		const lost = machinesIn(zonesDown);
		for (const down of subsetsOf(machines.length)) {
			if (fatal[down | lost]) {
				terms.push(zonesLikely * chance(machines.length, down, machineUp));
			}
		}
	}

	return exactSum(terms);
}

/** Everything that `assess` says, and the unavailability not rounded. */
export function bruteForce(layout: Layout, assume: {machine: number; zone: number | null}) {
	const world = worldOf(layout);
	const {machines, names, fatal, zoneNames, machinesIn, takesWorkloads} = world;
	const zonesFatal = (zones: number) => fatal[machinesIn(zones)]!;
	const hasTwoZones = zoneNames.length >= 2;
	const controlPlane = {
		anyMachines: largestHarmless(names.length, set => fatal[set]!),
		anyZones: hasTwoZones ? largestHarmless(zoneNames.length, zonesFatal) : 0,
		zoneAndMachine: hasTwoZones && zoneNames.every((_, zone) => {
			const lost = machinesIn(1 << zone);
			return !fatal[lost] && machines.every((_, machine) => !fatal[lost | (1 << machine)]);
		}),
	};
	const noneLeft = (down: number) => (takesWorkloads & ~down) === 0;
	const cap = (own: number, ofControlPlane: number) => layout.controlPlane.schedulable ? Math.min(own, ofControlPlane) : own;
	const cutSets = minimalSets(names.length, set => fatal[set]!);
	const zoneCutSets = (zoneNames.length === 0 ? [] : minimalSets(zoneNames.length, zonesFatal)).toSorted((a, b) => a.length - b.length || byMembers(a, b));
	return {
		unavailability: unavailabilityOf(world, assume.machine, assume.zone),
		controlPlane,
		workloads: takesWorkloads === 0
			? {machines: 0, anyMachines: -1, anyZones: -1}
			: {
				machines: bits(takesWorkloads).length,
				anyMachines: cap(largestHarmless(names.length, noneLeft), controlPlane.anyMachines),
				anyZones: hasTwoZones ? cap(largestHarmless(zoneNames.length, zones => noneLeft(machinesIn(zones))), controlPlane.anyZones) : 0,
			},
		minimalCutSets: {
			smallest: Math.min(...cutSets.map(set => set.length)),
			count: cutSets.length,
			examples: cutSets.slice(0, 10).map(set => set.map(machine => names[machine]!)),
			zones: zoneCutSets.slice(0, 10).map(set => set.map(zone => zoneNames[zone]!)),
		},
	};
}

/** What `standing` says about the control plane and the next fatal losses, with these places of the list down. */
export function bruteForceStanding(layout: Layout, downNames: ReadonlySet<string>) {
	const {names, fatal, zoneNames, machinesIn} = worldOf(layout);
	const down = names.reduce((set, name, index) => downNames.has(name) ? set | (1 << index) : set, 0);
	if (fatal[down]) {
		return {
			controlPlane: false, nextFatal: {
				size: null, machines: [], count: 0, zones: [],
			},
		};
	}

	const further = subsetsOf(names.length).filter(set => (set & down) === 0 && fatal[set | down]).map(set => bits(set));
	const size = Math.min(...further.map(set => set.length));
	const smallest = further.filter(set => set.length === size).toSorted(byMembers);
	return {
		controlPlane: true,
		nextFatal: {
			size,
			machines: smallest.slice(0, 10).map(set => set.map(machine => names[machine]!)),
			count: smallest.length,
			zones: zoneNames.filter((_, zone) => fatal[machinesIn(1 << zone) | down]),
		},
	};
}
