import type {Text} from '../../model/language.js';
import type {ExportInput, Target} from '../target.js';
import {hasHaproxy, rancherHaproxy, rancherKubeVip} from './balancer.js';
import {rancherConfiguration} from './configuration.js';
import type {RancherDistribution} from './distribution.js';
import {rancherReadme} from './readme.js';
import {inStartOrder} from './servers.js';
import {rancherNeeds, whyNotRancher} from './why-not.js';

function write({plan, language}: ExportInput, distribution: RancherDistribution): ReadonlyMap<string, string> {
	const files: Array<[path: string, text: string]> = [
		['README.md', rancherReadme(plan, distribution, language)],
		...(hasHaproxy(plan) ? [['haproxy.cfg', rancherHaproxy(plan, distribution)] satisfies [string, string]] : []),
		...inStartOrder(plan).map((machine): [string, string] => [`${machine.name}/config.yaml`, rancherConfiguration(plan, distribution, machine)]),
		...(plan.loadBalancer.kind === 'kube-vip'
			? plan.controlPlane.machines.map((name): [string, string] => [`${name}/kube-vip.yaml`, rancherKubeVip(plan, distribution, name)])
			: []),
	];
	return new Map(files.map(([path, text]) => [`${distribution.name}/${path}`, text]));
}

/** RKE2 and K3s as export targets: one config.yaml for each machine, what stands before the servers, and the commands in order. */
export function rancherTarget(distribution: RancherDistribution, about: Text): Target {
	const {name} = distribution;
	return {
		name,
		about,
		refuses: input => whyNotRancher(input, distribution),
		needs: rancherNeeds,
		write: input => write(input, distribution),
		next: () => [{
			en: `Follow ${name}/README.md from top to bottom: it has the commands of every machine, in order, and how to make the secret they share.`,
			zh: `从上到下按 ${name}/README.md 操作：每台机器的命令都按顺序写在里面，还有怎样生成它们共用的密钥。`,
		}],
	};
}
