import * as z from 'zod';
import {assumptionsSchema, nameSchema, requirementsSchema} from './requirements.js';
import {
	alternativeIds, apiVersion, loadBalancerKinds, roles, severities, stepActions, topologies,
} from './vocabulary.js';

export const machineSchema = z.strictObject({
	name: nameSchema,
	address: z.string().nullable(),
	zone: z.string().nullable(),
	host: z.string().nullable(),
	/** `worker` runs only workloads. */
	roles: z.array(z.enum(roles)).min(1),
});
export type Machine = z.infer<typeof machineSchema>;

const countSchema = z.int().min(0);

/** -1 where there is no workload machine at all. */
const workloadTolerance = z.int().min(-1);

export const guaranteesSchema = z.strictObject({
	controlPlane: z.strictObject({
		/** The largest k so that the control plane stands whichever k machines are down. */
		anyMachines: countSchema,
		anyZones: countSchema,
		/** Whether it stands after any one zone and any one more machine. */
		zoneAndMachine: z.boolean(),
	}),
	workloads: z.strictObject({machines: countSchema, anyMachines: workloadTolerance, anyZones: workloadTolerance}),
	availability: z.strictObject({
		/** To 12 decimals. */
		value: z.number(),
		/** To 6 significant digits. */
		unavailability: z.number(),
		/** To one decimal. */
		minutesDownPerYear: z.number(),
		assumes: z.strictObject({...assumptionsSchema.shape, minutesPerYear: z.literal(525_960)}),
	}),
	/** Sets of machines whose loss takes the control plane down, and none of whose parts does. */
	minimalCutSets: z.strictObject({
		/** How many machines the smallest has. */
		smallest: countSchema,
		count: z.number(),
		/** The first ten in name order. */
		examples: z.array(z.array(z.string())),
		/** The same over zones: the first ten smallest sets of zones. */
		zones: z.array(z.array(z.string())),
	}),
});
export type Guarantees = z.infer<typeof guaranteesSchema>;

export const alternativeSchema = z.strictObject({
	id: z.enum(alternativeIds),
	topology: z.enum(topologies),
	voters: countSchema,
	controlPlanes: countSchema,
	loadBalancer: z.enum(loadBalancerKinds),
	workers: countSchema,
	machinesUsed: countSchema,
	guarantees: guaranteesSchema,
	targetReached: z.boolean(),
	clusters: z.int().min(1),
	machinesEach: countSchema,
	because: z.string(),
});
export type Alternative = z.infer<typeof alternativeSchema>;

export const findingSchema = z.strictObject({
	rule: z.string(),
	severity: z.enum(severities),
	machines: z.array(z.string()),
	message: z.string(),
	lesson: z.string(),
	source: z.string(),
});
export type Finding = z.infer<typeof findingSchema>;

export const missingSchema = z.strictObject({field: z.string(), neededBy: z.array(z.string()), flag: z.string()});
export type Missing = z.infer<typeof missingSchema>;

export const decisionSchema = z.strictObject({
	id: z.string(),
	question: z.string(),
	answer: z.string(),
	because: z.string(),
	lesson: z.string(),
	source: z.string(),
});
export type Decision = z.infer<typeof decisionSchema>;

export const stepSchema = z.strictObject({
	id: z.string(),
	/** Null where several machines do it together. */
	machine: z.string().nullable(),
	machines: z.strictObject({count: countSchema, first: z.string(), last: z.string()}).nullable(),
	action: z.enum(stepActions),
	because: z.string(),
	votersAfter: countSchema,
	quorumAfter: countSchema,
});
export type Step = z.infer<typeof stepSchema>;

export const shortfallSchema = z.strictObject({
	machines: countSchema,
	zones: countSchema,
	/** True where the target was asked for and is not reached. */
	zoneAndMachine: z.boolean(),
	workloadMachines: countSchema,
	workloadZones: countSchema,
	toAdd: z.strictObject({machines: countSchema, zones: countSchema}),
	says: z.string(),
});
export type Shortfall = z.infer<typeof shortfallSchema>;

/** The plan file. Every key is always present, null when unset; `parse(print(plan))` is the plan. */
export const planSchema = z.strictObject({
	apiVersion: z.literal(apiVersion),
	kind: z.literal('Plan'),
	metadata: z.strictObject({name: nameSchema}),
	requirements: requirementsSchema,
	target: z.strictObject({reached: z.boolean(), shortfall: shortfallSchema.nullable()}),
	topology: z.enum(topologies),
	machines: z.array(machineSchema).min(1),
	etcd: z.strictObject({members: z.array(z.string()).min(1), quorum: z.int().min(1)}),
	controlPlane: z.strictObject({
		machines: z.array(z.string()).min(1),
		endpoint: z.strictObject({host: z.string().nullable(), port: z.int().min(1).max(65_535)}),
		/** Whether control-plane machines take workloads too. */
		schedulable: z.boolean(),
	}),
	loadBalancer: z.strictObject({
		kind: z.enum(loadBalancerKinds),
		machines: z.array(z.string()),
		vip: z.string().nullable(),
		/** Null where no VRRP is spoken. */
		virtualRouterId: z.int().min(1).max(255).nullable(),
	}),
	guarantees: guaranteesSchema,
	alternatives: z.array(alternativeSchema),
	findings: z.array(findingSchema),
	missing: z.array(missingSchema),
	decisions: z.array(decisionSchema),
	steps: z.array(stepSchema),
});
export type Plan = z.infer<typeof planSchema>;

/** What a plan builds, without what is said about it: enough to compute every guarantee. */
export type Layout = Pick<Plan, 'topology' | 'machines' | 'etcd' | 'controlPlane' | 'loadBalancer'>;
