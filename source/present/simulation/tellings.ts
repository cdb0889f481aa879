import {seconds} from '../../simulation/kernel/time.js';
import type {ChainEntry} from './narration-line.js';
import {tellingOf, type Telling} from './told.js';

/** A contact that was lost for less than this is not worth a line. */
const shortestLossUs = seconds(1);

/** What a starting member reads in its log, the others did long ago. */
function oldNews(entries: readonly ChainEntry[]): number[] {
	const starting = new Set<number>();
	const found: number[] = [];
	for (const [index, {process, note: {kind}}] of entries.entries()) {
		if (kind === 'etcd-started') {
			starting.add(process);
		}

		if (kind === 'etcd-serving') {
			starting.delete(process);
		}

		if (kind.startsWith('etcd-member-') && starting.has(process)) {
			found.push(index);
		}
	}

	return found;
}

/** A kubelet's lost contact and its end, where one request was all that failed. */
function shortLosses(entries: readonly ChainEntry[]): number[] {
	const lost = new Map<number, number>();
	const found: number[] = [];
	for (const [index, {process, note}] of entries.entries()) {
		if (note.kind === 'kubelet-lost-contact') {
			lost.set(process, index);
		}

		if (note.kind === 'kubelet-regained-contact' && note.afterUs < shortestLossUs) {
			found.push(lost.get(process) ?? index, index);
		}
	}

	return found;
}

/** How each entry is told, where what happened before or after it matters too. */
export function tellingsOf(entries: readonly ChainEntry[]): Telling[] {
	const tellings = entries.map(({note}) => tellingOf(note));
	for (const index of [...oldNews(entries), ...shortLosses(entries)]) {
		tellings[index] = 'detail';
	}

	return tellings;
}
