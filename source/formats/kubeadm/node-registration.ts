import type {Machine} from '../../model/plan.js';
import {commentLines} from '../comment-lines.js';
import {ipOf} from '../machine-hosts.js';
import {yamlText} from '../quoting.js';

/** What Kubernetes takes as the value of a label. */
const labelValue = /^[a-z\d](?:[\w.\-]{0,61}[a-z\d])?$/iv;

/** The zone as a label's value; undefined where there is none, or where it cannot be one. */
export function zoneLabel(zone: string | null): string | undefined {
	return zone !== null && labelValue.test(zone) ? zone : undefined;
}

function kubeletArguments(machine: Pick<Machine, 'zone' | 'address'>): string[] {
	const ip = ipOf(machine);
	const zone = zoneLabel(machine.zone);
	const lines = [
		...(ip === undefined
			? []
			: [
				...commentLines('With several addresses on the machine the kubelet would choose one itself.', 4),
				'    - name: node-ip',
				`      value: ${yamlText(ip)}`,
			]),
		...(zone === undefined
			? []
			: [
				...commentLines('What the scheduler spreads Pods over.', 4),
				'    - name: node-labels',
				`      value: ${yamlText(`topology.kubernetes.io/zone=${zone}`)}`,
			]),
	];
	return lines.length === 0 ? [] : ['  kubeletExtraArgs:', ...lines];
}

export type NodeRegistration = {
	/** Null in a file that several machines share: each takes its host name. */
	readonly name: string | null;
	readonly machine: Pick<Machine, 'zone' | 'address'>;
	/** Whether it is a control plane that takes workloads too. */
	readonly untainted?: boolean;
	/** Names of preflight checks, and why each of them is ignored. */
	readonly ignored?: {readonly check: string; readonly because: string};
};

/** The `nodeRegistration` of one machine; empty where there is nothing to say. */
export function nodeRegistration({name, machine, untainted = false, ignored}: NodeRegistration): string[] {
	const lines = [
		...(name === null ? [] : [`  name: ${yamlText(name)}`]),
		...(untainted
			? [...commentLines('No taint: in this plan the control planes take workloads too.', 2), '  taints: []']
			: []),
		...(ignored ? [...commentLines(ignored.because, 2), '  ignorePreflightErrors:', `    - ${yamlText(ignored.check)}`] : []),
		...kubeletArguments(machine),
	];
	return lines.length === 0 ? [] : ['nodeRegistration:', ...lines];
}
