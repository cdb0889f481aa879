import type {Plan} from '../../model/plan.js';
import {nameList} from '../../present/name-list.js';
import {runbookSections} from '../../present/messages/runbook.js';
import {jobs} from './jobs.js';
import type {Rule} from './rule.js';

const up = `up{job="${jobs.apiserver}"}`;

/** Apiservers that are gone, counted against this plan's. */
export function apiserverRules({controlPlane: {machines}}: Plan): Rule[] {
	const who = `The apiservers are on ${nameList(machines, 'en')}`;
	const runbook = runbookSections.controlPlanes.en;
	return [
		...(machines.length > 1
			? [
				{
					alert: 'ApiserverDown',
					expr: `${up} == 0`,
					holds: '3m',
					severity: 'warning',
					summary: 'The apiserver on {{ $labels.instance }} does not answer.',
					description: `${who}; each can do all the work, and one is enough. It is also down where it cannot reach etcd.`,
					runbook,
				},
				{
					alert: 'ApiserverLastOne',
					expr: `sum(${up}) == 1`,
					holds: '1m',
					severity: 'critical',
					summary: `Only one of ${machines.length} apiservers is left.`,
					description: `${who}. With the last one the control plane is gone. Reboot nothing, and bring another back now.`,
					runbook,
				},
			] satisfies Rule[]
			: []),
		{
			alert: 'ApiserverNone',
			expr: `sum(${up}) == 0`,
			holds: '1m',
			severity: 'critical',
			summary: machines.length === 1 ? 'The only apiserver is down.' : `None of ${machines.length} apiservers answers.`,
			description: `${who}. What runs goes on running; nothing can be changed or healed. Where etcd has lost its majority, mend that first.`,
			runbook,
		},
	];
}

/** Time enough for an upgrade, which renews what kubeadm made. */
const soonDays = 30;
/** Now it cannot wait for one. */
const lastDays = 7;

/** Certificates that end: kubeadm's live one year, and die on one day (kubeadm constants). */
export function certificateRules(): Rule[] {
	const left = `probe_ssl_earliest_cert_expiry{job="${jobs.certificates}"} - time()`;
	const runbook = runbookSections.certificates.en;
	return [
		{
			alert: 'CertificateEndsSoon',
			expr: `${left}\n  < ${soonDays} * 86400`,
			holds: '1h',
			severity: 'warning',
			summary: `A certificate of {{ $labels.instance }} ends within ${soonDays} days.`,
			description: 'Certificates that were made on one day end on one day, on every machine: all members and apiservers at once. Renew them, or upgrade, which renews kubeadm\'s.',
			runbook,
		},
		{
			alert: 'CertificateEndsThisWeek',
			expr: `${left}\n  < ${lastDays} * 86400`,
			holds: '15m',
			severity: 'critical',
			summary: `A certificate of {{ $labels.instance }} ends within ${lastDays} days.`,
			description: 'When it ends nobody can connect any more, and no redundancy helps: it ends everywhere at once. Renew the certificates now.',
			runbook,
		},
		{
			alert: 'ClientCertificateEndsThisWeek',
			// Prometheus 3 writes the bound as 604800.0.
			expr: `sum(increase(\n  apiserver_client_certificate_expiration_seconds_bucket{\n    job="${jobs.apiserver}", le=~"604800([.]0)?"\n  }[1h]\n)) > 0`,
			holds: '15m',
			severity: 'warning',
			summary: 'Somebody signs in to the apiservers with a certificate that ends within seven days.',
			description: 'It may be a controller-manager, a scheduler or a kubelet that stops working that day. Where people get certificates that live for hours, leave this alert out.',
			runbook,
		},
	];
}
