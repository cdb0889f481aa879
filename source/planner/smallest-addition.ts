import type {WorkloadsChoice} from '../model/vocabulary.js';
import {kindFor, type Situation} from './candidate.js';
import {toleranceFrom} from './guarantees/tolerance.js';
import {countsOfPlacement} from './guarantees/zone-counts.js';
import {needLists} from './needs.js';
import {splitsSurviving} from './possible-reach.js';
import {lackOf, needsWithRests, type Need as Want} from './room.js';
import {roleMachinesOf, type Shape} from './shape.js';
import type {TargetKey} from './targets.js';
import {mostRoleMachines, zonesOf, type Zones} from './zones.js';

/** What must be survived at the least. */
export type Floors = Readonly<Record<TargetKey, number>>;

/** What is wished for, whatever the machines at hand. */
export type Wish = {
	readonly topology: 'stacked' | 'external';
	/** Ascending. */
	readonly voters: readonly number[];
	/** External control planes, at least and at most; ascending. */
	readonly controlPlanes: readonly number[];
	/** Dedicated load balancers; `[0]` where there are none. */
	readonly loadBalancers: readonly number[];
	readonly workloads: WorkloadsChoice;
	readonly floors: Floors;
};

export type Addition = {
	readonly machines: number;
	readonly newZones: number;
	/** The machines of every zone with the addition, the new zones last. */
	readonly sizes: readonly number[];
	/** How many of the added machines may go to any zone. */
	readonly anywhere: number;
	/** The zone that they are counted in. */
	readonly anywhereIn: number;
};

type Found = Pick<Addition, 'machines' | 'newZones'> & {readonly needs: readonly number[]};

/** What one shape needs at the least, wherever its machines are. */
type Need = {
	readonly shape: Shape;
	/** Machines that are lacking in all. */
	readonly lacking: number;
	/** Zones in which workloads must be able to run. */
	readonly holding: number;
};

/** The sizes that matter once `newZones` zones of one machine each are there, descending. */
function largestWith({largest, sizes}: Zones, newZones: number): {largest: number[]; zones: number} {
	return {
		largest: [...largest, ...Array.from({length: newZones}, () => 1)].sort((a, b) => b - a).slice(0, mostRoleMachines),
		zones: sizes.length + newZones,
	};
}

/** The fewest machines to add to zones so that what is needed fits, and at least so many zones keep a machine for workloads. */
function fewestFor(wants: readonly Want[], zones: Zones, {newZones, holding}: {newZones: number; holding: number}): {lack: number; needs: number[]} | undefined {
	const {largest, zones: count} = largestWith(zones, newZones);
	if (wants.length > count || holding > count) {
		return undefined;
	}

	const needs = needsWithRests(wants, largest, count - holding);
	return {lack: newZones + lackOf(needs, largest), needs};
}

function isFewer(a: {machines: number; newZones: number}, b: {machines: number; newZones: number} | undefined): boolean {
	return b === undefined || a.machines < b.machines || (a.machines === b.machines && a.newZones < b.newZones);
}

/** The zones as they are after the addition: the needs go where they were fitted, what is left over to the smallest zone. */
function sizesAfter(zones: Zones, {machines, newZones, needs}: Found): Pick<Addition, 'sizes' | 'anywhere' | 'anywhereIn'> {
	const sizes = [...zones.sizes, ...Array.from({length: newZones}, () => 1)];
	const order = [...zones.largestFirst, ...Array.from({length: newZones}, (_, index) => zones.sizes.length + index)]
		.sort((a, b) => ((sizes[b] ?? 0) - (sizes[a] ?? 0)) || (a - b));
	let left = machines - newZones;
	for (const [index, need] of needs.entries()) {
		const zone = order[index] ?? 0;
		const lack = Math.max(0, need - (sizes[zone] ?? 0));
		sizes[zone] = (sizes[zone] ?? 0) + lack;
		left -= lack;
	}

	let smallest = 0;
	for (const [index, size] of sizes.entries()) {
		if (size < (sizes[smallest] ?? 0)) {
			smallest = index;
		}
	}

	sizes[smallest] = (sizes[smallest] ?? 0) + left;
	return {sizes, anywhere: left, anywhereIn: smallest};
}

