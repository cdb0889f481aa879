import type {ExportInput} from '../../source/formats/target.js';
import type {Plan} from '../../source/model/plan.js';
import {planFor} from '../../source/planner/plan-for.js';
import {requirementsFor, type Asked} from '../../source/planner/requirements-for.js';

/** A plan that every export target is held against. */
export type ExportPlan = {
	/** What the plan is, as a test's title or message names it. */
	readonly title: string;
	/** Whether addresses, interface, Kubernetes version, VIP (where the plan has one) and endpoint were given. */
	readonly valued: boolean;
	readonly input: ExportInput;
	readonly plan: Plan;
};

type Shape = {readonly title: string; readonly asked: Asked};

const shapes: readonly Shape[] = [
	{title: '1', asked: {machines: 1}},
	{title: '3', asked: {machines: 3}},
	{title: '5', asked: {machines: 5}},
	{title: '7 external', asked: {machines: 7, topology: 'external'}},
	{title: '12 in three zones', asked: {machines: 12, zones: 3}},
	{title: '12 in three zones, one subnet', asked: {machines: 12, zones: 3, sameSubnet: true}},
	{title: '20', asked: {machines: 20}},
	{title: '20 stacked', asked: {machines: 20, topology: 'stacked'}},
];

/** The load balancers that a plan only has where it was asked for them. */
const loadBalancerShapes: readonly Shape[] = (['kube-vip', 'dedicated', 'cloud', 'node-local'] as const)
	.map(loadBalancer => ({title: `7 with ${loadBalancer}`, asked: {machines: 7, loadBalancer}}));

/** What a writer gets for a plan: no backup destination, in English. */
export function exportInput(plan: Plan, {chinese = new Map<string, string>(), ...rest}: Partial<Omit<ExportInput, 'plan'>> = {}): ExportInput {
	return {plan, backupTo: null, language: 'en', chinese, ...rest};
}

function planOf({title, asked}: Shape): ExportPlan {
	const {plan, chinese} = planFor(requirementsFor(asked));
	return {title, valued: false, plan, input: exportInput(plan, {chinese})};
}

/** The same with everything given: 10.0.0.11 and up, the VIP 10.0.0.100 on eth0, a name for the endpoint. */
function valuedPlanOf({title, asked}: Shape): ExportPlan {
	const {kind} = planFor(requirementsFor(asked)).plan.loadBalancer;
	const holdsVip = kind === 'keepalived' || kind === 'kube-vip' || kind === 'dedicated';
	const {plan, chinese} = planFor(
		requirementsFor({
			...asked,
			endpoint: 'api.example.com',
			interface: 'eth0',
			kubernetesVersion: '1.37.1',
			...(holdsVip && {vip: '10.0.0.100'}),
		}),
		{addresses: Array.from({length: asked.machines ?? 1}, (_, index) => `10.0.0.${index + 11}`)},
	);
	return {title: `${title}, with values`, valued: true, plan, input: exportInput(plan, {chinese})};
}

/** Any plan by what is asked, with or without values. */
export function exportPlan(asked: Asked, {valued = false}: {valued?: boolean} = {}): ExportPlan {
	const shape = {title: JSON.stringify(asked), asked};
	return valued ? valuedPlanOf(shape) : planOf(shape);
}

/** Every plan of the export's contract, first without values, then with all of them. */
export const exportPlans: readonly ExportPlan[] = [...shapes, ...loadBalancerShapes]
	.flatMap(shape => [planOf(shape), valuedPlanOf(shape)]);
