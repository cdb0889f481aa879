import * as z from 'zod';
import {
	largestMachineCount, loadBalancerChoices, preferChoices, topologyChoices, workloadsChoices,
} from './vocabulary.js';

/** RFC 1123 label: what Kubernetes takes as the name of a node. */
export const nameSchema = z.string().regex(/^[a-z\d](?:[a-z\d\-]{0,61}[a-z\d])?$/v);

const probabilitySchema = z.number().gt(0).lt(1);

/** How likely a part is up at a moment, between 0 and 1. `zone` is null where there is only one zone. */
export const assumptionsSchema = z.strictObject({
	machine: probabilitySchema,
	zone: probabilitySchema.nullable(),
});
export type Assumptions = z.infer<typeof assumptionsSchema>;

/** Everything a person can ask of the planner, with the defaults filled in. */
export const requirementsSchema = z.strictObject({
	/** How many machines there are. */
	machines: z.int().min(1).max(largestMachineCount),
	/** Machines in zone-a, zone-b, ...; null where no zones were given. */
	zones: z.array(z.int().min(1)).min(1).nullable(),
	survive: z.strictObject({
		machines: z.int().min(0),
		zones: z.int().min(0),
		zoneAndMachine: z.boolean(),
	}),
	/** One machine is away for maintenance: the machine target grows by one. */
	maintenance: z.boolean(),
	workloads: z.enum(workloadsChoices),
	topology: z.enum(topologyChoices),
	prefer: z.enum(preferChoices),
	loadBalancer: z.enum(loadBalancerChoices),
	/** Whether all load balancers are in one IP subnet; null: not said. */
	sameSubnet: z.boolean().nullable(),
	vip: z.string().nullable(),
	endpoint: z.string().nullable(),
	interface: z.string().nullable(),
	nodesPlanned: z.int().min(1).nullable(),
	kubernetesVersion: z.string().nullable(),
	assume: assumptionsSchema,
	/** The keys a person said something about, as paths into this object, e.g. `survive.machines`, in the order of this schema. */
	given: z.array(z.string()),
});
export type Requirements = z.infer<typeof requirementsSchema>;
