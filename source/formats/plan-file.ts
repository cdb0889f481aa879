import {
	Document, isCollection, isMap, isSeq, stringify,
} from 'yaml';
import {planSchema, type Machine, type Plan} from '../model/plan.js';
import {fieldName, problemsError} from '../model/problem.js';
import {readYaml} from '../model/read-yaml.js';
import {UserError} from '../model/user-error.js';
import {planInconsistencies} from './plan-inconsistencies.js';

/** The first line: editors that know YAML check the file while it is edited. */
export const planFileHeader = '# yaml-language-server: $schema=https://unpkg.com/k8s-ha-tutor@1/schema/plan.json';

/** Lists of what is said about the plan: one key a line. Everything else below the top level is one line. */
const lists = new Set(['alternatives', 'findings', 'missing', 'decisions', 'steps']);

function setFlow(node: unknown): void {
	if (isCollection(node)) {
		node.flow = true;
	}
}

/** Decides for every part whether it is a block or one line. */
function layOut(document: Document): void {
	if (!isMap(document.contents)) {
		return;
	}

	for (const {key, value} of document.contents.items) {
		const name = String(key);
		if (lists.has(name) && isSeq(value) && value.items.length > 0) {
			for (const item of value.items) {
				for (const pair of isMap(item) ? item.items : []) {
					setFlow(pair.value);
				}
			}
		} else if (name === 'guarantees' && isMap(value)) {
			for (const pair of value.items) {
				setFlow(pair.value);
			}
		} else {
			setFlow(value);
		}
	}
}

const plainWord = /^[a-z](?:[a-z\d\-]*[a-z\d])?$/v;
const notWords = new Set(['null', 'true', 'false', 'yes', 'no', 'on', 'off', 'y', 'n', 'inf', 'nan']);

/** One value inside a line, quoted only where YAML would read it as something else. */
function scalar(value: string | null): string {
	if (value === null) {
		return 'null';
	}

	return plainWord.test(value) && !notWords.has(value)
		? value
		: stringify(value, {lineWidth: 0, defaultStringType: 'QUOTE_DOUBLE'}).trimEnd();
}

/** There may be a million of them, so they are written without a document tree. */
function machineLine({name, address, zone, host, roles}: Machine): string {
	return `  - {name: ${scalar(name)}, address: ${scalar(address)}, zone: ${scalar(zone)}, host: ${scalar(host)}, roles: [${roles.join(', ')}]}\n`;
}

/** The plan as the text of its file: English, the same bytes for the same plan. */
export function planText(plan: Plan): string {
	const document = new Document({...plan, machines: []}, {aliasDuplicateObjects: false});
	layOut(document);
	const text = document.toString({lineWidth: 0, flowCollectionPadding: false});
	const machines = `machines:\n${plan.machines.map(machine => machineLine(machine)).join('')}`;
	return `${planFileHeader}\n${text.replace(/^machines: \[\]\n/mv, () => machines)}`;
}

/** What a file that is not a plan looks like from here. */
function notPlan(file: string): UserError {
	return new UserError(
		{en: 'this is not a plan of k8s-ha-tutor: it has no "kind: Plan".', zh: '这不是 k8s-ha-tutor 的规划文件：没有 "kind: Plan"。'},
		{at: {file, line: 1, column: 1}, fix: {en: 'Make one: k8s-ha-tutor plan --machines 5 --out plan.yaml', zh: '先生成一个：k8s-ha-tutor plan --machines 5 --out plan.yaml'}},
	);
}

/**
Reads a plan file, or what `plan --json` printed.
@throws UserError (exit 2) with line, column and field of the first thing wrong.
*/
export function readPlan(text: string, {file}: {file: string}): Plan {
	if (!/["']?kind["']?\s*:\s*["']?Plan\b/v.test(text)) {
		throw notPlan(file);
	}

	if (text.startsWith('{')) {
		const fast = readJson(text);
		if (fast) {
			return fast;
		}
	}

	const result = readYaml(text, planSchema, {file});
	if ('problems' in result) {
		throw problemsError(result.problems);
	}

	const problems = planInconsistencies(result.value).map(({path, says}) => {
		const field = fieldName(path);
		return {file, ...result.locate(path), field, says: {en: `${field}: ${says.en}`, zh: `${field}：${says.zh}`}};
	});
	if (problems.length > 0) {
		throw problemsError(problems);
	}

	return result.value;
}

/** JSON is YAML, but read a hundred times faster; where it is not right, the slow way says what is wrong and where. */
function readJson(text: string): Plan | undefined {
	try {
		const {success, data} = planSchema.safeParse(JSON.parse(text));
		return success && planInconsistencies(data).length === 0 ? data : undefined;
	} catch {
		return undefined;
	}
}