/** Whether a shape can survive what is wished of machines, wherever they are. */
function survivesMachines(shape: Shape, floors: Floors): boolean {
	const {controlPlane} = toleranceFrom(countsOfPlacement({
		topology: shape.topology,
		loadBalancer: shape.kind,
		schedulable: shape.schedulable,
		zones: [{
			zone: null, voters: shape.voters, controlPlanes: shape.controlPlanes, loadBalancers: shape.loadBalancers, workers: 0,
		}],
	}));
	return controlPlane.anyMachines >= Math.max(floors.machines, shape.schedulable ? floors.workloadMachines : 0);
}

function shapesOf(situation: Pick<Situation, 'loadBalancer' | 'sameSubnet'>, wish: Wish): Shape[] {
	const shared = wish.workloads === 'auto' ? [false, true] : [wish.workloads === 'shared'];
	return wish.voters.flatMap(voters => shared.flatMap(schedulable =>
		(wish.topology === 'external' ? wish.controlPlanes : [0]).flatMap(controlPlanes =>
			wish.loadBalancers.map(loadBalancers => {
				const apiservers = wish.topology === 'external' ? controlPlanes : voters;
				return {
					topology: voters === 1 && wish.topology === 'stacked' ? 'single' as const : wish.topology,
					voters,
					controlPlanes,
					loadBalancers,
					kind: loadBalancers > 0 ? 'dedicated' as const : kindFor(situation, apiservers),
					schedulable,
				};
			}))));
}

/** The smallest addition for one shape, where it is smaller than the best so far. */
function smallestForShape({shape, lacking, holding}: Need, zones: Zones, floors: Floors, before: Found | undefined): Found | undefined {
	const mostParts = zones.named ? roleMachinesOf(shape) : 1;
	const survival = {
		zones: Math.max(floors.zones, shape.schedulable ? floors.workloadZones : 0),
		zoneAndMachine: floors.zoneAndMachine > 0,
	};
	let best = before;
	for (const wants of needLists(shape, splitsSurviving(shape, mostParts, survival), mostParts)) {
		const fewestNewZones = Math.max(0, wants.length - zones.sizes.length, holding - zones.sizes.length);
		const mostNewZones = zones.named ? Math.max(wants.length, holding) : 0;
		for (let newZones = fewestNewZones; newZones <= mostNewZones; newZones++) {
			if (!isFewer({machines: Math.max(lacking, newZones), newZones}, best)) {
				break;
			}

			const fewest = fewestFor(wants, zones, {newZones, holding});
			const machines = Math.max(lacking, fewest?.lack ?? 0);
			if (fewest !== undefined && isFewer({machines, newZones}, best)) {
				best = {machines, newZones, needs: fewest.needs};
			}
		}
	}

	return best;
}

/**
The smallest addition with which a wish comes true: the fewest machines, then the fewest new zones. Machines may go to
zones that exist and to new ones; where no zones were given there are none to add. Exact: for every shape, every need of
the zones with which enough survives is compared, but for those that cannot be smaller.
@returns undefined where no number of machines is enough.
*/
export function smallestAddition(situation: Situation, wish: Wish): Addition | undefined {
	const {zones} = situation;
	const {floors} = wish;
	if (!zones.named && (floors.zones > 0 || floors.zoneAndMachine > 0 || floors.workloadZones > 0)) {
		return undefined;
	}

	const holding = floors.workloadZones > 0 ? floors.workloadZones + 1 : 1;
	const needs = shapesOf(situation, wish)
		.filter(shape => survivesMachines(shape, floors))
		.map((shape): Need => {
			const workers = shape.schedulable ? 0 : Math.max(1, floors.workloadMachines + 1);
			return {shape, holding, lacking: Math.max(0, roleMachinesOf(shape) + workers - zones.machines)};
		})
		.sort((a, b) => a.lacking - b.lacking);
	let best: Found | undefined;
	for (const need of needs) {
		if (isFewer({machines: need.lacking, newZones: 0}, best)) {
			best = smallestForShape(need, zones, floors, best);
		}
	}

	return best && {machines: best.machines, newZones: best.newZones, ...sizesAfter(zones, best)};
}

/** The zones with an addition in them. */
export function zonesWith({named}: Zones, {sizes}: Addition): Zones {
	return zonesOf(named ? sizes : null, sizes.reduce((sum, size) => sum + size, 0));
}
