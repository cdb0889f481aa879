import {seconds} from '../../simulation/kernel/time.js';
import type {ChainEntry} from './narration-line.js';
import {tellingOf, type Telling} from './told.js';

/** A contact that was lost for less than this is not worth a line. */
const shortestLossUs = seconds(1);

/** What a starting member reads in its log, the others did long ago; and all that waits with it for a leader is its own name. */
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

		if ((kind.startsWith('etcd-member-') || kind === 'etcd-queue-proposed') && starting.has(process)) {
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

/** What a new leader commits first: from then on its cluster works, and all that it found in its log is safe. */
function firstCommits(entries: readonly ChainEntry[]): number[] {
	const elected = new Set<number>();
	const found: number[] = [];
	for (const [index, {process, note}] of entries.entries()) {
		if (note.kind === 'raft-became-leader') {
			elected.add(process);
		}

		if (note.kind === 'raft-committed' && note.role === 'leader' && elected.delete(process)) {
			found.push(index);
		}
	}

	return found;
}

/** Work that a Lease guards, done by somebody while another one has the Lease: two leaders at a time. */
function secondLeaders(entries: readonly ChainEntry[]): number[] {
	const holders = new Map<string, number>();
	const found: number[] = [];
	for (const [index, {process, note}] of entries.entries()) {
		if (note.kind === 'lease-acquired') {
			holders.set(note.lease, process);
		}

		if (note.kind === 'lease-acted' && (holders.get(note.lease) ?? process) !== process) {
			found.push(index);
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

	for (const index of [...firstCommits(entries), ...secondLeaders(entries)]) {
		tellings[index] = 'always';
	}

	return tellings;
}
