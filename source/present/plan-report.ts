import type {Language} from '../model/language.js';
import type {Plan} from '../model/plan.js';
import {minutesText, percent} from './availability-words.js';
import {guaranteeLines} from './guarantee-lines.js';
import {labelRow, labelWidth} from './label-row.js';
import {judgementRows} from './plan-judgement.js';
import {planWords} from './messages/plan-view.js';
import {reportWords as words} from './messages/plan-report.js';
import {nameList} from './name-list.js';
import type {Row} from './span.js';
import {wrapRow} from './wrap.js';

export type ReportOptions = {
	readonly language: Language;
	/** Columns, at least 40. */
	readonly width: number;
	/** Rows that it must not exceed; what is left out is named with the command that shows it. */
	readonly height: number;
	/** Chinese for the plan's English sentences. */
	readonly chinese: ReadonlyMap<string, string>;
	/** The command that made the plan, to be repeated with --out; null where it was written already. */
	readonly command: string | null;
	/** The file that the next commands are shown with. */
	readonly file: string;
};

/** Machines of the same roles, in plan order. */
function groups({machines}: Plan): Array<{readonly roles: string; readonly names: string[]}> {
	const byRoles = new Map<string, string[]>();
	for (const {name, roles} of machines) {
		const key = roles.join(' ');
		const names = byRoles.get(key) ?? [];
		names.push(name);
		byRoles.set(key, names);
	}

	return [...byRoles].map(([roles, names]) => ({roles, names}));
}

function groupTitle(roles: string, language: Language): string {
	return roles.split(' ').map(role => role === 'worker'
		? words.roles.worker[language]
		: planWords.role[role as keyof typeof planWords.role][language]).join(' + ');
}

function zonesOf(plan: Plan, names: readonly string[], language: Language): string {
	const inGroup = new Set(names);
	const counts = new Map<string, number>();
	for (const {name, zone} of plan.machines) {
		if (zone !== null && inGroup.has(name)) {
			counts.set(zone, (counts.get(zone) ?? 0) + 1);
		}
	}

	const shown = [...counts].slice(0, 6).map(([zone, count]) => `${zone} ${count}`).join(language === 'en' ? ', ' : '、');
	if (counts.size === 0) {
		return '';
	}

	return language === 'en' ? ` (${shown}${counts.size > 6 ? ', ...' : ''})` : `（${shown}${counts.size > 6 ? '……' : ''}）`;
}

export function buildRows(plan: Plan, language: Language): Row[] {
	const {schedulable} = plan.controlPlane;
	return groups(plan).map(({roles, names}, index) => {
		const shared = schedulable && roles.includes('control-plane') ? (language === 'en' ? '; ' : '；') + words.schedulable[language] : '';
		const what = words.group(names.length, groupTitle(roles, language), nameList(names, language))[language];
		return labelRow(index === 0 ? words.label.build[language] : '', [{text: what + zonesOf(plan, names, language) + shared}]);
	});
}

export function endpointRow(plan: Plan, language: Language): Row {
	const {loadBalancer: {kind, vip}, controlPlane: {endpoint}, etcd} = plan;
	const at = [words.endpoint[kind][language], vip ?? endpoint.host, words.port(endpoint.port)[language]].filter(part => part !== null);
	const separator = language === 'en' ? ', ' : '，';
	return labelRow(words.label.endpoint[language], [{text: `${at.join(separator)}${language === 'en' ? '; ' : '；'}${words.voters(etcd.members.length, etcd.quorum)[language]}`}]);
}

/** The number and what it stands on, in one breath. */
function availabilityRow({guarantees: {availability: {value, minutesDownPerYear, assumes}}}: Plan, language: Language): Row {
	const zone = assumes.zone === null ? null : percent(assumes.zone);
	return labelRow(words.label.availability[language], [
		{text: words.availability(percent(value), minutesText(minutesDownPerYear, language))[language]},
		{text: words.assumes(percent(assumes.machine), zone)[language], tone: 'dim'},
	]);
}

function nextRows(plan: Plan, {language, command, file}: ReportOptions): Row[] {
	const [first] = plan.etcd.members;
	const commands = [...command === null ? [] : [command], `k8s-ha-tutor explain ${file} --down ${first!}`];
	return commands.map((text, index) => labelRow(index === 0 ? words.label.next[language] : '', [{text, tone: 'code'}]));
}

function missingRow(plan: Plan, language: Language): Row[] {
	const flags = [...new Set(plan.missing.map(({flag}) => flag))];
	return flags.length === 0 ? [] : [labelRow(words.label.missing[language], [{text: words.missing(flags.join(' '))[language], tone: 'dim'}])];
}

/**
What `plan` prints: what to build, what it survives, what kills it, why not the other topology, the next step up, and what to
do next, in at most `height` rows.
*/
export function planReport(plan: Plan, options: ReportOptions): Row[] {
	const {language, width, height, chinese} = options;
	const translate = (text: string) => language === 'zh' ? chinese.get(text) ?? text : text;
	const wrap = (rows: readonly Row[]) => rows.flatMap(row => wrapRow(row, width, labelWidth));
	const {shortfall} = plan.target;

	const title: Row = [{text: words.title(plan.metadata.name, plan.machines.length, planWords.topology[plan.topology][language])[language], tone: 'title'}];
	const head = wrap([
		title,
		...shortfall === null ? [] : [labelRow(words.label.shortfall[language], [{text: `✗ ${translate(shortfall.says)}`, tone: 'bad'}])],
		...buildRows(plan, language),
		endpointRow(plan, language),
		...guaranteeLines(plan.guarantees, language, plan).slice(0, 3),
		availabilityRow(plan, language),
	]);
	const tail = wrap([...missingRow(plan, language), ...nextRows(plan, options)]);
	return [...head, ...judgementRows(plan, {...options, height: height - head.length - tail.length}), ...tail];
}
