import type {Text} from '../../model/language.js';
import type {ChainNote} from '../../simulation/control-plane/notes.js';
import {seconds, type Microseconds} from '../../simulation/kernel/time.js';
import {enumeration, momentOf} from './figures.js';
import type {ChainEntry} from './narration-line.js';

/** What makes notes of a kind alike, beside who tells them; undefined: this one stands alone. */
type Likeness = {readonly [Kind in ChainNote['kind']]?: (note: Extract<ChainNote, {readonly kind: Kind}>) => ReadonlyArray<string | number | boolean> | undefined};

/** Told again and again by the same process: the first is a line, the others are counted. */
const repeated: Likeness = {
	'raft-became-pre-candidate': ({term}) => [term],
	'raft-became-follower': ({why, was, term}) => why === 'election-lost' ? [was, term] : undefined,
	'raft-voted': ({candidate, preVote}) => preVote ? [candidate] : undefined,
	'raft-refused-vote': ({candidate, preVote, why}) => preVote ? [candidate, why] : undefined,
	'raft-ignored-vote': ({candidate, preVote}) => [candidate, preVote],
	'raft-committed': ({role}) => [role],
	'raft-ticks-missed': ({role}) => [role],
	'etcd-write-queued': ({operation}) => [operation],
	'etcd-request-failed': ({operation, error}) => [operation, error],
	'etcd-read-retried': () => [],
	'etcd-served-stale': () => [],
	'vrrp-heard-resignation': ({from, waitsUs}) => [from, waitsUs === 0],
	'vrrp-ignored-lower': ({from}) => [from],
	'vrrp-outranks': ({from}) => [from],
	'vrrp-refused-advert': ({from, why}) => [from, why],
	'vrrp-gratuitous-arp': ({why}) => why === 'takeover' ? undefined : [why],
	'lease-acted': ({leads, validUs}) => [leads, validUs > 0],
	'kubelet-posted-status': ({node}) => [node],
	'proxy-no-server': () => [],
};

/** Told by every member, each at its own time: the first is a line, the others are named behind it. */
const shared: Likeness = {
	'etcd-member-added': ({member, learner, voters}) => [member, learner, voters],
	'etcd-member-removed': ({member, voters}) => [member, voters],
	'etcd-member-promoted': ({member, voters}) => [member, voters],
	'etcd-alarm-raised': ({member}) => [member],
	'etcd-disarmed': () => [],
	'etcd-compacted': ({revision}) => [revision],
};

/** What comes later than this after the last of its like begins anew. */
const longestPauseUs = seconds(10);

/** Notes that are told together: the first, and what came after it. */
export type Series = {readonly first: ChainEntry; count: number; lastUs: Microseconds; readonly others: string[]};

function likenessOf(table: Likeness, note: ChainNote): string | undefined {
	// The table pairs each kind with its own notes, which the compiler does not see through the union.
	const parts = (table[note.kind] as ((note: ChainNote) => ReadonlyArray<string | number | boolean> | undefined) | undefined)?.(note);
	return parts && [note.kind, ...parts].join('\n');
}

/** Puts what is alike together, in the order of the first ones. */
export function seriesOf(entries: Iterable<ChainEntry>, nameOf: (process: number) => string): Series[] {
	const all: Series[] = [];
	const running = new Map<string, Series>();
	for (const entry of entries) {
		const {note, process, atUs} = entry;
		const own = likenessOf(repeated, note);
		const key = own === undefined ? likenessOf(shared, note) : `${own}\n${process}`;
		const before = key === undefined ? undefined : running.get(key);
		if (before && atUs - before.lastUs <= longestPauseUs && (own !== undefined || process !== before.first.process)) {
			before.lastUs = atUs;
			if (own === undefined) {
				before.others.push(nameOf(process));
			} else {
				before.count++;
			}
		} else {
			const series = {first: entry, count: 1, lastUs: atUs, others: []};
			all.push(series);
			if (key !== undefined) {
				running.set(key, series);
			}
		}
	}

	return all;
}

/** The sentence of a series: that of its first note, and in brackets what came after it. */
export function seriesText(sentence: Text, {count, lastUs, others}: Series): Text {
	if (count === 1 && others.length === 0) {
		return sentence;
	}

	const last = momentOf(lastUs);
	const names = [...new Set(others)];
	const after: Text = others.length === 0
		? {en: `${count} times, the last at ${last}`, zh: `共 ${count} 次，最后一次在 ${last}`}
		: {en: `${enumeration(names, 'en')} as well, by ${last}`, zh: `${enumeration(names, 'zh')} 也是，到 ${last} 为止`};
	return {en: `${sentence.en.slice(0, -1)} (${after.en}).`, zh: `${sentence.zh.slice(0, -1)}（${after.zh}）。`};
}
