import type {ProgressEvent} from '../model/progress.js';

/** The order in which events happened: by time, then by id, so that every machine folds a log alike. */
export function compareEvents(a: ProgressEvent, b: ProgressEvent): number {
	if (a.at !== b.at) {
		return a.at < b.at ? -1 : 1;
	}

	return a.id < b.id ? -1 : (a.id > b.id ? 1 : 0);
}

/** The events that are in `more` and not in `events`, each once. */
export function newEvents(events: readonly ProgressEvent[], more: readonly ProgressEvent[]): ProgressEvent[] {
	const known = new Set(events.map(({id}) => id));
	return more.filter(({id}) => {
		const isNew = !known.has(id);
		known.add(id);
		return isNew;
	});
}

/** Two logs as one: every event once, in the order in which they happened. */
export function mergeProgress(events: readonly ProgressEvent[], more: readonly ProgressEvent[]): ProgressEvent[] {
	return newEvents([], [...events, ...more]).sort(compareEvents);
}
