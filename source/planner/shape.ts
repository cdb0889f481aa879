import type {LoadBalancerKind} from '../model/vocabulary.js';
import type {Column, ColumnRole} from './columns.js';
import {fatalVoters} from './guarantees/zone-counts.js';
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

export function roleMachinesOf({voters, controlPlanes, loadBalancers}: Pick<Shape, ColumnRole>): number {
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
