/*
What an exported PodDisruptionBudget and a patch for a Deployment may hold, with unknown fields refused (kubernetes/api,
policy/v1, apps/v1, core/v1 and the validation in kubernetes/kubernetes, pkg/apis/core/validation). Fields that no export
writes are left out, so that writing one fails here first.
*/
import * as z from 'zod';

const name = z.string().regex(/^[a-z\d](?:[a-z\d\-]{0,61}[a-z\d])?$/v);
const labelValue = z.string().regex(/^(?:[a-zA-Z\d](?:[\w.\-]{0,61}[a-zA-Z\d])?)?$/v);
const metadata = z.strictObject({name, namespace: name.optional()});
const selector = z.strictObject({matchLabels: z.record(z.string(), labelValue).refine(labels => Object.keys(labels).length > 0)});

export const budgetSchema = z.strictObject({
	apiVersion: z.literal('policy/v1'),
	kind: z.literal('PodDisruptionBudget'),
	metadata,
	spec: z.strictObject({
		minAvailable: z.int().min(0).optional(),
		maxUnavailable: z.int().min(0).optional(),
		unhealthyPodEvictionPolicy: z.enum(['IfHealthyBudget', 'AlwaysAllow']).optional(),
		selector,
	}).refine(({minAvailable, maxUnavailable}) => (minAvailable === undefined) !== (maxUnavailable === undefined), 'one of minAvailable and maxUnavailable'),
});

const spreadConstraint = z.strictObject({
	maxSkew: z.int().min(1),
	topologyKey: z.enum(['topology.kubernetes.io/zone', 'kubernetes.io/hostname']),
	whenUnsatisfiable: z.enum(['DoNotSchedule', 'ScheduleAnyway']),
	minDomains: z.int().min(1).optional(),
	nodeTaintsPolicy: z.enum(['Honor', 'Ignore']).optional(),
	nodeAffinityPolicy: z.enum(['Honor', 'Ignore']).optional(),
	matchLabelKeys: z.array(z.literal('pod-template-hash')).optional(),
	labelSelector: selector,
}).refine(({minDomains, whenUnsatisfiable}) => minDomains === undefined || whenUnsatisfiable === 'DoNotSchedule', 'minDomains only with DoNotSchedule');
export type SpreadConstraint = z.infer<typeof spreadConstraint>;

export const deploymentPatchSchema = z.strictObject({
	apiVersion: z.literal('apps/v1'),
	kind: z.literal('Deployment'),
	metadata,
	spec: z.strictObject({
		replicas: z.int().min(0),
		strategy: z.strictObject({
			type: z.literal('RollingUpdate'),
			rollingUpdate: z.strictObject({maxUnavailable: z.int().min(0), maxSurge: z.int().min(0)})
				.refine(({maxUnavailable, maxSurge}) => maxUnavailable + maxSurge > 0, 'not both zero'),
		}).optional(),
		template: z.strictObject({
			spec: z.strictObject({
				topologySpreadConstraints: z.array(spreadConstraint).min(1)
					.refine(each => new Set(each.map(({topologyKey, whenUnsatisfiable}) => `${topologyKey} ${whenUnsatisfiable}`)).size === each.length, 'every pair once'),
			}),
		}),
	}),
});
export type DeploymentPatch = z.infer<typeof deploymentPatchSchema>;
