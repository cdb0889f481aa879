/*
The file k0sctl.yaml, field by field as k0sctl's types name them (k0sproject/k0sctl, pkg/apis/k0sctl.k0sproject.io/v1beta1; the SSH
part in k0sproject/rig, protocol/ssh/config.go), and in it the ClusterConfig of k0s (k0sproject/k0s, pkg/apis/k0s/v1beta1:
api.go, storage.go, network.go, cplb.go, nllb.go) with what their validation refuses. Unknown fields are refused: k0s reads
its configuration strictly. Fields that none of the exports writes are left out, so that writing one fails here first.
*/
import {isIP} from 'node:net';
import * as z from 'zod';

const ip = z.string().refine(text => isIP(text) !== 0, 'an IP address');
const dnsName = z.string().max(253).regex(/^(?!-)[a-zA-Z\d\-]{1,63}(?:\.[a-zA-Z\d\-]{1,63})*$/v);
const host = z.union([ip, dnsName]);
const cidr = z.string().refine(text => {
	const [address = '', prefix = ''] = text.split('/');
	return isIP(address) !== 0 && /^\d{1,3}$/v.test(prefix) && Number(prefix) <= (isIP(address) === 4 ? 32 : 128);
}, 'an address with its prefix length');

const ssh = z.strictObject({
	address: host,
	user: z.string().min(1).optional(),
	port: z.int().min(1).max(65_535).optional(),
	keyPath: z.string().optional(),
});

const hostSchema = z.strictObject({
	role: z.enum(['controller', 'worker', 'controller+worker', 'single']),
	hostname: z.string().min(1).optional(),
	noTaints: z.boolean().optional(),
	ssh,
	privateAddress: ip.optional(),
	privateInterface: z.string().optional(),
	installFlags: z.array(z.string().startsWith('--')).optional(),
}).refine(({role, noTaints}) => noTaints !== true || role === 'controller+worker', 'noTaints can only be true for controller+worker');

const vrrpInstance = z.strictObject({
	virtualIPs: z.array(cidr).min(1),
	interface: z.string().min(1).optional(),
	virtualRouterID: z.int().min(1).max(255).optional(),
	advertIntervalSeconds: z.int().min(1).optional(),
	authPass: z.string().min(1).max(8),
	unicastPeers: z.array(ip).optional(),
	unicastSourceIP: ip.optional(),
});

const network = z.strictObject({
	controlPlaneLoadBalancing: z.strictObject({
		enabled: z.boolean(),
		type: z.literal('Keepalived').optional(),
		keepalived: z.strictObject({
			vrrpInstances: z.array(vrrpInstance).optional(),
			virtualServers: z.array(z.strictObject({ipAddress: ip})).optional(),
			userSpaceProxyBindPort: z.int().min(1).max(65_535).optional(),
			disableLoadBalancer: z.boolean().optional(),
		}).optional(),
	}).optional(),
	nodeLocalLoadBalancing: z.strictObject({
		enabled: z.boolean(),
		type: z.enum(['EnvoyProxy', 'Traefik']).optional(),
	}).optional(),
});

const clusterConfig = z.strictObject({
	apiVersion: z.literal('k0s.k0sproject.io/v1beta1'),
	kind: z.literal('ClusterConfig'),
	metadata: z.strictObject({name: z.literal('k0s')}),
	spec: z.strictObject({
		api: z.strictObject({externalAddress: host.optional(), sans: z.array(host).min(1).optional()}).optional(),
		storage: z.strictObject({type: z.enum(['etcd', 'kine'])}),
		network: network.optional(),
	}),
});

/** A version as k0s names its releases. */
const release = z.string().regex(/^v1\.\d{1,3}\.\d{1,3}\+k0s\.\d+$/v);

export const k0sctlSchema = z.strictObject({
	apiVersion: z.literal('k0sctl.k0sproject.io/v1beta1'),
	kind: z.literal('Cluster'),
	metadata: z.strictObject({name: z.string().min(1), user: z.string().optional()}),
	spec: z.strictObject({
		hosts: z.array(hostSchema).min(1),
		k0s: z.strictObject({version: release.optional(), config: clusterConfig}),
	}),
}).superRefine(({spec: {hosts, k0s: {config: {spec}}}}, context) => {
	const roles = hosts.map(({role}) => role);
	const {controlPlaneLoadBalancing: vip, nodeLocalLoadBalancing: nodeLocal} = spec.network ?? {};
	const wrong = (isWrong: boolean, message: string) => {
		if (isWrong) {
			context.addIssue({code: 'custom', message});
		}
	};

	wrong(roles.every(role => role === 'worker'), 'no hosts with a controller role');
	wrong(roles.includes('single') && hosts.length > 1, 'single, and more than one host');
	wrong(new Set(hosts.map(each => each.ssh.address)).size < hosts.length, 'an address that is not unique');
	wrong(nodeLocal?.enabled === true && spec.api?.externalAddress !== undefined, 'node-local load balancing with an external address');
	wrong((nodeLocal?.enabled === true || vip?.enabled === true) && roles.includes('single'), 'load balancing on a single node');
	wrong(roles.includes('controller+worker') && (vip?.keepalived?.virtualServers ?? []).length > 0, 'virtual servers on controller+worker');
	wrong(hosts.length > 1 && vip?.enabled === true && nodeLocal?.enabled !== true && spec.api?.externalAddress === undefined, 'workers that only know the first controller');
});
export type K0sctlFile = z.infer<typeof k0sctlSchema>;

/**
The text as k0sctl parses it: references to variables are replaced by what the environment has, in comments too
(a8m/envsubst).
*/
export function substituted(text: string, environment: Readonly<Record<string, string>>): string {
	return text.replaceAll(/\$\{(?<name>\w+)(?::-(?<otherwise>[^\}]*))?\}/gv, (_, name: string, otherwise = '') => environment[name] ?? String(otherwise));
}
