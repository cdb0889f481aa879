import type {Claimed, NotedEvent} from '../../model/lesson-run.js';

type Named = readonly [event: NotedEvent, path: readonly PropertyKey[]];

/** The notes that a claim names, each with where it stands in the claim. */
export function notesOf(claim: Claimed): readonly Named[] {
	switch (claim.kind) {
		case 'note': {
			return [[claim, []]];
		}

		case 'order': {
			return [[claim.first, ['first']], [claim.later, ['later']]];
		}

		case 'measure':
		case 'never': {
			return [];
		}
	}
}
