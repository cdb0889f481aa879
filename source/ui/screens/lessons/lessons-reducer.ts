export type LessonsState = {readonly cursor: number};

export type LessonsAction = {readonly type: 'move'; readonly by: -1 | 1; readonly count: number};

/** The cursor stays where it is at either end, so that holding a key down never jumps across the list. */
export function reduceLessons(state: LessonsState, {by, count}: LessonsAction): LessonsState {
	const cursor = Math.max(0, Math.min(count - 1, state.cursor + by));
	return cursor === state.cursor ? state : {cursor};
}
