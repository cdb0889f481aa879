import {
	wantedControlPlanes, wantedLoadBalancers, type Candidate, type Situation,
} from '../candidate.js';
import {smallestAddition, zonesWith, type Floors} from '../smallest-addition.js';
import {keeps} from './floors-of.js';

function upTo(count: number): number[] {
	return Array.from({length: count}, (_, index) => index + 1);
}

const nothing: Floors = {
	zones: 0, machines: 0, zoneAndMachine: 0, workloadZones: 0, workloadMachines: 0,
};

/**
A candidate of the wished kind that keeps what the plan survives: with the machines at hand, or else with the fewest more.
Where no number of machines keeps it, the best at hand, or the smallest there is.
@param find The best of the kind in given zones.
*/
export function findKept<Asked extends Situation>(
	situation: Asked,
	{topology, voters, floors}: {topology: 'stacked' | 'external'; voters: readonly number[]; floors: Floors},
	find: (situation: Asked) => Candidate | undefined,
): Candidate {
	const atHand = find(situation);
	if (atHand !== undefined && keeps(atHand, floors)) {
		return atHand;
	}

	const most = voters.at(-1) ?? 1;
	const wish = {
		topology,
		voters,
		controlPlanes: upTo(wantedControlPlanes(most, situation.targets)),
		loadBalancers: situation.loadBalancer === 'dedicated' ? upTo(wantedLoadBalancers(most, situation.targets)) : [0],
		workloads: situation.workloads,
	};
	const keeping = smallestAddition(situation, {...wish, floors});
	const widened = keeping && find({...situation, zones: zonesWith(situation.zones, keeping)});
	const best = widened ?? atHand;
	if (best !== undefined) {
		return best;
	}

	const smallest = smallestAddition(situation, {...wish, floors: nothing});
	const built = smallest && find({...situation, zones: zonesWith(situation.zones, smallest)});
	if (built === undefined) {
		throw new Error(`No ${topology} layout with ${most} voters: with enough machines there always is one.`);
	}

	return built;
}
