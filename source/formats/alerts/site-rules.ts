import type {Plan} from '../../model/plan.js';
import {runbookSections} from '../../present/messages/runbook.js';
import {standing} from '../../planner/standing.js';
import {cronJobName} from '../backup/cron-job-names.js';
import {oldestHours} from '../backup/schedule.js';
import {successMetric} from '../backup/scripts.js';
import {jobs} from './jobs.js';
import {promqlText, type Rule} from './rule.js';

/** More zones than anybody has; beyond that one rule speaks for all of them. */
const mostZones = 26;

function zonesOf({machines}: Plan): Map<string, string[]> {
	const zones = new Map<string, string[]>();
	for (const {name, zone} of machines) {
		if (zone !== null) {
			const names = zones.get(zone);
			if (names) {
				names.push(name);
			} else {
				zones.set(zone, [name]);
			}
		}
	}

	return zones;
}

/** What is left without a zone, in this plan's numbers. */
function without(plan: Plan, names: readonly string[]): {text: string; stands: boolean} {
	const {etcd, apiservers, controlPlane} = standing(plan, new Set(names));
	return {
		stands: controlPlane,
		text: `By the plan ${etcd.up.length} of ${plan.etcd.members.length} etcd members are left (${plan.etcd.quorum} are needed) and ${apiservers.running.length} of ${plan.controlPlane.machines.length} apiservers.`,
	};
}

const allOfZone = (matcher: string) => `max by (zone) (up{job="${jobs.node}"${matcher}}) == 0`;

/** A zone of which no machine answers. */
export function zoneRules(plan: Plan): Rule[] {
	const zones = zonesOf(plan);
	const base = {alert: 'ZoneDown', holds: '2m', severity: 'critical', summary: 'No machine of {{ $labels.zone }} answers.', runbook: runbookSections.about.en} as const;
	if (zones.size < 2) {
		return [];
	}

	return zones.size > mostZones
		? [{...base, expr: allOfZone(''), description: `The plan survives any ${plan.guarantees.controlPlane.anyZones} of its ${zones.size} zones.`}]
		: [...zones].map(([zone, names]) => {
			const {text, stands} = without(plan, names);
			return {
				...base,
				labels: {zone},
				expr: allOfZone(`, zone=${promqlText(zone)}`),
				description: stands
					? `${text} The control plane stands; another loss may end it. Do not move members until it is known whether the zone comes back.`
					: `${text} The control plane is down until the zone is back; where it never comes back, restore from what is left.`,
			};
		});
}

/** Backups that have stopped. */
export function backupRules(plan: Plan): Rule[] {
	const hours = oldestHours(plan);
	const isExternal = plan.topology === 'external';
	const newest = isExternal
		? `max(\n  ${successMetric}{job="${jobs.node}"}\n)`
		: `max(kube_cronjob_status_last_successful_time{\n  job="${jobs.stateMetrics}",\n  namespace="kube-system", cronjob="${cronJobName}"\n})`;
	const runbook = runbookSections.backups.en;
	return [
		{
			alert: 'BackupTooOld',
			expr: `time() - ${newest} > ${hours} * 3600`,
			holds: '5m',
			severity: 'warning',
			summary: `The newest snapshot of etcd is older than ${hours} hours.`,
			description: isExternal
				? 'One is due every 2 hours, from one machine after the other. See the journal of etcd-backup on them. When all members are lost, what was written since is lost.'
				: `One is due every 2 hours. See the Jobs of ${cronJobName} in kube-system. When all members are lost, what was written since is lost.`,
			runbook,
		},
		{
			alert: 'BackupNever',
			expr: `absent(${newest})`,
			holds: '1d',
			severity: 'warning',
			summary: 'Nothing is known of any snapshot of etcd.',
			description: 'Either none was ever taken, or Prometheus does not see it.',
			runbook,
		},
	];
}

/** A rule that counts is only as good as its numbers: these say when the plan and the world have parted. */
export function watchRules({etcd, controlPlane}: Plan): Rule[] {
	const differs = (job: string, count: number) => `(count(up{job="${job}"}) or vector(0)) != ${count}`;
	const rule = (alert: string, job: string, count: number, what: string): Rule => ({
		alert,
		expr: differs(job, count),
		holds: '15m',
		severity: 'warning',
		summary: `Prometheus watches {{ $value }} ${what}, and the plan has ${count}.`,
		description: `The alerts on ${what} count with ${count}. Either targets of the job ${job} are missing, or the cluster has changed: plan again, and export these rules again.`,
		runbook: runbookSections.about.en,
	});
	return [
		rule('EtcdNotAsPlanned', jobs.etcd, etcd.members.length, 'etcd members'),
		rule('ApiserversNotAsPlanned', jobs.apiserver, controlPlane.machines.length, 'apiservers'),
	];
}
