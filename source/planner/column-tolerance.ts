import type {Assumptions} from '../model/requirements.js';
import {emptyColumn, machinesIn, type Column} from './columns.js';
import {unavailabilityOf} from './guarantees/availability.js';
import {toleranceFrom, type Tolerance} from './guarantees/tolerance.js';
import {countsOfPlacement, type ZonePlacement} from './guarantees/zone-counts.js';
import {fewestWithoutRest} from './room.js';
import {roleMachinesOf, wantsRest, type Shape} from './shape.js';
import {reachOf, type Reach, type Targets} from './targets.js';
import type {Zones} from './zones.js';

/** The best way to spread a shape over the zones. */
export type Placed = {
	readonly columns: readonly Column[];
	readonly tolerance: Tolerance;
	readonly reach: Reach;
	/** Not rounded. */
	readonly unavailability: number;
};

/** What a shape survives with its machines in these zones. */
export function toleranceOf(shape: Shape, zones: readonly ZonePlacement[]): Tolerance {
	return toleranceFrom(countsOfPlacement({
		topology: shape.topology, loadBalancer: shape.kind, schedulable: shape.schedulable, zones,
	}));
}

/** How many zones can be lost so that workloads still run somewhere, where they cannot run in `withoutRest` of them. */
export function workloadZonesOf({schedulable}: Shape, {sizes}: Zones, withoutRest: number, controlPlaneZones: number): number {
	const holding = sizes.length - withoutRest;
	if (sizes.length < 2) {
		return 0;
	}

	return schedulable ? Math.min(holding - 1, controlPlaneZones) : holding - 1;
}

/** What the columns survive, exactly; zones without a role are all alike, so two of them stand for all. */
export function toleranceOfColumns(shape: Shape, columns: readonly Column[], zones: Zones, withoutRest: number): Tolerance {
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
	const anyZones = workloadZonesOf(shape, zones, withoutRest, tolerance.controlPlane.anyZones);
	return {...tolerance, workloads: {...tolerance.workloads, anyZones}};
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

