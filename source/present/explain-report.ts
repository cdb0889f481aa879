import type {Language} from '../model/language.js';
import type {Machine, Plan, Step} from '../model/plan.js';
import type {Role} from '../model/vocabulary.js';
import type {Standing} from '../planner/standing.js';
import {alternativesTable} from './alternatives-table.js';
import {guaranteeLines} from './guarantee-lines.js';
import {labelRow, labelWidth} from './label-row.js';
import {explainWords as words, reportWords} from './messages/plan-report.js';
import {planWords} from './messages/plan-view.js';
import {nameList} from './name-list.js';
import {buildRows, endpointRow} from './plan-report.js';
import type {Row} from './span.js';
import {standingReport} from './standing-report.js';
import {wrapRow} from './wrap.js';

export type ExplainOptions = {
	readonly language: Language;
	readonly width: number;
	/** Chinese for the plan's English sentences. */
	readonly chinese: ReadonlyMap<string, string>;
};

const colon = (language: Language) => language === 'en' ? ': ' : '：';

function translator({language, chinese}: ExplainOptions): (text: string) => string {
	return text => language === 'zh' ? chinese.get(text) ?? text : text;
}

/** Every decision: the question, the answer, the reason, and where that is from. */
export function decisionRows(plan: Plan, options: ExplainOptions): Row[] {
	const translate = translator(options);
	const {language, width} = options;
	return plan.decisions.flatMap(({question, answer, because, source, lesson}): Row[] => [
		...wrapRow([{text: translate(question), tone: 'strong'}, {text: ' '}, {text: translate(answer)}], width, 2),
		...wrapRow([{text: '  '}, {text: translate(because)}], width, 2),
		...wrapRow([{text: '  '}, {text: `${words.source(source)[language]}${language === 'en' ? '; ' : '；'}${words.lesson(lesson)[language]}`, tone: 'dim'}], width, 2),
	]);
}

/** What the rules found, the worst word first. */
export function findingRows(plan: Plan, options: ExplainOptions): Row[] {
	const translate = translator(options);
	const {language, width} = options;
	const tone = {error: 'bad', warning: 'warn', info: 'dim'} as const;
	if (plan.findings.length === 0) {
		return [[{text: words.noFindings[language]}]];
	}

	return plan.findings.flatMap(({severity, rule, message, source}) => [
		...wrapRow([{text: `${planWords.severity[severity][language]} ${rule}`, tone: tone[severity]}, {text: colon(language)}, {text: translate(message)}], width, 2),
		...wrapRow([{text: '  '}, {text: words.source(source)[language], tone: 'dim'}], width, 2),
	]);
}

function stepWho({machine, machines}: Step, language: Language): string {
	if (machine !== null) {
		return machine;
	}

	if (machines === null) {
		return '';
	}

	const {count, first, last} = machines;
	return count === 1 ? first : `${first} .. ${last}${language === 'en' ? ` (${count})` : `（${count} 台）`}`;
}

/** The steps in the order to take them. */
export function stepRows(plan: Plan, options: ExplainOptions): Row[] {
	const translate = translator(options);
	const {language, width} = options;
	return plan.steps.flatMap((step, index) => wrapRow([
		{text: `${String(index + 1).padStart(2)}. `},
		{text: [stepWho(step, language), planWords.action[step.action][language]].filter(part => part !== '').join(colon(language)), tone: 'strong'},
		{text: language === 'en' ? '. ' : '。'},
		{text: translate(step.because)},
	], width, 4));
}

function section(title: string, rows: readonly Row[]): Row[] {
	return [[], [{text: title, tone: 'title'}], ...rows];
}

/** What `explain plan.yaml` prints: what it survives, why it is so, what to mind, what else there is, and in which order to build. */
export function explainPlan(plan: Plan, options: ExplainOptions): Row[] {
	const {language, width, chinese} = options;
	return [
		[{text: reportWords.title(plan.metadata.name, plan.machines.length, planWords.topology[plan.topology][language])[language], tone: 'title'}],
		...[...buildRows(plan, language), endpointRow(plan, language), ...guaranteeLines(plan.guarantees, language, plan)].flatMap(row => wrapRow(row, width, labelWidth)),
		...section(words.decisions[language], decisionRows(plan, options)),
		...section(words.findings[language], findingRows(plan, options)),
		...section(words.alternatives[language], alternativesTable(plan.alternatives, plan, {language, width, chinese})),
		...section(words.steps[language], stepRows(plan, options)),
	];
}

function becauseOf(role: Role, plan: Plan, language: Language): string {
	return words.becauseRole[role][language]
		.replace('{machines}', nameList(plan.controlPlane.machines, language))
		.replace('{quorum}', String(plan.etcd.quorum))
		.replace('{voters}', String(plan.etcd.members.length))
		.replace('{endpoint}', reportWords.endpoint[plan.loadBalancer.kind][language]);
}

/**
What `explain plan.yaml node-1` prints: what the machine does, why, and what is left without it.
@param standing what is alive with just this machine down.
*/
export function explainMachine(machine: Machine, plan: Plan, standing: Standing, options: ExplainOptions): Row[] {
	const {language, width} = options;
	const runs = machine.roles.map(role => role === 'worker' ? reportWords.roles.worker[language] : planWords.role[role][language]).join(' + ');
	const shared = plan.controlPlane.schedulable && machine.roles.includes('control-plane') ? ` + ${reportWords.schedulable[language]}` : '';
	return [
		[{text: words.machine(machine.name, machine.zone)[language], tone: 'title'}],
		...wrapRow(labelRow(words.runs[language], [{text: runs + shared}]), width, labelWidth),
		...machine.roles.flatMap((role, index) => wrapRow(labelRow(index === 0 ? words.because[language] : '', [{text: becauseOf(role, plan, language)}]), width, labelWidth)),
		...section(words.ifLost[language], explainDown(standing, plan, options)),
	];
}

/** What `explain plan.yaml --down ...` prints: what is left, and the next fatal loss. */
export function explainDown(standing: Standing, plan: Plan, {language, width}: ExplainOptions): Row[] {
	return standingReport(standing, plan, language).flatMap(row => wrapRow(row, width, labelWidth));
}
