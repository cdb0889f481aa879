import type {Requirements} from '../model/requirements.js';
import type {Question} from './choose.js';
import {targetsOf} from './targets.js';
import {zonesOf, type Zones} from './zones.js';

/** How likely a zone is up at a moment, where nobody said. */
export const defaultZoneAvailability = 0.999;

/** Losing one zone is a target from three zones on: with two, one of them always holds the majority. */
export function defaultZoneTarget(zones: number): number {
	return zones >= 3 ? 1 : 0;
}

/**
Whether the load balancers are taken to be in one subnet: as was said; else yes with one zone or none, or where a VIP was
given, which only works inside one.
*/
export function isSameSubnet({sameSubnet, vip, zones}: Pick<Requirements, 'sameSubnet' | 'vip' | 'zones'>): boolean {
	return sameSubnet ?? (vip !== null || zones === null || zones.length < 2);
}

/** What the search needs to know of requirements. */
export function questionOf(requirements: Requirements): Question {
	const {machines, zones, workloads, topology, prefer, loadBalancer, assume} = requirements;
	return {
		zones: zonesOf(zones, machines),
		targets: targetsOf(requirements),
		workloads,
		topology,
		prefer,
		loadBalancer,
		sameSubnet: isSameSubnet(requirements),
		assume,
	};
}

/** The same requirements with other machines: what was only defaulted follows the number of zones. */
export function requirementsWith(requirements: Requirements, zones: Pick<Zones, 'sizes' | 'named' | 'machines'>): Requirements {
	const {survive, assume, given} = requirements;
	const count = zones.named ? zones.sizes.length : 0;
	return {
		...requirements,
		machines: zones.machines,
		zones: zones.named ? [...zones.sizes] : null,
		survive: {...survive, zones: given.includes('survive.zones') ? survive.zones : defaultZoneTarget(count)},
		assume: {...assume, zone: count < 2 ? null : assume.zone ?? defaultZoneAvailability},
	};
}
