/*
Patches for Talos, key by key as its types name them (siderolabs/talos, pkg/machinery/config/types: v1alpha1/v1alpha1_types.go,
network/hostname.go, network/vip.go of 1.12). A patch holds any part of a document; unknown keys are refused, as talosctl does.
*/
import {isIP} from 'node:net';
import {parseAllDocuments} from 'yaml';
import * as z from 'zod';

const ip = z.string().refine(text => isIP(text) !== 0, 'an IP address');
const cidr = z.string().refine(text => {
	const [address = '', bits = '', ...more] = text.split('/');
	return more.length === 0 && isIP(address) !== 0 && Number(bits) <= (isIP(address) === 4 ? 32 : 128);
}, 'a network');

/** `auto` and `hostname` exclude one another unless auto is off (HostnameConfigV1Alpha1.Validate). */
const hostnameSchema = z.strictObject({
	apiVersion: z.literal('v1alpha1'),
	kind: z.literal('HostnameConfig'),
	auto: z.literal('off'),
	hostname: z.string().regex(/^[a-z\d](?:[a-z\d\-]{0,61}[a-z\d])?$/v),
});

const vipSchema = z.strictObject({
	apiVersion: z.literal('v1alpha1'),
	kind: z.literal('Layer2VIPConfig'),
	name: ip,
	link: z.string().min(1).max(15),
});

const machineConfigurationSchema = z.strictObject({
	machine: z.strictObject({
		nodeLabels: z.record(z.string(), z.string().regex(/^[a-zA-Z\d](?:[\w.\-]{0,61}[a-zA-Z\d])?$/v)).optional(),
		kubelet: z.strictObject({nodeIP: z.strictObject({validSubnets: z.array(cidr).min(1)})}).optional(),
	}).optional(),
	cluster: z.strictObject({
		allowSchedulingOnControlPlanes: z.boolean().optional(),
		network: z.strictObject({podSubnets: z.array(cidr).min(1), serviceSubnets: z.array(cidr).min(1)}).optional(),
		etcd: z.strictObject({advertisedSubnets: z.array(cidr).min(1)}).optional(),
	}).optional(),
});

export type TalosPatch = {
	readonly hostname: z.infer<typeof hostnameSchema> | undefined;
	readonly vip: z.infer<typeof vipSchema> | undefined;
	readonly configuration: z.infer<typeof machineConfigurationSchema>;
};

/** @throws ZodError where a document, a key or a value is none of Talos's, and Error where a kind is there twice. */
export function readTalosPatch(text: string): TalosPatch {
	const documents = parseAllDocuments(text).map(document => {
		const [problem] = document.errors;
		if (problem) {
			throw problem;
		}

		return z.looseObject({kind: z.string().optional()}).parse(document.toJS());
	});
	const kinds = documents.map(({kind}) => kind);
	if (new Set(kinds).size !== kinds.length || kinds.some(kind => kind !== undefined && kind !== 'HostnameConfig' && kind !== 'Layer2VIPConfig')) {
		throw new Error(`documents of the kinds ${kinds.join(', ')}`);
	}

	const of = (kind: string | undefined) => documents.find(document => document.kind === kind);
	const [hostname, vip] = [of('HostnameConfig'), of('Layer2VIPConfig')];
	return {
		hostname: hostname && hostnameSchema.parse(hostname),
		vip: vip && vipSchema.parse(vip),
		configuration: machineConfigurationSchema.parse(of(undefined) ?? {}),
	};
}
