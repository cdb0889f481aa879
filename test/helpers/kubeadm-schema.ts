/*
The configuration of kubeadm, v1beta4, field by field as the API's types name them (kubernetes/kubernetes,
cmd/kubeadm/app/apis/kubeadm/v1beta4/types.go, with httpEndpoints of 1.35), and the values as its validation wants them
(apis/kubeadm/validation/validation.go, util/pubkeypin). Unknown fields are refused: kubeadm decodes strictly as well.
*/
import {isIP} from 'node:net';
import {parseAllDocuments} from 'yaml';
import * as z from 'zod';

const label = /^[a-z\d](?:[a-z\d\-]{0,61}[a-z\d])?$/v;

function isSubdomain(text: string): boolean {
	return text.length <= 253 && text.split('.').every(each => label.test(each));
}

/** Go's duration, e.g. 4m0s. */
const duration = z.string().regex(/^(?:\d+(?:\.\d+)?(?:h|m|s|ms))+$/v);
const absolutePath = z.string().startsWith('/');
const ip = z.string().refine(text => isIP(text) !== 0, 'an IP address');
const port = z.int().min(1).max(65_535);
const alternativeName = z.string().refine(text => isIP(text) !== 0 || isSubdomain(text.replace(/^\*\./v, '')), 'an IP address or a DNS name');
// Go's net/url, which reads these, does not judge punycode; the URL of browsers does.
const httpsUrl = z.string().refine(text => text.startsWith('https://') && URL.canParse(text.replaceAll('xn--', 'x')), 'an https URL');
const token = z.string().regex(/^[a-z\d]{6}\.[a-z\d]{16}$/v);
const certificateKey = z.string().regex(/^[\da-f]{64}$/v);

/** A host, and a port where one follows; an IPv6 address in brackets (util/endpoint.go, ParseHostPort). */
const hostPort = z.string().refine(text => {
	const groups = /^(?:\[(?<six>[^\]]+)\]|(?<host>[^:]+))(?::(?<port>\d{1,5}))?$/v.exec(text)?.groups;
	const host = groups?.six ?? groups?.host ?? '';
	return port.optional().safeParse(groups?.port === undefined ? undefined : Number(groups.port)).success
		&& (groups?.six === undefined ? isIP(host) === 4 || isSubdomain(host) : isIP(host) === 6);
}, 'host:port');

const arg = z.strictObject({name: z.string().min(1), value: z.string()});
const environmentVariable = z.strictObject({name: z.string().min(1), value: z.string().optional(), valueFrom: z.strictObject({fieldRef: z.strictObject({apiVersion: z.string().optional(), fieldPath: z.string()})}).optional()});
const imageMeta = {imageRepository: z.string().optional(), imageTag: z.string().optional()};
const patches = z.strictObject({directory: z.string().optional()});

const hostPathMount = z.strictObject({
	name: z.string(),
	hostPath: z.string(),
	mountPath: z.string(),
	readOnly: z.boolean().optional(),
	pathType: z.enum(['', 'DirectoryOrCreate', 'Directory', 'FileOrCreate', 'File', 'Socket', 'CharDevice', 'BlockDevice']).optional(),
});

const timeouts = z.strictObject({
	controlPlaneComponentHealthCheck: duration.optional(),
	kubeletHealthCheck: duration.optional(),
	kubernetesAPICall: duration.optional(),
	etcdAPICall: duration.optional(),
	tlsBootstrap: duration.optional(),
	discovery: duration.optional(),
	upgradeManifests: duration.optional(),
});

const taint = z.strictObject({
	key: z.string().min(1),
	value: z.string().optional(),
	effect: z.enum(['NoSchedule', 'PreferNoSchedule', 'NoExecute']),
	timeAdded: z.string().optional(),
});

const nodeRegistration = z.strictObject({
	name: z.string().refine(text => isSubdomain(text), 'a DNS subdomain').optional(),
	criSocket: z.string().startsWith('unix://').optional(),
	taints: z.array(taint).optional(),
	kubeletExtraArgs: z.array(arg).optional(),
	ignorePreflightErrors: z.array(z.string()).optional(),
	imagePullPolicy: z.enum(['Always', 'IfNotPresent', 'Never']).optional(),
	imagePullSerial: z.boolean().optional(),
});

const apiEndpoint = z.strictObject({advertiseAddress: ip.optional(), bindPort: port.optional()});

const bootstrapToken = z.strictObject({
	token,
	description: z.string().optional(),
	ttl: duration.optional(),
	expires: z.string().optional(),
	usages: z.array(z.enum(['signing', 'authentication'])).optional(),
	groups: z.array(z.string().startsWith('system:bootstrappers:')).optional(),
});

const component = {
	extraArgs: z.array(arg).optional(),
	extraVolumes: z.array(hostPathMount).optional(),
	extraEnvs: z.array(environmentVariable).optional(),
};

const localEtcd = z.strictObject({
	...imageMeta,
	dataDir: absolutePath.optional(),
	extraArgs: z.array(arg).optional(),
	extraEnvs: z.array(environmentVariable).optional(),
	serverCertSANs: z.array(alternativeName).optional(),
	peerCertSANs: z.array(alternativeName).optional(),
});

