import {checkedBackupTo, checkedPlan, type Malformed} from '../formats/checked-values.js';
import {exportFiles, writtenFiles, type TargetOutcome} from '../formats/export-files.js';
import {filledPlan, type GivenValues} from '../formats/filled-plan.js';
import {readPlan} from '../formats/plan-file.js';
import type {ExportInput, Target} from '../formats/target.js';
import {targets} from '../formats/targets.js';
import {didYouMean, nearest} from '../model/nearest.js';
import {UserError} from '../model/user-error.js';
import {readTextFile} from '../platform/files.js';
import {writeTree} from '../platform/write-tree.js';
import {exportReport} from '../present/export-report.js';
import {exportWords as words} from '../present/messages/export.js';
import {chineseOf} from './chinese-of.js';
import type {RunCommand} from './command-table.js';
import type {ExitCode, Shell} from './shell.js';

type ExportFlags = GivenValues & {
	readonly to?: readonly string[];
	readonly out?: string;
	readonly backupTo?: string;
};

function targetsNamed(names: readonly string[] | undefined): readonly Target[] {
	const known = targets.map(({name}) => name);
	if (names === undefined) {
		throw new UserError(words.noTarget(known.join(', ')), {fix: {en: 'For example: --to haproxy,keepalived,kubeadm,runbook', zh: '例如：--to haproxy,keepalived,kubeadm,runbook'}});
	}

	const unknown = names.find(name => name !== 'all' && !known.includes(name));
	if (unknown !== undefined) {
		throw new UserError(words.unknownTarget(unknown, known.join(', ')), didYouMean(nearest(unknown, known)));
	}

	return targets.filter(({name}) => names.includes('all') || names.includes(name));
}

function refuseMalformed(problem: Malformed | undefined, file?: string): void {
	if (problem !== undefined) {
		const says = {
			en: words.malformed(problem.field, problem.says.en).en,
			zh: words.malformed(problem.field, problem.says.zh).zh,
		};
		throw new UserError(says, {...(file !== undefined && {at: {file}}), fix: words.malformedFix});
	}
}

function tellRest(outcomes: readonly TargetOutcome[], shell: Shell): void {
	for (const outcome of outcomes) {
		if (outcome.kind === 'refused') {
			shell.say(words.refused(outcome.target.name, shell.tell(outcome.says)));
		} else if (outcome.kind === 'missing') {
			for (const {flag, says} of outcome.needs) {
				shell.say(words.missing(outcome.target.name, flag, shell.tell(says)));
			}
		}
	}
}

function asJson(outcomes: readonly TargetOutcome[], directory: string) {
	return {
		directory,
		written: outcomes.flatMap(outcome => outcome.kind === 'written' ? [{target: outcome.target.name, files: [...outcome.files.keys()]}] : []),
		refused: outcomes.flatMap(outcome => outcome.kind === 'refused' ? [{target: outcome.target.name, reason: outcome.says.en}] : []),
		missing: outcomes.flatMap(outcome => outcome.kind === 'missing' ? outcome.needs.map(({field, flag, says}) => ({target: outcome.target.name, field, flag, reason: says.en})) : []),
	};
}

/** A missing value comes before a refusal: it can be given. */
function exitCodeOf(outcomes: readonly TargetOutcome[]): ExitCode {
	if (outcomes.some(({kind}) => kind === 'missing')) {
		return 2;
	}

	return outcomes.some(({kind}) => kind === 'refused') ? 1 : 0;
}

/** Writes the files of a plan for the asked targets; each target writes, refuses or names what it misses by itself. */
export const exportPlan: RunCommand = async (shell, {words: [file = ''], flags: given}) => {
	const {to, out, backupTo, ...values} = given as ExportFlags;
	const chosen = targetsNamed(to);
	if (out === undefined) {
		throw new UserError(words.noDirectory, {fix: words.noDirectoryFix});
	}

	const asWritten = readPlan(await readTextFile(file), {file});
	const plan = filledPlan(asWritten, values);
	refuseMalformed(checkedPlan(plan), file);
	refuseMalformed(checkedBackupTo(backupTo ?? null));
	// Its sentences are those of the plan as it was made, before anything was filled in.
	const input: ExportInput = {plan, backupTo: backupTo ?? null, language: shell.language, chinese: chineseOf(asWritten, shell.language)};
	const outcomes = exportFiles(chosen, input);
	const files = writtenFiles(outcomes);
	if (files.size > 0) {
		await writeTree(out, files, shell);
	}

	if (shell.json) {
		shell.write(`${JSON.stringify(asJson(outcomes, out), undefined, 2)}\n`);
	} else {
		shell.print(exportReport(outcomes, out, shell));
	}

	tellRest(outcomes, shell);
	return exitCodeOf(outcomes);
};
