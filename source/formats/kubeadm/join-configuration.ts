import type {Machine, Plan} from '../../model/plan.js';
import {commentLines} from '../comment-lines.js';
import {ipOf} from '../machine-hosts.js';
import {yamlText} from '../quoting.js';
import {endpointOf, firstControlPlane, isNodeLocal} from './endpoint.js';
import {localEndpoint} from './init-configuration.js';
import {nodeRegistration, zoneLabel} from './node-registration.js';

/*
What only the running cluster knows. kubeadm refuses each of these words: the first is no token, the second no hash, the
third not hexadecimal (kubeadm validation.go, pubkeypin.go).
*/
export const tokenPlaceholder = 'FILL-IN-TOKEN';
export const hashPlaceholder = 'FILL-IN-CA-HASH';
export const keyPlaceholder = 'FILL-IN-CERTIFICATE-KEY';

export function joinFileName({name}: Pick<Machine, 'name'>): string {
	return `${name}-join.yaml`;
}

function discovery(plan: Plan): string[] {
	return [
		'discovery:',
		'  bootstrapToken:',
		`    apiServerEndpoint: ${yamlText(endpointOf(plan))}`,
		...commentLines('Printed by kubeadm init and good for 24 hours; a new one: kubeadm token create', 4),
		`    token: ${tokenPlaceholder}`,
		...commentLines('Printed along with it: with the hash a node joins no cluster but this one.', 4),
		'    caCertHashes:',
		`      - ${hashPlaceholder}`,
	];
}

/** What `kubeadm join` reads on a control plane: on the first one only after its machine was replaced. */
export function joinControlPlaneFile(plan: Plan, machine: Machine): string {
	const {name} = plan.metadata;
	return [
		...commentLines(machine.name === firstControlPlane(plan).name
			? `For ${machine.name} of ${name} once its machine has been replaced: kubeadm join --config ${joinFileName(machine)}. Not for the beginning: it is the control plane that the others join.`
			: `For ${machine.name}, a further control plane of ${name}: kubeadm join --config ${joinFileName(machine)}`),
		...commentLines('Run fill-in.sh first: kubeadm refuses the three placeholders.'),
		'---',
		'apiVersion: kubeadm.k8s.io/v1beta4',
		'kind: JoinConfiguration',
		...nodeRegistration({name: machine.name, machine, untainted: plan.controlPlane.schedulable}),
		...discovery(plan),
		'controlPlane:',
		...localEndpoint(ipOf(machine), 2),
		...commentLines('Decrypts the certificates that kubeadm init uploaded, and good for two hours. A field and no flag, since --certificate-key cannot stand beside --config. README.md says how to get a new one.', 2),
		`  certificateKey: ${keyPlaceholder}`,
		'',
	].join('\n');
}

/** Workers that join with one and the same file. */
export type WorkerGroup = {
	/** The file's name without its directory. */
	readonly file: string;
	readonly machines: readonly Machine[];
};

/** Workers with an IP address have a file each, since it stands in it; the others share one for each zone. */
export function workerGroups(plan: Plan): WorkerGroup[] {
	const groups = new Map<string, Machine[]>();
	for (const machine of plan.machines) {
		if (!machine.roles.includes('worker')) {
			continue;
		}

		const zone = zoneLabel(machine.zone);
		const shared = zone === undefined ? 'workers.yaml' : `workers.${zone}.yaml`;
		const file = ipOf(machine) === undefined ? shared : joinFileName(machine);
		const group = groups.get(file);
		if (group) {
			group.push(machine);
		} else {
			groups.set(file, [machine]);
		}
	}

	return [...groups].map(([file, machines]) => ({file, machines}));
}

/** The check that finds the proxy's manifest, which is there on purpose. */
const proxyIsThere = {
	check: 'DirAvailable--etc-kubernetes-manifests',
	because: 'The proxy\'s manifest lies there already, so that the kubelet starts it first.',
};

/** What `kubeadm join` reads on the workers of a group. */
export function joinWorkersFile(plan: Plan, {file, machines}: WorkerGroup): string {
	const [first] = machines;
	const alone = first && file === joinFileName(first) ? first : undefined;
	return [
		...commentLines(`For ${alone ? alone.name : 'each worker'} of ${plan.metadata.name}: kubeadm join --config ${file}`),
		...(alone ? [] : commentLines('The node takes the machine\'s host name, which has to be the one in the plan.')),
		...commentLines('Run fill-in.sh first: kubeadm refuses the placeholders.'),
		'---',
		'apiVersion: kubeadm.k8s.io/v1beta4',
		'kind: JoinConfiguration',
		...nodeRegistration({
			name: alone?.name ?? null,
			machine: {zone: first?.zone ?? null, address: alone?.address ?? null},
			...(isNodeLocal(plan) && {ignored: proxyIsThere}),
		}),
		...discovery(plan),
		'',
	].join('\n');
}