const externalEtcd = z.strictObject({
	endpoints: z.array(httpsUrl).min(1),
	httpEndpoints: z.array(httpsUrl).optional(),
	caFile: absolutePath,
	certFile: absolutePath,
	keyFile: absolutePath,
});

const typeMeta = <const Kind extends string>(kind: Kind) => ({apiVersion: z.literal('kubeadm.k8s.io/v1beta4'), kind: z.literal(kind)});

export const initConfiguration = z.strictObject({
	...typeMeta('InitConfiguration'),
	bootstrapTokens: z.array(bootstrapToken).optional(),
	dryRun: z.boolean().optional(),
	nodeRegistration: nodeRegistration.optional(),
	localAPIEndpoint: apiEndpoint.optional(),
	certificateKey: certificateKey.optional(),
	skipPhases: z.array(z.string()).optional(),
	patches: patches.optional(),
	timeouts: timeouts.optional(),
});

export const clusterConfiguration = z.strictObject({
	...typeMeta('ClusterConfiguration'),
	// Mutually exclusive.
	etcd: z.union([z.strictObject({local: localEtcd}), z.strictObject({external: externalEtcd})]).optional(),
	networking: z.strictObject({serviceSubnet: z.string().optional(), podSubnet: z.string().optional(), dnsDomain: z.string().optional()}).optional(),
	// A release, or a label such as stable-1.37 (util/version.go).
	kubernetesVersion: z.string().regex(/^(?:v?1\.\d+\.\d+(?:-[\w.]+)?|(?:stable|latest)(?:-1(?:\.\d+)?)?)$/v).optional(),
	controlPlaneEndpoint: hostPort.optional(),
	apiServer: z.strictObject({...component, certSANs: z.array(alternativeName).optional()}).optional(),
	controllerManager: z.strictObject(component).optional(),
	scheduler: z.strictObject(component).optional(),
	dns: z.strictObject({...imageMeta, disabled: z.boolean().optional()}).optional(),
	proxy: z.strictObject({disabled: z.boolean().optional()}).optional(),
	certificatesDir: absolutePath.optional(),
	imageRepository: z.string().optional(),
	featureGates: z.record(z.string(), z.boolean()).optional(),
	clusterName: z.string().optional(),
	encryptionAlgorithm: z.enum(['RSA-2048', 'RSA-3072', 'RSA-4096', 'ECDSA-P256', 'ECDSA-P384']).optional(),
	certificateValidityPeriod: duration.optional(),
	caCertificateValidityPeriod: duration.optional(),
});

export const joinConfiguration = z.strictObject({
	...typeMeta('JoinConfiguration'),
	dryRun: z.boolean().optional(),
	nodeRegistration: nodeRegistration.optional(),
	caCertPath: absolutePath.optional(),
	discovery: z.strictObject({
		bootstrapToken: z.strictObject({
			token,
			// Without a port it is refused (ValidateDiscoveryTokenAPIServer).
			apiServerEndpoint: hostPort.refine(text => /:\d+$/v.test(text), 'a port'),
			caCertHashes: z.array(z.string().regex(/^sha256:[\da-f]{64}$/v)).min(1).optional(),
			unsafeSkipCAVerification: z.boolean().optional(),
		}).refine(({caCertHashes, unsafeSkipCAVerification}) => caCertHashes !== undefined || unsafeSkipCAVerification, 'caCertHashes').optional(),
		file: z.strictObject({kubeConfigPath: z.string()}).optional(),
		tlsBootstrapToken: token.optional(),
	}).refine(({bootstrapToken, file}) => (bootstrapToken === undefined) !== (file === undefined), 'one of bootstrapToken and file'),
	controlPlane: z.strictObject({localAPIEndpoint: apiEndpoint.optional(), certificateKey: certificateKey.optional()}).optional(),
	skipPhases: z.array(z.string()).optional(),
	patches: patches.optional(),
	timeouts: timeouts.optional(),
});

export const kubeadmDocument = z.discriminatedUnion('kind', [initConfiguration, clusterConfiguration, joinConfiguration]);
export type KubeadmDocument = z.infer<typeof kubeadmDocument>;
export type InitConfiguration = z.infer<typeof initConfiguration>;
export type ClusterConfiguration = z.infer<typeof clusterConfiguration>;
export type JoinConfiguration = z.infer<typeof joinConfiguration>;

/** The documents of a YAML file as plain values. @throws Error where it is no YAML, also for a key given twice. */
export function yamlDocuments(text: string): unknown[] {
	return parseAllDocuments(text).map(document => {
		if (document.errors.length > 0) {
			throw document.errors[0]!;
		}

		return document.toJS() as unknown;
	});
}

/** The documents as kubeadm takes them. @throws ZodError for what kubeadm would refuse. */
export function kubeadmDocuments(text: string): KubeadmDocument[] {
	return yamlDocuments(text).map(document => kubeadmDocument.parse(document));
}

/** Where kubeadm would refuse the file: paths such as `discovery.bootstrapToken.token`. */
export function refusedPaths(text: string): string[] {
	return yamlDocuments(text).flatMap(document => kubeadmDocument.safeParse(document).error?.issues.map(({path}) => path.join('.')) ?? []);
}
