import type {Guarantees, Layout} from '../../source/model/plan.js';
import type {Requirements} from '../../source/model/requirements.js';
import type {LoadBalancerKind} from '../../source/model/vocabulary.js';
import {assess} from '../../source/planner/guarantees/assess.js';

/*
The policy once more, written the slow way: every placement there is, each with its machines named and assessed as a
whole. It shares nothing with the planner's search but the proof of what a layout survives.
*/

export type Roles = {readonly voters: number; readonly controlPlanes: number; readonly loadBalancers: number};

export type OracleShape = Roles & {
	readonly external: boolean;
	readonly kind: LoadBalancerKind;
	readonly schedulable: boolean;
};

export type OraclePlacement = {readonly zones: readonly Roles[]; readonly guarantees: Guarantees};

/** Every way to put `count` into zones with so much room. */
function * waysToPut(count: number, room: readonly number[]): Generator<number[], void, void> {
	const [first, ...rest] = room;
	if (first === undefined) {
		if (count === 0) {
			yield [];
		}

		return;
	}

	for (let here = Math.min(count, first); here >= 0; here--) {
		for (const others of waysToPut(count - here, rest)) {
			yield [here, ...others];
		}
	}
}

/** The layout with these roles in these zones. */
export function layoutWith(sizes: readonly number[], named: boolean, zones: readonly Roles[], shape: OracleShape): Layout {
	const machines: Layout['machines'] = [];
	const etcd: string[] = [];
	const controlPlane: string[] = [];
	const balancers: string[] = [];
	let number = 1;
	for (const [index, size] of sizes.entries()) {
		const {voters, controlPlanes, loadBalancers} = zones[index] ?? {voters: 0, controlPlanes: 0, loadBalancers: 0};
		for (let place = 0; place < size; place++) {
			const name = `node-${number++}`;
			const isControlPlane = place < controlPlanes || (!shape.external && place < controlPlanes + voters);
			const isVoter = place >= controlPlanes && place < controlPlanes + voters;
			const isBalancer = place >= controlPlanes + voters && place < controlPlanes + voters + loadBalancers;
			if (isControlPlane) {
				controlPlane.push(name);
			}

			if (isVoter) {
				etcd.push(name);
			}

			if (isBalancer) {
				balancers.push(name);
			}

			machines.push({
				name,
				address: null,
				zone: named ? `z${index}` : null,
				host: null,
				roles: isControlPlane || isVoter || isBalancer ? ['control-plane'] : ['worker'],
			});
		}
	}

	return {
		topology: shape.external ? 'external' : 'stacked',
		machines,
		etcd: {members: etcd, quorum: Math.floor(etcd.length / 2) + 1},
		controlPlane: {machines: controlPlane, endpoint: {host: null, port: 6443}, schedulable: shape.schedulable},
		loadBalancer: {
			kind: shape.kind,
			machines: shape.kind === 'dedicated' ? balancers : (shape.kind === 'keepalived' ? controlPlane : []),
			vip: null,
			virtualRouterId: null,
		},
	};
}

/** Every placement of a shape. */
export function * everyPlacement(sizes: readonly number[], named: boolean, shape: OracleShape, assume: Requirements['assume']): Generator<OraclePlacement, void, void> {
	const all = sizes.reduce((sum, size) => sum + size, 0);
	if (shape.voters + shape.controlPlanes + shape.loadBalancers + (shape.schedulable ? 0 : 1) > all) {
		return;
	}

	for (const voters of waysToPut(shape.voters, sizes)) {
		const afterVoters = sizes.map((size, zone) => size - (voters[zone] ?? 0));
		for (const controlPlanes of waysToPut(shape.controlPlanes, afterVoters)) {
			const afterControlPlanes = afterVoters.map((size, zone) => size - (controlPlanes[zone] ?? 0));
			for (const loadBalancers of waysToPut(shape.loadBalancers, afterControlPlanes)) {
				const zones = sizes.map((_, zone) => ({
					voters: voters[zone] ?? 0, controlPlanes: controlPlanes[zone] ?? 0, loadBalancers: loadBalancers[zone] ?? 0,
				}));
				yield {zones, guarantees: assess(layoutWith(sizes, named, zones, shape), assume)};
			}
		}
	}
}

export type OracleTargets = {
	readonly machines: number; readonly zones: number; readonly zoneAndMachine: boolean;
	readonly givenMachines: boolean; readonly givenZones: boolean;
};

/** What is survived, capped at the targets, what was given first: control plane before workloads. */
export function reachOf({controlPlane, workloads}: Guarantees, targets: OracleTargets): number[] {
	const entries = [
		{value: Math.min(controlPlane.anyZones, targets.zones), given: targets.givenZones},
		{value: Math.min(controlPlane.anyMachines, targets.machines), given: targets.givenMachines},
		{value: targets.zoneAndMachine && controlPlane.zoneAndMachine ? 1 : 0, given: true},
		{value: Math.min(workloads.anyZones, targets.zones), given: targets.givenZones},
		{value: Math.min(workloads.anyMachines, targets.machines), given: targets.givenMachines},
	];
	return [...entries.filter(({given}) => given), ...entries.filter(({given}) => !given)].map(({value}) => value);
}

/** Above 0 where `a` comes first in a list of numbers compared from left to right, larger before smaller. */
export function compareNumbers(a: readonly number[], b: readonly number[]): number {
	for (const [index, value] of a.entries()) {
		const difference = value - (b[index] ?? 0);
		if (difference !== 0) {
			return difference;
		}
	}

	return 0;
}

/** The tuple that placements are compared by, availability aside: larger is better. */
export function rankOf({zones, guarantees}: OraclePlacement, sizes: readonly number[], shape: OracleShape, targets: OracleTargets): number[] {
	const mayBeLost = Math.floor((shape.voters - 1) / 2);
	const canBeSpread = sizes.reduce((room, size) => room + Math.min(size, mayBeLost), 0) >= shape.voters;
	const inZones = (role: keyof Roles) => zones.filter(zone => zone[role] > 0).length;
	return [
		...reachOf(guarantees, targets),
		canBeSpread ? 0 : -Math.max(...zones.map(({voters}) => voters)),
		inZones(shape.external ? 'controlPlanes' : 'voters'),
		inZones('loadBalancers'),
	];
}
