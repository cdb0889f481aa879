import type {Layout} from '../../model/plan.js';

/** The voters of each zone that has any, in plan order; empty where there are no zones. */
export function votersByZone({machines, etcd}: Layout): Map<string, string[]> {
	const isVoter = new Set(etcd.members);
	const zones = new Map<string, string[]>();
	for (const {name, zone} of machines) {
		if (zone !== null && isVoter.has(name)) {
			zones.set(zone, [...zones.get(zone) ?? [], name]);
		}
	}

	return zones;
}

/** The zone whose loss takes the quorum along, if there is one. */
export function fatalZone(layout: Layout): {zone: string; voters: string[]} | undefined {
	const mayBeLost = layout.etcd.members.length - layout.etcd.quorum;
	for (const [zone, voters] of votersByZone(layout)) {
		if (voters.length > mayBeLost) {
			return {zone, voters};
		}
	}

	return undefined;
}
