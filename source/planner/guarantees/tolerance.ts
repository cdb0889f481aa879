import type {Guarantees} from '../../model/plan.js';
import {
	apiserverPart, endpointPart, fatalVoters, inZoneWithPart, voterPart, withPart, type LayoutCounts, type ZoneCounts,
} from './zone-counts.js';

export type Tolerance = Pick<Guarantees, 'controlPlane' | 'workloads'>;

/** The parts of which one machine up is enough. */
function partsNeeded({endpointNeedsMachine}: LayoutCounts): number[] {
	return endpointNeedsMachine ? [apiserverPart, endpointPart] : [apiserverPart];
}

/** The zones that can be lost: machines in no zone stay. */
function losableZones({zones}: LayoutCounts): ZoneCounts[] {
	return zones.filter(({zone}) => zone !== null);
}

/**
How many machines the smallest set has whose loss takes the control plane down: enough voters, or all apiservers that
can reach etcd, or all ways to the endpoint. 0: it never stands.
*/
export function smallestFatalMachines(counts: LayoutCounts): number {
	return Math.min(fatalVoters(withPart(counts, voterPart)), ...partsNeeded(counts).map(part => withPart(counts, part)));
}

/** How many zones the smallest set has whose loss is fatal; infinite where no loss of zones is. */
function smallestFatalZones(counts: LayoutCounts): number {
	const zones = losableZones(counts);
	const sizes = partsNeeded(counts).map(part => {
		const holding = zones.filter(zone => inZoneWithPart(zone, part) > 0);
		const inZones = holding.reduce((sum, zone) => sum + inZoneWithPart(zone, part), 0);
		return inZones === withPart(counts, part) ? holding.length : Number.POSITIVE_INFINITY;
	});

	// Losing the zones with the most voters first reaches the fatal number with the fewest zones.
	let votersToLose = fatalVoters(withPart(counts, voterPart));
	const votersByZone = zones.map(zone => inZoneWithPart(zone, voterPart)).filter(voters => voters > 0).sort((a, b) => b - a);
	let lost = 0;
	for (const voters of votersByZone) {
		if (votersToLose <= 0) {
			break;
		}

		votersToLose -= voters;
		lost++;
	}

	return Math.min(...sizes, votersToLose <= 0 ? lost : Number.POSITIVE_INFINITY);
}

/** The largest t so that the control plane stands whichever t zones are lost; 0 with fewer than two zones. */
function anyZonesOf(counts: LayoutCounts): number {
	const zones = losableZones(counts).length;
	return zones < 2 ? 0 : Math.max(0, Math.min(zones, smallestFatalZones(counts) - 1));
}

/**
Whether the control plane stands after any one zone and any one machine elsewhere. Each of its conditions must be left
with one machine more than it needs, since the machine can always be one of those. False with fewer than two zones.
*/
function standsWithoutZoneAndMachine(counts: LayoutCounts): boolean {
	const zones = losableZones(counts);
	const canLose = new Map(partsNeeded(counts).map(part => [part, withPart(counts, part) - 1]));
	canLose.set(voterPart, fatalVoters(withPart(counts, voterPart)) - 1);
	return zones.length > 1
		&& zones.every(zone => [...canLose].every(([part, spare]) => inZoneWithPart(zone, part) + 1 <= spare));
}

/** The workloads' tolerance: at least one machine that takes them is up, and where they share the control plane it stands too. */
function workloadsOf(counts: LayoutCounts, controlPlane: Tolerance['controlPlane']): Tolerance['workloads'] {
	const machines = counts.zones.reduce((sum, {workloads}) => sum + workloads, 0);
	if (machines === 0) {
		return {machines: 0, anyMachines: -1, anyZones: -1};
	}

	const zones = losableZones(counts);
	const holding = zones.filter(({workloads}) => workloads > 0);
	const inNoZone = machines - holding.reduce((sum, {workloads}) => sum + workloads, 0);
	const anyZones = inNoZone > 0 ? zones.length : holding.length - 1;
	return {
		machines,
		anyMachines: counts.schedulable ? Math.min(machines - 1, controlPlane.anyMachines) : machines - 1,
		anyZones: zones.length < 2 ? 0 : (counts.schedulable ? Math.min(anyZones, controlPlane.anyZones) : anyZones),
	};
}

/** What a layout survives, exactly, whichever machines or zones fail. O(zones × log zones). */
export function toleranceFrom(counts: LayoutCounts): Tolerance {
	const controlPlane = {
		anyMachines: Math.max(0, smallestFatalMachines(counts) - 1),
		anyZones: anyZonesOf(counts),
		zoneAndMachine: standsWithoutZoneAndMachine(counts),
	};
	return {controlPlane, workloads: workloadsOf(counts, controlPlane)};
}
