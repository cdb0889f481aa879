import {yamlText} from '../quoting.js';

/** One alert of Prometheus. Texts are English, with what was measured in Prometheus' own braces. */
export type Rule = {
	readonly alert: string;
	readonly expr: string;
	/** How long it has to hold, e.g. `3m`. */
	readonly holds: string;
	/** `critical`: somebody gets up at night. `warning`: the same day. */
	readonly severity: 'critical' | 'warning';
	/** Labels of the rule itself, where several have one name. */
	readonly labels?: Readonly<Record<string, string>>;
	readonly summary: string;
	readonly description: string;
	/** The section of the runbook that helps. */
	readonly runbook: string;
};

export type RuleGroup = {readonly name: string; readonly rules: readonly Rule[]};

/** A text inside PromQL's double quotes, which knows the escapes of Go. */
export function promqlText(value: string): string {
	return JSON.stringify(value);
}

/** A text in which Prometheus sees no template, though it may hold the braces of one. */
export function templateText(value: string): string {
	return value.replaceAll('{{', '{{ "{{" }}');
}

const widest = 80;

/** A text of one paragraph, folded over lines that fit. */
function folded(key: string, text: string, indent: number): string[] {
	const before = ' '.repeat(indent + 2);
	const lines: string[] = [];
	let line = '';
	for (const word of text.split(' ')) {
		if (line !== '' && before.length + line.length + 1 + word.length > widest) {
			lines.push(line);
			line = '';
		}

		line = line === '' ? word : `${line} ${word}`;
	}

	return [`${' '.repeat(indent)}${key}: >-`, ...[...lines, line].map(each => `${before}${each}`)];
}

function ruleLines({alert, expr, holds, severity, labels = {}, summary, description, runbook}: Rule): string[] {
	return [
		`      - alert: ${yamlText(alert)}`,
		'        expr: |-',
		...expr.split('\n').map(line => `          ${line}`),
		`        for: ${holds}`,
		'        labels:',
		`          severity: ${severity}`,
		...Object.entries(labels).map(([name, value]) => `          ${name}: ${yamlText(templateText(value))}`),
		'        annotations:',
		...folded('summary', summary, 10),
		...folded('description', description, 10),
		`          runbook: ${yamlText(runbook)}`,
	];
}

/** A rule file of Prometheus; groups without rules are left out. */
export function ruleFile(header: readonly string[], groups: readonly RuleGroup[]): string {
	return [
		...header,
		'---',
		'groups:',
		...groups.filter(({rules}) => rules.length > 0).flatMap(({name, rules}) => [`  - name: ${yamlText(name)}`, '    rules:', ...rules.flatMap(rule => ruleLines(rule))]),
		'',
	].join('\n');
}
