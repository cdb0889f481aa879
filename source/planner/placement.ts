import type {Assumptions} from '../model/requirements.js';
import type {LoadBalancerKind} from '../model/vocabulary.js';
import {unavailabilityOf} from './guarantees/availability.js';
import {toleranceFrom, type Tolerance} from './guarantees/tolerance.js';
import {countsOfPlacement, fatalVoters, type ZonePlacement} from './guarantees/zone-counts.js';
import {
	columnsOf, emptyColumn, machinesIn, type Column, type Split,
} from './columns.js';
import {partitions} from './partitions.js';
import {fewestWithoutRest} from './room.js';
import {
	reachOf, reachedOf, type Reach, type Targets,
} from './targets.js';
import type {Zones} from './zones.js';

/** How many machines hold which role; where they are is the question. */
export type Shape = {
	readonly topology: 'single' | 'stacked' | 'external';
	readonly voters: number;
	/** Machines that are only control planes: 0 where the voters' machines are the control planes. */
	readonly controlPlanes: number;
	/** Machines that only balance load. */
	readonly loadBalancers: number;
	readonly kind: LoadBalancerKind;
	/** Whether workloads share the control planes' machines. */
	readonly schedulable: boolean;
};

/** The best way to spread a shape over the zones. */
export type Placed = {
	readonly columns: readonly Column[];
	readonly tolerance: Tolerance;
	readonly reach: Reach;
	/** Not rounded. */
	readonly unavailability: number;
};

type Ranked = {
	readonly split: Split;
	/** What the split alone decides of the control plane's targets, in their order. */
	readonly survives: readonly number[];
	/** The most voters in one zone where a majority must be in one, else 0. */
	readonly majority: number;
	/** In how many zones the control planes and then the dedicated load balancers are. */
	readonly spread: readonly [number, number];
};

export function roleMachinesOf({voters, controlPlanes, loadBalancers}: Pick<Shape, 'voters' | 'controlPlanes' | 'loadBalancers'>): number {
	return voters + controlPlanes + loadBalancers;
}

/** Whether the zone of a column runs workloads only where a machine is left over. */
export function wantsRest({topology, schedulable}: Pick<Shape, 'topology' | 'schedulable'>, column: Column): boolean {
	return !schedulable || (topology === 'external' ? column.controlPlanes : column.voters) === 0;
}

/** Whether a zone must hold so many voters that its loss is fatal, wherever they are put: two zones, or 5,1. */
export function majorityIsForced(zones: Zones, voters: number): boolean {
	const mostHarmless = fatalVoters(voters) - 1;
	let room = 0;
	for (const size of zones.largest) {
		room += Math.min(size, mostHarmless);
	}

	return room < voters;
}

function toleranceOf(shape: Shape, zones: readonly ZonePlacement[]): Tolerance {
	return toleranceFrom(countsOfPlacement({
		topology: shape.topology, loadBalancer: shape.kind, schedulable: shape.schedulable, zones,
	}));
}

/** What the control plane survives of zones, whatever shares a zone with what: each role in zones of its own decides it. */
export function survivedBySplit(shape: Shape, split: Split): Tolerance['controlPlane'] {
	const inOwnZones = [
		...split.voters.map(voters => ({...emptyColumn, voters})),
		...split.controlPlanes.map(controlPlanes => ({...emptyColumn, controlPlanes})),
		...split.loadBalancers.map(loadBalancers => ({...emptyColumn, loadBalancers})),
		emptyColumn,
	];
	return toleranceOf(shape, inOwnZones.map(column => ({zone: '', workers: 0, ...column}))).controlPlane;
}

/** The ways to split the roles over the zones. */
export function splitsOf(shape: Shape, mostParts: number): Split[] {
	const splits: Split[] = [];
	for (const voters of partitions(shape.voters, mostParts)) {
		for (const controlPlanes of partitions(shape.controlPlanes, mostParts)) {
			for (const loadBalancers of partitions(shape.loadBalancers, mostParts)) {
				splits.push({voters, controlPlanes, loadBalancers});
			}
		}
	}

	return splits;
}

/** Above 0 where `a` is the better split, before the roles are joined in zones. */
function compareRanked(a: Ranked, b: Ranked): number {
	return compareReachLike(a.survives, b.survives) || compareWithinClass(a, b);
}

function compareReachLike(a: readonly number[], b: readonly number[]): number {
	const index = a.findIndex((value, position) => value !== b[position]);
	return index === -1 ? 0 : (a[index] ?? 0) - (b[index] ?? 0);
}

function compareWithinClass(a: Ranked, b: Ranked): number {
	return (b.majority - a.majority) || (a.spread[0] - b.spread[0]) || (a.spread[1] - b.spread[1]);
}

function rankedSplits(shape: Shape, zones: Zones, targets: Targets): Ranked[] {
	const forced = majorityIsForced(zones, shape.voters);
	const ranked = splitsOf(shape, zones.sizes.length).map(split => {
		const survived = survivedBySplit(shape, split);
		return {
			split,
			survives: zones.sizes.length < 2
				? []
				: targets.ordered
					.filter(({key}) => key === 'zones' || key === 'zoneAndMachine')
					.map(({key, wanted}) => Math.min(wanted, key === 'zones' ? survived.anyZones : Number(survived.zoneAndMachine))),
			majority: forced ? Math.max(...split.voters) : 0,
			spread: [(shape.topology === 'external' ? split.controlPlanes : split.voters).length, split.loadBalancers.length] as const,
		};
	});
	return ranked.sort((a, b) => compareRanked(b, a));
}

