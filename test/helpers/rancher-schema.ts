/*
The config.yaml of RKE2 and K3s, key by key as their references name them (RKE2 docs: reference/server_config,
reference/linux_agent_config, install/server_roles; K3s docs: cli/server, cli/agent, installation/server-roles). Keys that
neither the documents nor these files have are refused, and so are those of servers on an agent.
*/
import {isIP} from 'node:net';
import {parse} from 'yaml';
import * as z from 'zod';

const label = /^[a-z\d](?:[a-z\d\-]{0,61}[a-z\d])?$/v;
const host = z.string().refine(text => isIP(text) !== 0 || text.split('.').every(each => label.test(each)), 'an IP address or a name');
const cidr = z.string().regex(/^[\da-f.:]+\/\d{1,3}$/v);
const taint = z.string().regex(/^[a-zA-Z\d.\-\/]+(?:=[a-zA-Z\d]*)?:(?:NoSchedule|PreferNoSchedule|NoExecute)$/v);
const nodeLabel = z.string().regex(/^[a-z\d.\-\/]+=[a-zA-Z\d](?:[\w.\-]{0,61}[a-zA-Z\d])?$/v);
const argument = z.string().regex(/^[a-z\-]+=.+$/v);
const cron = z.string().regex(/^(?:[\d*\/,\-]+ ){4}[\d*\/,\-]+$/v);

/** A server: https, a host, the port; read as Go's net/url does, which does not judge punycode as the URL of browsers does. */
function url(port: number[]): z.ZodType<string> {
	return z.string().refine(text => {
		const {groups} = /^https:\/\/(?:\[(?<address>[\da-f:]+)\]|(?<name>[^\/:?#@\[\]]+)):(?<port>\d+)$/iv.exec(text) ?? {};
		return port.includes(Number(groups?.port)) && host.safeParse(groups?.address ?? groups?.name).success;
	}, 'an https URL with the port');
}

const node = {
	'token-file': z.string().startsWith('/etc/rancher/'),
	'node-name': z.string().regex(label),
	'node-ip': z.string().refine(text => isIP(text) !== 0).optional(),
	'node-label': z.array(nodeLabel).min(1).optional(),
	'node-taint': z.array(taint).min(1).optional(),
};

function serverKeys(ports: number[]) {
	return {
		...node,
		server: url(ports).optional(),
		'tls-san': z.array(host).min(1).optional(),
		'cluster-cidr': cidr.optional(),
		'service-cidr': cidr.optional(),
		'etcd-arg': z.array(argument).min(1).optional(),
		'etcd-snapshot-schedule-cron': cron.optional(),
		'etcd-snapshot-retention': z.int().min(1).optional(),
		'disable-etcd': z.literal(true).optional(),
		'disable-apiserver': z.literal(true).optional(),
		'disable-controller-manager': z.literal(true).optional(),
		'disable-scheduler': z.literal(true).optional(),
	};
}

const schemas = {
	rke2: {server: z.strictObject(serverKeys([9345])), agent: z.strictObject({...node, server: url([9345])})},
	k3s: {
		server: z.strictObject({...serverKeys([6443, 8443]), 'cluster-init': z.literal(true).optional()}),
		agent: z.strictObject({...node, server: url([6443, 8443])}),
	},
};

export type RancherConfiguration = z.infer<typeof schemas.k3s.server>;

/** @throws ZodError where a key or a value is none of the distribution's. */
export function readRancher(text: string, distribution: 'rke2' | 'k3s', kind: 'server' | 'agent'): RancherConfiguration {
	return schemas[distribution][kind].parse(parse(text));
}
