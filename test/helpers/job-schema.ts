/*
What the exported Indexed Job may hold, with unknown fields refused (kubernetes/api, batch/v1 and core/v1, and the validation in
kubernetes/kubernetes, pkg/apis/batch/validation). Fields that it does not write are left out, so that writing one fails here first.
*/
import * as z from 'zod';

const name = z.string().regex(/^[a-z\d](?:[a-z\d\-]{0,61}[a-z\d])?$/v);
const quantity = z.string().regex(/^\d+(?:m|Mi|Gi)?$/v);

const container = z.strictObject({
	name,
	image: z.string().min(1),
	command: z.tuple([z.literal('/bin/sh'), z.literal('-c'), z.string(), z.literal('simulate')]),
	args: z.array(z.string()).min(1),
	env: z.array(z.strictObject({name: z.string().regex(/^[A-Z_]+$/v), value: z.string()})),
	resources: z.strictObject({requests: z.strictObject({cpu: quantity, memory: quantity}), limits: z.strictObject({memory: quantity})}),
	securityContext: z.strictObject({
		allowPrivilegeEscalation: z.literal(false),
		readOnlyRootFilesystem: z.literal(true),
		capabilities: z.strictObject({drop: z.tuple([z.literal('ALL')])}),
	}),
	volumeMounts: z.tuple([z.strictObject({name, mountPath: z.string().startsWith('/')})]),
});

export const jobSchema = z.strictObject({
	apiVersion: z.literal('batch/v1'),
	kind: z.literal('Job'),
	metadata: z.strictObject({name}),
	spec: z.strictObject({
		completionMode: z.literal('Indexed'),
		completions: z.int().min(1).max(100_000),
		parallelism: z.int().min(1).max(100_000),
		backoffLimitPerIndex: z.int().min(0),
		template: z.strictObject({
			spec: z.strictObject({
				// With backoffLimitPerIndex nothing else is taken.
				restartPolicy: z.literal('Never'),
				automountServiceAccountToken: z.literal(false),
				enableServiceLinks: z.literal(false),
				securityContext: z.strictObject({
					runAsNonRoot: z.literal(true),
					runAsUser: z.int().min(1),
					runAsGroup: z.int().min(1),
					fsGroup: z.int().min(1),
					seccompProfile: z.strictObject({type: z.literal('RuntimeDefault')}),
				}),
				containers: z.tuple([container]),
				volumes: z.tuple([z.strictObject({name, emptyDir: z.strictObject({})})]),
			}).refine(({containers: [{volumeMounts: [mount]}], volumes: [volume]}) => mount.name === volume.name, 'a mount of the volume'),
		}),
	}),
});
