import type {ProcessId} from '../../kernel/effects.js';
import type {EtcdServer} from './state.js';

/** What has been seen so far, to judge the next step by. */
export type EtcdChecker = {
	/** What the store came to at each index that some member stopped at. */
	readonly digests: Map<number, number>;
	readonly revisions: Map<number, number>;
	/** How far each member had applied, and at which revision. */
	readonly appliedIndexes: number[];
	readonly appliedRevisions: number[];
};

export function newEtcdChecker(): EtcdChecker {
	return {digests: new Map(), revisions: new Map(), appliedIndexes: [], appliedRevisions: []};
}

/**
What is wrong with a member after a step of its own; undefined: nothing. Members that have applied the same entries hold the same
data, at the same revision; neither ever goes back, not by a restart either. In constant time.
*/
export function violationIn(checker: EtcdChecker, {id, appliedIndex, store}: EtcdServer): string | undefined {
	const before = checker.appliedIndexes[id] ?? 0;
	if (appliedIndex === before) {
		return store.revision === (checker.appliedRevisions[id] ?? 1) ? undefined : `Member ${id} changed its data without an entry.`;
	}

	return violationAfter(checker, id, appliedIndex, store);
}

function violationAfter(checker: EtcdChecker, id: ProcessId, appliedIndex: number, store: EtcdServer['store']): string | undefined {
	const before = checker.appliedIndexes[id] ?? 0;
	const beforeRevision = checker.appliedRevisions[id] ?? 1;
	if (appliedIndex < before || store.revision < beforeRevision) {
		return `Member ${id} went back from entry ${before} and revision ${beforeRevision} to ${appliedIndex} and ${store.revision}.`;
	}

	checker.appliedIndexes[id] = appliedIndex;
	checker.appliedRevisions[id] = store.revision;
	const digest = checker.digests.get(appliedIndex);
	if (digest === undefined) {
		checker.digests.set(appliedIndex, store.digest);
		checker.revisions.set(appliedIndex, store.revision);
		return undefined;
	}

	return digest === store.digest && checker.revisions.get(appliedIndex) === store.revision
		? undefined
		: `Member ${id} holds something else after entry ${appliedIndex} than another member does.`;
}
