import type {Plan} from '../../model/plan.js';
import {nameList} from '../../present/name-list.js';
import {runbookSections} from '../../present/messages/runbook.js';
import {jobs} from './jobs.js';
import type {Rule} from './rule.js';

/** The Lease that decides which machine has kube-vip's VIP. */
const kubeVipLease = 'plndr-cp-lock';

const runbook = runbookSections.controlPlanes.en;

function endpointDown({loadBalancer: {kind}}: Plan): Rule {
	return {
		alert: 'EndpointDown',
		expr: `probe_success{job="${jobs.endpoint}"} == 0`,
		holds: '1m',
		severity: 'critical',
		summary: 'The endpoint {{ $labels.instance }} does not lead to an apiserver that is ready.',
		description: kind === 'none'
			? 'Every client and every kubelet comes this way, and there is one control plane.'
			: 'Every client and every kubelet comes this way. Where apiservers are up, look at what stands before them: who has the address, and what it sees.',
		runbook,
	};
}

/** HAProxy and keepalived, which fail over in seconds; what lasts a minute is no failover. */
function balancerRules({loadBalancer: {machines, vip}}: Plan): Rule[] {
	const who = `HAProxy and keepalived are on ${nameList(machines, 'en')}`;
	return [
		{
			alert: 'BalancerDown',
			expr: `up{job="${jobs.haproxy}"} == 0`,
			holds: '3m',
			severity: 'warning',
			summary: 'HAProxy on {{ $labels.instance }} does not answer.',
			description: `${who}. The VIP goes to another of them within seconds.`,
			runbook,
		},
		...(machines.length > 1
			? [{
				alert: 'BalancerLastOne',
				expr: `sum(up{job="${jobs.haproxy}"}) == 1`,
				holds: '1m',
				severity: 'critical',
				summary: `Only one of ${machines.length} load balancers is left.`,
				description: `${who}. With the last one the endpoint is gone, however many apiservers run.`,
				runbook,
			} satisfies Rule]
			: []),
		{
			alert: 'VipNotOnOneMachine',
			// Keepalived_vrrp_state: 0 INIT, 1 BACKUP, 2 MASTER, 3 FAULT (keepalived-exporter, parser.go).
			expr: `(\n  count(keepalived_vrrp_state{job="${jobs.keepalived}"} == 2) or vector(0)\n) != 1`,
			holds: '1m',
			severity: 'critical',
			summary: `The VIP${vip === null ? '' : ` ${vip}`} is held by {{ $value }} machines instead of one.`,
			description: `${who}. By none: each has failed its check or is down. By more than one: they do not hear each other, see IP protocol 112 between them.`,
			runbook,
		},
	];
}

function kubeVipRules({controlPlane: {machines}}: Plan): Rule[] {
	return [{
		alert: 'KubeVipLeaseStale',
		expr: `time() - kube_lease_renew_time{\n  job="${jobs.stateMetrics}",\n  namespace="kube-system", lease="${kubeVipLease}"\n} > 60`,
		holds: '1m',
		severity: 'critical',
		summary: 'Nobody has renewed the Lease of the VIP for a minute.',
		description: `kube-vip runs on ${nameList(machines, 'en')}; whoever renews the Lease ${kubeVipLease} has the VIP, and a crash takes 13 to 24 s. Look at the kube-vip Pods; where the API is gone the VIP cannot move at all.`,
		runbook,
	}];
}

function nodeLocalRules(): Rule[] {
	return [{
		alert: 'NodeNotReady',
		expr: `kube_node_status_condition{\n  job="${jobs.stateMetrics}", condition="Ready", status="true"\n} == 0`,
		holds: '5m',
		severity: 'warning',
		summary: 'The node {{ $labels.node }} is not Ready.',
		description: 'Each node reaches the apiservers through a proxy of its own. Where the machine runs and only this node is away, look at its proxy.',
		runbook: runbookSections.workers.en,
	}];
}

/** The way to the apiservers, for the kind of load balancer that the plan has. */
export function endpointRules(plan: Plan): Rule[] {
	switch (plan.loadBalancer.kind) {
		case 'keepalived':
		case 'dedicated': {
			return [endpointDown(plan), ...balancerRules(plan)];
		}

		case 'kube-vip': {
			return [endpointDown(plan), ...kubeVipRules(plan)];
		}

		case 'node-local': {
			// On the loopback of each node there is nothing that could be asked from elsewhere.
			return nodeLocalRules();
		}

		case 'cloud':
		case 'none': {
			return [endpointDown(plan)];
		}
	}
}
