import {exportFiles, writtenFiles, type TargetOutcome} from '../../../formats/export-files.js';
import {targets} from '../../../formats/targets.js';
import type {Language, Text} from '../../../model/language.js';
import type {Plan} from '../../../model/plan.js';
import {exportScreen as words} from '../../../present/messages/export-screen.js';
import type {ExportState} from './export-reducer.js';
import {checkValues, fieldFlags, type ExportField, type TypedValues} from './export-values.js';

/** The files of more machines than this take longer to make than one waits for a key. */
export const mostMachines = 1000;

/** What comes of every target, and what keeps all of them from being written. */
export type Outcomes = {
	readonly outcomes: readonly TargetOutcome[];
	readonly problems: ReadonlyMap<ExportField, Text>;
	readonly refusal: readonly Text[];
};

/** What would be written with these values. It takes some 20 ms, and more with the machines. */
export function outcomesOf(plan: Plan, typed: TypedValues, {language, chinese}: {language: Language; chinese: ReadonlyMap<string, string>}): Outcomes {
	if (plan.machines.length > mostMachines) {
		return {outcomes: [], problems: new Map(), refusal: [words.tooLarge(plan.machines.length, mostMachines)]};
	}

	const {plan: filled, backupTo, problems, refusal} = checkValues(plan, typed);
	return refusal
		? {outcomes: [], problems, refusal: [words.malformedPlan, refusal]}
		: {outcomes: exportFiles(targets, {plan: filled, backupTo, language, chinese}), problems, refusal: []};
}

/** The outcomes of the targets that are marked. */
export function markedOutcomes({unmarked}: ExportState, {outcomes}: Outcomes): TargetOutcome[] {
	return outcomes.filter(({target}) => !unmarked.has(target.name));
}

/** What is written when one says so. */
export function filesToWrite(state: ExportState, outcomes: Outcomes): Map<string, string> {
	return writtenFiles(markedOutcomes(state, outcomes));
}

/** The marked targets that cannot be written without a value; what was taken for it already does not count. */
export function neededBy(field: ExportField, {plan, taken, unmarked}: Pick<ExportState, 'plan' | 'taken' | 'unmarked'>): string[] {
	const {plan: filled, backupTo, refusal} = checkValues(plan, {...taken, [field]: ''});
	const input = {plan: filled, backupTo, language: 'en', chinese: new Map<string, string>()} as const;
	const isRefused = refusal !== undefined || plan.machines.length > mostMachines;
	return isRefused
		? []
		: targets.filter(target => !unmarked.has(target.name) && target.refuses(input) === undefined && target.needs(input).some(({flag}) => flag === fieldFlags[field])).map(({name}) => name);
}

/** The first value that can be typed for a target that waits for one. */
export function firstNeed(outcome: TargetOutcome | undefined, {fields}: ExportState): ExportField | undefined {
	return outcome?.kind === 'missing'
		? fields.find(field => outcome.needs.some(({flag}) => flag === fieldFlags[field]))
		: undefined;
}
