import type {Text} from '../model/language.js';
import type {ExportInput, Need, Target} from './target.js';

/** What came of one target. */
export type TargetOutcome
	= | {readonly target: Target; readonly kind: 'written'; readonly files: ReadonlyMap<string, string>; readonly next: readonly Text[]}
	/** This target cannot express the plan. */
		| {readonly target: Target; readonly kind: 'refused'; readonly says: Text}
	/** Values that nobody gave. */
		| {readonly target: Target; readonly kind: 'missing'; readonly needs: readonly Need[]};

/** Every target by itself: what can be written is written, whatever the others say. */
export function exportFiles(targets: readonly Target[], input: ExportInput): TargetOutcome[] {
	return targets.map((target): TargetOutcome => {
		const refusal = target.refuses(input);
		if (refusal !== undefined) {
			return {target, kind: 'refused', says: refusal};
		}

		const needs = target.needs(input);
		return needs.length > 0
			? {target, kind: 'missing', needs}
			: {target, kind: 'written', files: target.write(input), next: target.next(input)};
	});
}

/** All files of the targets that could be written, by path. */
export function writtenFiles(outcomes: readonly TargetOutcome[]): Map<string, string> {
	return new Map(outcomes.flatMap(outcome => outcome.kind === 'written' ? [...outcome.files] : []));
}
