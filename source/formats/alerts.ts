import type {Text} from '../model/language.js';
import type {Plan} from '../model/plan.js';
import {apiserverRules, certificateRules} from './alerts/control-plane-rules.js';
import {endpointRules} from './alerts/endpoint-rules.js';
import {healthRules, memberRules} from './alerts/etcd-rules.js';
import {ruleFile} from './alerts/rule.js';
import {blackboxConfiguration, scrapeConfiguration} from './alerts/scrape-configuration.js';
import {backupRules, watchRules, zoneRules} from './alerts/site-rules.js';
import {commentLines} from './comment-lines.js';
import type {ExportInput, Target} from './target.js';

function rules(plan: Plan): string {
	const {metadata: {name}, etcd: {members, quorum}, controlPlane: {machines}} = plan;
	return ruleFile(
		commentLines(`Alerts on what ${name} has to fear, with its own numbers: etcd ${quorum} of ${members.length}, ${machines.length} ${machines.length === 1 ? 'apiserver' : 'apiservers'}. For a Prometheus that watches this cluster alone. critical: get up; warning: the same day.`),
		[
			{name: 'etcd', rules: [...memberRules(plan), ...healthRules(plan)]},
			{name: 'apiserver', rules: apiserverRules(plan)},
			{name: 'endpoint', rules: endpointRules(plan)},
			{name: 'zones', rules: zoneRules(plan)},
			{name: 'certificates', rules: certificateRules()},
			{name: 'backup', rules: backupRules(plan)},
			{name: 'watching', rules: watchRules(plan)},
		],
	);
}

function next({plan}: ExportInput): Text[] {
	const isMarked = scrapeConfiguration(plan).includes('FILL IN');
	return [
		{
			en: `Take the jobs of alerts/prometheus.yaml into your prometheus.yml under their names${isMarked ? ', and fill in what is marked' : ''}; what each one needs stands above it. alerts/blackbox.yaml is for the blackbox exporter.`,
			zh: `把 alerts/prometheus.yaml 里的 job 按原名加进你的 prometheus.yml${isMarked ? '，并填好标出的地方' : ''}；每个 job 需要什么写在它上面。alerts/blackbox.yaml 供 blackbox exporter 使用。`,
		},
		{
			en: 'promtool check rules alerts/rules.yaml, then load it. Stop one etcd member on purpose and see the alert arrive at whoever is on call.',
			zh: '先执行 promtool check rules alerts/rules.yaml，再加载。故意停掉一个 etcd 成员，看告警是否送到值班的人。',
		},
		{
			en: 'After every change of the plan export the rules again: they count with its numbers.',
			zh: '方案每次变更后都要重新导出规则：它们按方案中的数字计数。',
		},
	];
}

/** Rules for Prometheus on exactly the failures of this plan, and the jobs that they ask. */
export const alertsTarget: Target = {
	name: 'alerts',
	about: {en: 'Prometheus alerts with this plan\'s numbers', zh: '使用本方案数字的 Prometheus 告警'},
	refuses: () => undefined,
	needs: () => [],
	write: ({plan}) => new Map([
		['alerts/rules.yaml', rules(plan)],
		['alerts/prometheus.yaml', scrapeConfiguration(plan)],
		['alerts/blackbox.yaml', blackboxConfiguration()],
	]),
	next,
};
