import type {ChainNote} from '../control-plane/notes.js';
import {inMilliseconds, type Microseconds} from '../kernel/time.js';
import type {Entry} from '../experiment/timeline.js';
import type {MeasureName} from './scenario.js';

/** What a measure has to know beside what was noted. */
export type MeasureContext = {
	/** When the fault happens that the scenario is measured from, on its clock; null: there is none. */
	readonly faultUs: Microseconds | null;
	/** When what was broken came back (the first restart, resume or heal after it); null: it has not. */
	readonly returnUs: Microseconds | null;
	readonly untilUs: Microseconds;
	/** Who had the VIP at the beginning: a keepalived, or a kube-vip; -1: nobody. */
	readonly firstHolder: number;
	readonly machineOf: (process: number) => number;
	/** The Lease whose holder the fault hits. */
	readonly lease: string;
};

type Told = ReadonlyArray<Entry<ChainNote>>;

/** The time from a moment to the first of the entries after it that is wanted; null where there is none. */
function since(fromUs: Microseconds | null, entries: Told, wanted: (entry: Entry<ChainNote>) => boolean): number | null {
	const found = fromUs === null ? undefined : entries.find(entry => entry.atUs >= fromUs && wanted(entry));
	return found === undefined ? null : inMilliseconds(found.atUs - fromUs!);
}

/** Takes the VIP over, with its first gratuitous ARP. */
function isTakeover({note}: Entry<ChainNote>): boolean {
	return (note.kind === 'vrrp-gratuitous-arp' && note.first) || note.kind === 'kube-vip-took';
}

/** Who has the VIP at a time: whoever took it last. */
function holderAt(atUs: Microseconds, entries: Told, {firstHolder}: MeasureContext): number {
	return entries.findLast(entry => entry.atUs <= atUs && isTakeover(entry))?.process ?? firstHolder;
}

function onHolder(entries: Told, context: MeasureContext, kind: 'health-check-server-down' | 'health-check-server-up'): (entry: Entry<ChainNote>) => boolean {
	return ({note, process, atUs}) => note.kind === kind && context.machineOf(process) === context.machineOf(holderAt(atUs, entries, context));
}

/** The longest time between two probes in a row that were answered, by when they were sent; the end counts as the last. */
function longestGap(entries: Told, {faultUs, untilUs}: MeasureContext): number | null {
	if (faultUs === null) {
		return null;
	}

	let last = -1;
	let longest = 0;
	for (const {note, atUs} of entries) {
		if (note.kind === 'api-probe' && note.ok) {
			const sent = atUs - note.tookUs;
			longest = last >= 0 && sent > faultUs ? Math.max(longest, sent - last) : longest;
			last = Math.max(last, sent);
		}
	}

	return inMilliseconds(Math.max(longest, untilUs - Math.max(last, 0)));
}

function writeOutage(entries: Told, faultUs: Microseconds | null): number | null {
	const sent = entries.flatMap(({note, atUs}) => note.kind === 'write-probe' && note.ok && faultUs !== null && atUs - note.tookUs >= faultUs ? [atUs - note.tookUs] : []);
	return sent.length === 0 ? null : inMilliseconds(Math.min(...sent) - faultUs!);
}

/** What a run gave for a measure: whole milliseconds or a count; null where it never happened. */
export function measureOf(name: MeasureName, entries: Told, context: MeasureContext): number | null {
	const {faultUs, returnUs, lease} = context;
	switch (name) {
		case 'etcdLeaderGapMs': {
			return since(faultUs, entries, ({note}) => note.kind === 'raft-became-leader');
		}

		case 'writeOutageMs': {
			return writeOutage(entries, faultUs);
		}

		case 'vipFailoverMs': {
			return since(faultUs, entries, isTakeover);
		}

		case 'apiOutageMs': {
			return longestGap(entries, context);
		}

		case 'backendDownMs': {
			return since(faultUs, entries, onHolder(entries, context, 'health-check-server-down'));
		}

		case 'backendUpMs': {
			return since(returnUs, entries, onHolder(entries, context, 'health-check-server-up'));
		}

		case 'leaseTakeoverMs': {
			return since(faultUs, entries, ({note}) => note.kind === 'lease-acquired' && note.lease === lease);
		}

		case 'nodeUnknownMs': {
			return since(faultUs, entries, ({note}) => note.kind === 'node-unknown');
		}

		case 'podsDeletedMs': {
			return since(faultUs, entries, ({note}) => note.kind === 'pod-deletion-requested');
		}

		case 'podsDeletionRequested': {
			return entries.filter(({note}) => note.kind === 'pod-deletion-requested').length;
		}
	}
}
