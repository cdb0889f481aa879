import {planFor, type PlanOptions} from '../../source/planner/plan-for.js';
import {requirementsFor, type Asked} from '../../source/planner/requirements-for.js';
import type {Plan} from '../../source/model/plan.js';

/** The plan for what was asked. */
export function planned(asked: Asked, options?: PlanOptions): Plan {
	return planFor(requirementsFor(asked), options).plan;
}

export type Brief = {
	readonly topology: Plan['topology'];
	readonly voters: number;
	readonly controlPlanes: number;
	readonly balancer: Plan['loadBalancer']['kind'];
	readonly workers: number;
	readonly schedulable: boolean;
};

/** A plan's shape, to be compared at a glance. */
export function brief(plan: Plan): Brief {
	return {
		topology: plan.topology,
		voters: plan.etcd.members.length,
		controlPlanes: plan.controlPlane.machines.length,
		balancer: plan.loadBalancer.kind,
		workers: plan.machines.filter(({roles}) => roles.includes('worker')).length,
		schedulable: plan.controlPlane.schedulable,
	};
}

/** How many machines of each zone hold a role, as `zone-a 2, zone-b 1`. */
export function zonesHolding(plan: Plan, names: readonly string[]): string {
	const counts = new Map<string, number>();
	for (const {name, zone} of plan.machines) {
		if (names.includes(name)) {
			counts.set(zone ?? '-', (counts.get(zone ?? '-') ?? 0) + 1);
		}
	}

	return [...counts].map(([zone, count]) => `${zone} ${count}`).join(', ');
}

export function rulesOf(plan: Plan): string[] {
	return plan.findings.map(({rule}) => rule);
}
