import type {Plan} from '../model/plan.js';
import {UserError} from '../model/user-error.js';

/** What the command line gives to an export beyond the plan's own values. */
export type GivenValues = {
	/** For the plan's machines in their order. */
	readonly addresses?: readonly string[];
	readonly vip?: string;
	readonly endpoint?: string;
	readonly interface?: string;
	readonly kubernetesVersion?: string;
};

/**
The plan with what was given now in place of what it holds. The layout stays: values only fill it in.
@throws UserError (exit 2) where the addresses are not as many as the machines.
*/
export function filledPlan(plan: Plan, given: GivenValues): Plan {
	const {addresses} = given;
	if (addresses !== undefined && addresses.length !== plan.machines.length) {
		throw new UserError({
			en: `--addresses has ${addresses.length}, but the plan has ${plan.machines.length} ${plan.machines.length === 1 ? 'machine' : 'machines'}.`,
			zh: `--addresses 有 ${addresses.length} 个，而方案里有 ${plan.machines.length} 台机器。`,
		}, {fix: {en: 'Give one for each machine, in the order of the plan, separated by commas.', zh: '请按方案中的顺序给每台机器一个，用逗号隔开。'}});
	}

	const {requirements} = plan;
	return {
		...plan,
		requirements: {
			...requirements,
			vip: given.vip ?? requirements.vip,
			endpoint: given.endpoint ?? requirements.endpoint,
			interface: given.interface ?? requirements.interface,
			kubernetesVersion: given.kubernetesVersion ?? requirements.kubernetesVersion,
		},
		machines: addresses === undefined ? plan.machines : plan.machines.map((machine, index) => ({...machine, address: addresses[index]!})),
		controlPlane: {...plan.controlPlane, endpoint: {...plan.controlPlane.endpoint, host: given.endpoint ?? plan.controlPlane.endpoint.host}},
		loadBalancer: {...plan.loadBalancer, vip: given.vip ?? plan.loadBalancer.vip},
	};
}
