import {
	wantedControlPlanes, wantedLoadBalancers, type Candidate, type Situation,
} from '../candidate.js';
import {smallestAddition, zonesWith, type Floors} from '../smallest-addition.js';
import {keeps} from './floors-of.js';

function upTo(count: number): number[] {
	return Array.from({length: count}, (_, index) => index + 1);
}

/**
A candidate of the wished kind that keeps what the plan survives: with the machines at hand, or else with the fewest more.
@param find The best of the kind in given zones.
@returns undefined where no number of machines is enough.
*/
export function findKept<Asked extends Situation>(
	situation: Asked,
	{topology, voters, floors}: {topology: 'stacked' | 'external'; voters: readonly number[]; floors: Floors},
	find: (situation: Asked) => Candidate | undefined,
): Candidate | undefined {
	const atHand = find(situation);
	if (atHand !== undefined && keeps(atHand, floors)) {
		return atHand;
	}

	const most = voters.at(-1) ?? 1;
	const addition = smallestAddition(situation, {
		topology,
		voters,
		controlPlanes: upTo(wantedControlPlanes(most, situation.targets)),
		loadBalancers: situation.loadBalancer === 'dedicated' ? upTo(wantedLoadBalancers(most, situation.targets)) : [0],
		workloads: situation.workloads,
		floors,
	});
	return addition && find({...situation, zones: zonesWith(situation.zones, addition)});
}
