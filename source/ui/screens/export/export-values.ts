import {backupTarget} from '../../../formats/backup.js';
import {checkedBackupTo, checkedPlan, type Malformed} from '../../../formats/checked-values.js';
import {filledPlan} from '../../../formats/filled-plan.js';
import type {ExportInput} from '../../../formats/target.js';
import {readCommaList} from '../../../model/comma-list.js';
import type {Text} from '../../../model/language.js';
import type {Plan} from '../../../model/plan.js';
import {UserError} from '../../../model/user-error.js';
import {argumentErrors, wantsAddresses} from '../../../present/messages/cli.js';
import {exportWords} from '../../../present/messages/export.js';

/** What can be typed for a plan, by its flag on the command line. */
export const fieldFlags = {
	addresses: '--addresses',
	vip: '--vip',
	endpoint: '--endpoint',
	interface: '--interface',
	kubernetesVersion: '--kubernetes-version',
	backupTo: '--backup-to',
} as const;

export type ExportField = keyof typeof fieldFlags;

/** What was typed, as it was typed; absent is empty. */
export type TypedValues = Readonly<Partial<Record<ExportField, string>>>;

/** The values that the plan does not hold and its files may want. What is in the plan is not asked again. */
export function fieldsFor({machines, requirements, missing}: Plan): ExportField[] {
	const isMissing = (field: ExportField) => missing.some(({flag}) => flag === fieldFlags[field]);
	const isOpen: Readonly<Record<ExportField, boolean>> = {
		addresses: machines.some(({address}) => address === null),
		vip: isMissing('vip'),
		endpoint: requirements.endpoint === null,
		interface: isMissing('interface'),
		kubernetesVersion: requirements.kubernetesVersion === null,
		backupTo: true,
	};
	return (Object.keys(isOpen) as ExportField[]).filter(field => isOpen[field]);
}

export type CheckedValues = {
	/** The plan with every value that is well formed filled in. */
	readonly plan: Plan;
	readonly backupTo: string | null;
	/** What is wrong with what was typed; such a value is not used. */
	readonly problems: ReadonlyMap<ExportField, Text>;
	/** What is wrong with the plan itself: then no file may be written at all. */
	readonly refusal: Text | undefined;
};

function malformedText({field, says}: Malformed): Text {
	return {en: exportWords.malformed(field, says.en).en, zh: exportWords.malformed(field, says.zh).zh};
}

function backupProblem(backupTo: string, input: Omit<ExportInput, 'backupTo'>): Text | undefined {
	const malformed = checkedBackupTo(backupTo);
	if (malformed) {
		return malformedText(malformed);
	}

	const need = backupTarget.needs({...input, backupTo})[0];
	return need && {
		en: exportWords.missing(backupTarget.name, need.flag, need.says.en).en,
		zh: exportWords.missing(backupTarget.name, need.flag, need.says.zh).zh,
	};
}

/** The plan with one value more, or what is wrong with that. */
function filledWith(plan: Plan, field: Exclude<ExportField, 'backupTo'>, text: string): Plan | Text {
	const addresses = field === 'addresses' ? readCommaList(text) : [];
	if (addresses === undefined) {
		return argumentErrors.notList(fieldFlags.addresses, text, wantsAddresses);
	}

	try {
		const filled = filledPlan(plan, field === 'addresses' ? {addresses} : {[field]: text});
		const malformed = checkedPlan(filled);
		return malformed ? malformedText(malformed) : filled;
	} catch (error) {
		if (error instanceof UserError) {
			return error.says;
		}

		throw error;
	}
}

/** Holds what was typed to the rules of the command, value by value: one that is wrong keeps none of the others back. */
export function checkValues(plan: Plan, typed: TypedValues): CheckedValues {
	const problems = new Map<ExportField, Text>();
	const malformed = checkedPlan(plan);
	if (malformed) {
		return {plan, backupTo: null, problems, refusal: malformedText(malformed)};
	}

	let filled = plan;
	let backupTo: string | null = null;
	for (const field of fieldsFor(plan)) {
		const text = (typed[field] ?? '').trim();
		if (text === '') {
			continue;
		}

		if (field === 'backupTo') {
			const problem = backupProblem(text, {plan, language: 'en', chinese: new Map()});
			if (problem) {
				problems.set(field, problem);
			} else {
				backupTo = text;
			}

			continue;
		}

		const result = filledWith(filled, field, text);
		if ('apiVersion' in result) {
			filled = result;
		} else {
			problems.set(field, result);
		}
	}

	return {plan: filled, backupTo, problems, refusal: undefined};
}
