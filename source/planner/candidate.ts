import type {Assumptions} from '../model/requirements.js';
import type {LoadBalancerChoice, LoadBalancerKind, WorkloadsChoice} from '../model/vocabulary.js';
import {toleranceOf} from './quorum.js';
import type {Placed} from './column-tolerance.js';
import {bestPlacement} from './placement.js';
import {possibleReach} from './possible-reach.js';
import {roleMachinesOf, type Shape} from './shape.js';
import {
	compareReach, missedTargets, type Reach, type Targets,
} from './targets.js';
import type {Zones} from './zones.js';

/** What is asked, as the search needs it. */
export type Situation = {
	readonly zones: Zones;
	readonly targets: Targets;
	readonly workloads: WorkloadsChoice;
	/** `auto` where nothing was asked, or where what was asked cannot be built. */
	readonly loadBalancer: LoadBalancerChoice;
	/** Whether a VRRP address can reach all machines that would hold it. */
	readonly sameSubnet: boolean;
	readonly assume: Assumptions;
};

/** A shape in its zones. */
export type Candidate = Shape & Placed & {readonly zones: Zones};

/** Kubernetes' and etcd's own guides stop at seven voters; so does this program. */
export const voterChoices = [1, 3, 5, 7] as const;

/**
How many machines these voters survive, up to the target, and for how many losses everything else must exist in spare:
the largest of that, the zone target, and the zone target and one machine where that is asked. Zones beyond what the
voters themselves survive call for no more.
*/
export function spareFor(voters: number, {machines, zones, zoneAndMachine}: Targets): {tolerated: number; spare: number} {
	const most = toleranceOf(voters);
	const tolerated = Math.min(most, machines);
	const zoneSpare = Math.min(most, zones);
	return {tolerated, spare: Math.max(tolerated, zoneSpare, zoneAndMachine ? Math.max(1, zoneSpare) + 1 : 0)};
}

/** External control planes as policy wants them: three, more where more may be lost. */
export function wantedControlPlanes(voters: number, targets: Targets): number {
	return Math.max(3, spareFor(voters, targets).spare + 1);
}

/** Dedicated load balancers as policy wants them. */
export function wantedLoadBalancers(voters: number, targets: Targets): number {
	return spareFor(voters, targets).spare + 1;
}

/** What stands in front of the control planes. One alone needs nothing, unless it was asked for. */
export function kindFor({loadBalancer, sameSubnet}: Pick<Situation, 'loadBalancer' | 'sameSubnet'>, controlPlanes: number): LoadBalancerKind {
	if (loadBalancer !== 'auto') {
		return loadBalancer;
	}

	if (controlPlanes < 2) {
		return 'none';
	}

	return sameSubnet ? 'keepalived' : 'node-local';
}

export function controlPlanesOf({topology, voters, controlPlanes}: Shape): number {
	return topology === 'external' ? controlPlanes : voters;
}

export function workersOf(candidate: Shape & {readonly zones: Zones}): number {
	return candidate.zones.machines - roleMachinesOf(candidate);
}

export function reachesAll({reach}: {readonly reach: Reach}, targets: Targets): boolean {
	return missedTargets(reach, targets).length === 0;
}

function descending(from: number): number[] {
	return Array.from({length: from}, (_, index) => from - index);
}

/** A shape, and how far it can reach the targets. */
type Option = {readonly shape: Shape; readonly reach: Reach};

/**
The best shape with these voters: as many control planes and dedicated load balancers as policy wants, fewer only where
that reaches more of the targets. @returns undefined where the machines are too few.
*/
function bestShape(situation: Situation, {topology, voters, schedulable}: Pick<Shape, 'topology' | 'voters' | 'schedulable'>): Option | undefined {
	const {zones, targets} = situation;
	const dedicated = situation.loadBalancer === 'dedicated' && topology !== 'single';
	let best: Option | undefined;
	for (const controlPlanes of topology === 'external' ? descending(wantedControlPlanes(voters, targets)) : [0]) {
		for (const loadBalancers of dedicated ? descending(wantedLoadBalancers(voters, targets)) : [0]) {
			const kind = topology === 'single' ? 'none' : kindFor(situation, topology === 'external' ? controlPlanes : voters);
			const shape = {
				topology, voters, controlPlanes, loadBalancers, kind, schedulable,
			};
			const possible = possibleReach(shape, zones, targets);
			if (possible !== undefined && (best === undefined || compareReach(possible.reach, best.reach) > 0)) {
				best = {shape, reach: possible.reach};
			}

			if (best !== undefined && reachesAll(best, targets)) {
				return best;
			}
		}
	}

	return best;
}

function placed({zones, targets, assume}: Situation, option: Option | undefined): Candidate | undefined {
	const best = option && bestPlacement(option.shape, zones, targets, assume);
	return option && best && {...option.shape, ...best, zones};
}

/** The best candidate with these voters, and workloads where they are said to be. @returns undefined where the machines are too few. */
export function bestCandidate(situation: Situation, fixed: Pick<Shape, 'topology' | 'voters' | 'schedulable'>): Candidate | undefined {
	return placed(situation, bestShape(situation, fixed));
}

/**
The best candidate with these voters and the workloads where they belong: separate, unless sharing reaches more of the
targets. One or two machines share.
*/
export function candidateFor(situation: Situation, {topology, voters}: Pick<Shape, 'topology' | 'voters'>): Candidate | undefined {
	const {workloads, zones} = situation;
	const fewMachines = zones.machines <= 2 && workloads === 'auto';
	const separate = workloads === 'shared' || fewMachines ? undefined : bestShape(situation, {topology, voters, schedulable: false});
	if (workloads === 'separate' || (separate !== undefined && reachesAll(separate, situation.targets))) {
		return placed(situation, separate);
	}

	const shared = bestShape(situation, {topology, voters, schedulable: true});
	const isSeparate = separate !== undefined && (shared === undefined || compareReach(shared.reach, separate.reach) <= 0);
	return placed(situation, isSeparate ? separate : shared);
}
