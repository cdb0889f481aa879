import type {Requirements} from '../model/requirements.js';
import type {Tolerance} from './guarantees/tolerance.js';

/** What can be aimed at, in the order in which placements are compared: the control plane before the workloads. */
export const targetKeys = ['zones', 'machines', 'zoneAndMachine', 'workloadZones', 'workloadMachines'] as const;
export type TargetKey = typeof targetKeys[number];

export type Target = {
	readonly key: TargetKey;
	/** At least 1 where it asks for anything; of `zoneAndMachine` 1 says that it is asked. */
	readonly wanted: number;
	/** Whether a person said it; otherwise it is only a default. */
	readonly given: boolean;
};

export type Targets = {
	/** Machines that may be down, whichever they are, the one in maintenance included. */
	readonly machines: number;
	readonly zones: number;
	readonly zoneAndMachine: boolean;
	/** What was given comes before what was only defaulted, each part in the order of `targetKeys`. */
	readonly ordered: readonly Target[];
};

/** How far each target is reached, capped at the target, in the order of `Targets.ordered`: larger is better, compared left to right. */
export type Reach = readonly number[];

type Survive = {readonly machines: number; readonly zones: number; readonly zoneAndMachine: boolean};

/** @param given Which of the three a person said. */
export function targetsFor(survive: Survive, given: {readonly machines: boolean; readonly zones: boolean; readonly zoneAndMachine: boolean}): Targets {
	const wanted: Record<TargetKey, Target> = {
		zones: {key: 'zones', wanted: survive.zones, given: given.zones},
		machines: {key: 'machines', wanted: survive.machines, given: given.machines},
		zoneAndMachine: {key: 'zoneAndMachine', wanted: survive.zoneAndMachine ? 1 : 0, given: given.zoneAndMachine},
		workloadZones: {key: 'workloadZones', wanted: survive.zones, given: given.zones},
		workloadMachines: {key: 'workloadMachines', wanted: survive.machines, given: given.machines},
	};
	const inOrder = targetKeys.map(key => wanted[key]);
	return {...survive, ordered: [...inOrder.filter(target => target.given), ...inOrder.filter(target => !target.given)]};
}

/** What the requirements aim at. Maintenance is the machine target plus one, and said by whoever asks for it. */
export function targetsOf({survive, maintenance, given}: Requirements): Targets {
	return targetsFor({...survive, machines: survive.machines + (maintenance ? 1 : 0)}, {
		machines: given.includes('survive.machines') || maintenance,
		zones: given.includes('survive.zones'),
		zoneAndMachine: given.includes('survive.zoneAndMachine'),
	});
}

/** What is survived, by target. */
export function survivedOf({controlPlane, workloads}: Tolerance): Record<TargetKey, number> {
	return {
		zones: controlPlane.anyZones,
		machines: controlPlane.anyMachines,
		zoneAndMachine: controlPlane.zoneAndMachine ? 1 : 0,
		workloadZones: workloads.anyZones,
		workloadMachines: workloads.anyMachines,
	};
}

export function reachOf(tolerance: Tolerance, {ordered}: Targets): Reach {
	const survived = survivedOf(tolerance);
	return ordered.map(({key, wanted}) => Math.min(survived[key], wanted));
}

/** @returns above 0 where `a` reaches more, in the order of the targets. */
export function compareReach(a: Reach, b: Reach): number {
	for (const [index, value] of a.entries()) {
		const difference = value - (b[index] ?? 0);
		if (difference !== 0) {
			return difference;
		}
	}

	return 0;
}

/** Whether `a` reaches of every single target at least as much as `b`. */
export function reachesAtLeast(a: Reach, b: Reach): boolean {
	return a.every((value, index) => value >= (b[index] ?? 0));
}

/** The targets that are not reached. */
export function missedTargets(reach: Reach, {ordered}: Targets): Target[] {
	return ordered.filter(({wanted}, index) => (reach[index] ?? 0) < wanted);
}

/** How far one target is reached, capped at it. */
export function reachedOf(reach: Reach, {ordered}: Targets, key: TargetKey): number {
	return reach[ordered.findIndex(target => target.key === key)] ?? 0;
}