/** What the columns survive, exactly; zones without a role are all alike, so two of them stand for all. */
function toleranceOfColumns(shape: Shape, columns: readonly Column[], zones: Zones, withoutRest: number): Tolerance {
	const zone = zones.named ? '' : null;
	let without = withoutRest;
	const placed = columns.map(column => {
		const rests = wantsRest(shape, column);
		const workers = rests && without-- <= 0 ? 1 : 0;
		return {zone, workers, ...column};
	});
	const empty = Math.min(2, zones.sizes.length - columns.length);
	placed.push(...Array.from({length: empty}, () => ({zone, workers: 1, ...emptyColumn})));
	const workers = zones.machines - roleMachinesOf(shape) - placed.reduce((sum, {workers}) => sum + workers, 0);
	const first = Math.max(0, placed.findIndex(({workers}) => workers > 0));
	const tolerance = toleranceOf(shape, placed.map((entry, index) => index === first ? {...entry, workers: entry.workers + workers} : entry));
	const holding = zones.sizes.length - withoutRest;
	const anyZones = shape.schedulable ? Math.min(holding - 1, tolerance.controlPlane.anyZones) : holding - 1;
	return {...tolerance, workloads: {...tolerance.workloads, anyZones: zones.sizes.length < 2 ? 0 : anyZones}};
}

/** What given columns survive, without asking whether others would survive more. @returns undefined where they do not fit. */
export function placedAs(shape: Shape, columns: readonly Column[], zones: Zones, {targets, assume}: {targets: Targets; assume: Assumptions}): Placed | undefined {
	const needs = columns.map(column => ({machines: machinesIn(column), wantsRest: wantsRest(shape, column)}));
	const withoutRest = fewestWithoutRest(needs, zones.largest);
	if (withoutRest === undefined) {
		return undefined;
	}

	const tolerance = toleranceOfColumns(shape, columns, zones, withoutRest);
	return {
		columns, tolerance, reach: reachOf(tolerance, targets), unavailability: unavailabilityOfColumns(shape, columns, zones, assume),
	};
}

/** How likely the control plane is down with these columns, in whichever zones they are. */
export function unavailabilityOfColumns(shape: Shape, columns: readonly Column[], {named}: Zones, assume: Assumptions): number {
	return unavailabilityOf(countsOfPlacement({
		topology: shape.topology,
		loadBalancer: shape.kind,
		schedulable: shape.schedulable,
		zones: columns.map(column => ({zone: named ? '' : null, workers: 0, ...column})),
	}), assume);
}

/**
The best placement of a shape, up to the names of zones that are alike: zones survived and the like up to the targets,
then workload zones; where one zone must hold a majority, as small a one as can be; control planes and dedicated load
balancers over as many zones as there are; availability. Exact: every way to split and to join the roles is compared,
but for those that cannot win any more.
@returns undefined where the machines are too few.
*/
export function bestPlacement(shape: Shape, zones: Zones, targets: Targets, assume: Assumptions): Placed | undefined {
	const roleMachines = roleMachinesOf(shape);
	if (roleMachines + (shape.schedulable ? 0 : 1) > zones.machines) {
		return undefined;
	}

	let best: (Placed & {ranked: Ranked; workloadZones: number}) | undefined;
	const wantedZones = Math.min(targets.zones, zones.sizes.length - 1);
	const mostWorkloadZones = shape.schedulable ? wantedZones : Math.min(wantedZones, zones.machines - roleMachines - 1);
	for (const ranked of rankedSplits(shape, zones, targets)) {
		if (best !== undefined && (compareReachLike(ranked.survives, best.ranked.survives) < 0
			|| (best.workloadZones >= mostWorkloadZones && compareWithinClass(ranked, best.ranked) < 0))) {
			break;
		}

		for (const columns of columnsOf(ranked.split, zones.sizes.length)) {
			const needs = columns.map(column => ({machines: machinesIn(column), wantsRest: wantsRest(shape, column)}));
			const withoutRest = fewestWithoutRest(needs, zones.largest);
			if (withoutRest === undefined) {
				continue;
			}

			const tolerance = toleranceOfColumns(shape, columns, zones, withoutRest);
			const reach = reachOf(tolerance, targets);
			const workloadZones = reachedOf(reach, targets, 'workloadZones');
			const better = best === undefined ? 1 : (workloadZones - best.workloadZones) || compareWithinClass(ranked, best.ranked);
			if (better < 0) {
				continue;
			}

			const unavailability = unavailabilityOfColumns(shape, columns, zones, assume);
			if (best === undefined || better > 0 || unavailability < best.unavailability) {
				best = {columns, tolerance, reach, unavailability, ranked, workloadZones};
			}
		}
	}

	return best && {columns: best.columns, tolerance: best.tolerance, reach: best.reach, unavailability: best.unavailability};
}
