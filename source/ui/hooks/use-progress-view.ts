import {useMemo} from 'react';
import {foldProgress, type ProgressView} from '../../course/progress-view.js';
import type {ProgressStore} from '../world.js';

/** What is done so far. Whoever records an event draws again anyway; then this is folded anew. */
export function useProgressView(progress: ProgressStore): ProgressView {
	const events = progress.events();
	const count = events.length;
	// The log only ever grows, so its length says whether there is something new in it.
	// eslint-disable-next-line react-hooks/exhaustive-deps
	return useMemo(() => foldProgress(events), [count]);
}
