import type {NewProgressEvent} from '../../../model/progress.js';

export type ProgressState = {
	/** The lesson under the cursor. */
	readonly cursor: number;
	/** What is to be confirmed, if anything is. */
	readonly asking: 'none' | 'lesson' | 'all';
	readonly wasReset: boolean;
};

export type ProgressAction
	= | {readonly type: 'move'; readonly by: -1 | 1}
		| {readonly type: 'ask'; readonly what: 'lesson' | 'all'}
		| {readonly type: 'confirm'}
		| {readonly type: 'cancel'};

export const startProgress: ProgressState = {cursor: 0, asking: 'none', wasReset: false};

/** @param count How many lessons there are. */
export function reduceProgress(count: number, state: ProgressState, action: ProgressAction): ProgressState {
	switch (action.type) {
		case 'move': {
			return {cursor: Math.max(0, Math.min(count - 1, state.cursor + action.by)), asking: 'none', wasReset: false};
		}

		case 'ask': {
			return count === 0 ? state : {...state, asking: action.what, wasReset: false};
		}

		case 'confirm': {
			return state.asking === 'none' ? state : {...state, asking: 'none', wasReset: true};
		}

		case 'cancel': {
			return state.asking === 'none' ? state : {...state, asking: 'none'};
		}
	}
}

/** A confirmed reset, to be recorded: of one lesson or of all. */
export function resetEvent(lessonIds: readonly string[], before: ProgressState, action: ProgressAction): NewProgressEvent | undefined {
	if (action.type !== 'confirm' || before.asking === 'none') {
		return undefined;
	}

	return {kind: 'reset', lesson: before.asking === 'all' ? null : lessonIds[before.cursor]!};
}
