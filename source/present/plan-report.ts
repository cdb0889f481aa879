import type {Language} from '../model/language.js';
import type {Alternative, Plan} from '../model/plan.js';
import type {Severity} from '../model/vocabulary.js';
import {rowWidth} from './fit-row.js';
import {guaranteeLines} from './guarantee-lines.js';
import {labelRow, labelWidth} from './label-row.js';
import {planWords} from './messages/plan-view.js';
import {reportWords as words} from './messages/plan-report.js';
import {nameList} from './name-list.js';
import {type Row, type Span} from './span.js';
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

function zonesOf(plan: Plan, names: readonly string[]): string {
	const inGroup = new Set(names);
	const counts = new Map<string, number>();
	for (const {name, zone} of plan.machines) {
		if (zone !== null && inGroup.has(name)) {
			counts.set(zone, (counts.get(zone) ?? 0) + 1);
		}
	}

	const shown = [...counts].slice(0, 6).map(([zone, count]) => `${zone} ${count}`).join(', ');
	return counts.size === 0 ? '' : ` (${shown}${counts.size > 6 ? ', ...' : ''})`;
}

function buildRows(plan: Plan, language: Language): Row[] {
	const {schedulable} = plan.controlPlane;
	return groups(plan).map(({roles, names}, index) => {
		const shared = schedulable && roles.includes('control-plane') ? (language === 'en' ? '; ' : '；') + words.schedulable[language] : '';
		const what = words.group(names.length, groupTitle(roles, language), nameList(names, language))[language];
		return labelRow(index === 0 ? words.label.build[language] : '', [{text: what + zonesOf(plan, names) + shared}]);
	});
}

function endpointRow(plan: Plan, language: Language): Row {
	const {loadBalancer: {kind, vip}, controlPlane: {endpoint}, etcd} = plan;
	const at = [words.endpoint[kind][language], vip ?? endpoint.host, words.port(endpoint.port)[language]].filter(part => part !== null);
	const separator = language === 'en' ? ', ' : '，';
	return labelRow(words.label.endpoint[language], [{text: `${at.join(separator)}${language === 'en' ? '; ' : '；'}etcd: ${words.voters(etcd.members.length, etcd.quorum)[language]}`}]);
}

function alternativeRow(label: string, alternative: Alternative | undefined, translate: (text: string) => string): Row[] {
	return alternative ? [labelRow(label, [{text: translate(alternative.because)}])] : [];
}

const severityTone = {error: 'bad', warning: 'warn', info: 'dim'} as const satisfies Record<Severity, Span['tone']>;

function findingRows(plan: Plan, language: Language, translate: (text: string) => string): Row[] {
	return plan.findings.map(({severity, rule, message}, index) => labelRow(index === 0 ? words.label.findings[language] : '', [
		{text: `${planWords.severity[severity][language]} ${rule}`, tone: severityTone[severity]},
		{text: language === 'en' ? ': ' : '：'},
		{text: translate(message)},
	]));
}

function nextRows(plan: Plan, {language, command, file}: ReportOptions): Row[] {
	const [first] = plan.etcd.members;
	const explain: Row = [{text: words.explain(`k8s-ha-tutor explain ${file} --down ${first!}`)[language]}];
	return [
		...command === null ? [] : [labelRow(words.label.next[language], [{text: words.write(command)[language]}])],
		labelRow(command === null ? words.label.next[language] : '', [...explain]),
	];
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
	const alternative = (id: Alternative['id']) => plan.alternatives.find(each => each.id === id);
	const {shortfall} = plan.target;

	const title: Row = [{text: words.title(plan.metadata.name, plan.machines.length, planWords.topology[plan.topology][language])[language], tone: 'title'}];
	const head = wrap([
		title,
		...shortfall === null ? [] : [labelRow(words.label.shortfall[language], [{text: `✗ ${translate(shortfall.says)}`, tone: 'bad'}])],
		...buildRows(plan, language),
		endpointRow(plan, language),
		...guaranteeLines(plan.guarantees, language, plan),
	]);
	const reasons = wrap([
		...alternativeRow(words.label.whyNot[language], alternative('topology'), translate),
		...alternativeRow(words.label.oneMore[language], alternative('more-machines'), translate),
		...alternativeRow(words.label.nextStep[language], alternative('next-tolerance'), translate),
	]);
	const tail = wrap([...missingRow(plan, language), ...nextRows(plan, options)]);
	const findings = findingRows(plan, language, translate).map(row => wrap([row]));

	const rows = [...head, ...reasons];
	let left = height - rows.length - tail.length;
	for (const [index, finding] of findings.entries()) {
		const isLast = index === findings.length - 1;
		if (finding.length > left - (isLast ? 0 : 1)) {
			if (left > 0) {
				rows.push(labelRow(index === 0 ? words.label.findings[language] : '', [{text: words.moreFindings(findings.length - index)[language], tone: 'dim'}]));
			}

			break;
		}

		rows.push(...finding);
		left -= finding.length;
	}

	return [...rows, ...tail].filter(row => rowWidth(row) >= 0);
}
