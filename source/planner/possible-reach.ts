import type {ColumnRole} from './columns.js';
import {toleranceOf, workloadZonesOf} from './column-tolerance.js';
import {needLists} from './needs.js';
import {partitions} from './partitions.js';
import {toleranceOf as votersToSpare} from './quorum.js';
import {fewestWithoutRest} from './room.js';
import {roleMachinesOf, type Shape} from './shape.js';
import {survivalOfRole, type ZoneSurvival} from './split-survival.js';
import {reachOf, type Reach, type Targets} from './targets.js';
import type {Zones} from './zones.js';

/** The ways to split each role over zones that survive so much. */
export function splitsSurviving(shape: Shape, mostParts: number, {zones, zoneAndMachine}: ZoneSurvival): Record<ColumnRole, number[][]> {
	const surviving = (role: ColumnRole) => partitions(shape[role], mostParts).filter(parts => {
		const survived = survivalOfRole(shape, role, parts);
		return survived.zones >= zones && (survived.zoneAndMachine || !zoneAndMachine);
	});
	return {voters: surviving('voters'), controlPlanes: surviving('controlPlanes'), loadBalancers: surviving('loadBalancers')};
}

/** What can be survived of zones, in the order of the targets, the most first. */
function survivalsInOrder({voters}: Shape, zones: Zones, {ordered, zones: zonesWanted, zoneAndMachine}: Targets): ZoneSurvival[] {
	if (zones.sizes.length < 2) {
		return [{zones: 0, zoneAndMachine: false}];
	}

	const mostZones = Math.min(zonesWanted, zones.sizes.length, votersToSpare(voters));
	const survivals: ZoneSurvival[] = [];
	for (let count = mostZones; count >= 0; count--) {
		survivals.push(...(zoneAndMachine ? [true, false] : [false]).map(both => ({zones: count, zoneAndMachine: both})));
	}

	const zonesFirst = ordered.findIndex(({key}) => key === 'zones') < ordered.findIndex(({key}) => key === 'zoneAndMachine');
	const both = ({zoneAndMachine: survived}: ZoneSurvival) => Number(survived);
	return survivals.sort((a, b) => zonesFirst ? (b.zones - a.zones) || (both(b) - both(a)) : (both(b) - both(a)) || (b.zones - a.zones));
}

/** What a shape can reach in given zones. */
export type Possible = {readonly survival: ZoneSurvival; readonly withoutRest: number; readonly reach: Reach};

/**
How far a shape can reach the targets, wherever it is put: what can be survived of zones, the most first, and in how few
zones then no workload can run.
@returns undefined where the machines are too few.
*/
export function possibleReach(shape: Shape, zones: Zones, targets: Targets): Possible | undefined {
	const roleMachines = roleMachinesOf(shape);
	if (roleMachines + (shape.schedulable ? 0 : 1) > zones.machines) {
		return undefined;
	}

	for (const survival of survivalsInOrder(shape, zones, targets)) {
		const workloadZones = shape.schedulable ? Math.min(targets.zones, survival.zones) : targets.zones;
		const accepted = Math.max(0, zones.sizes.length - 1 - workloadZones);
		let fewest: number | undefined;
		const splits = splitsSurviving(shape, Math.min(zones.sizes.length, roleMachines), survival);
		for (const needs of needLists(shape, splits, zones.sizes.length, zones.largest)) {
			const withoutRest = fewestWithoutRest(needs, zones.largest);
			fewest = Math.min(fewest ?? Number.POSITIVE_INFINITY, withoutRest ?? Number.POSITIVE_INFINITY);
			if (fewest <= accepted) {
				break;
			}
		}

		if (fewest !== undefined && Number.isFinite(fewest)) {
			const inOneZone = toleranceOf(shape, [{
				zone: null,
				voters: shape.voters,
				controlPlanes: shape.controlPlanes,
				loadBalancers: shape.loadBalancers,
				workers: zones.machines - roleMachines,
			}]);
			const controlPlane = {...inOneZone.controlPlane, anyZones: survival.zones, zoneAndMachine: survival.zoneAndMachine};
			const anyZones = workloadZonesOf(shape, zones, fewest, survival.zones);
			const reach = reachOf({controlPlane, workloads: {...inOneZone.workloads, anyZones}}, targets);
			return {survival, withoutRest: Math.max(fewest, accepted), reach};
		}
	}

	return undefined;
}
