import {dropThrough, termAt} from './log.js';
import type {Entry, Snapshot} from './messages.js';
import type {RaftMember} from './state.js';

/*
Between Raft and the state machine that it feeds.
*/

const nothing: readonly Entry[] = [];

/**
A snapshot that the state machine has to load before anything else: from the leader, or, after a restart, its own. To be taken
before `takeCommitted`. @returns undefined where there is none.
*/
export function takeSnapshot(member: RaftMember): {readonly index: number; readonly data: unknown} | undefined {
	const snapshot = member.loadableSnapshot;
	if (snapshot === null) {
		return undefined;
	}

	member.loadableSnapshot = null;
	member.appliedIndex = snapshot.index;
	return {index: snapshot.index, data: snapshot.data};
}

/**
What was committed since the last time and is on this member's disk, in order: all of it counts as applied from now on. After a
restart it begins again at the snapshot. Entries that change the configuration have taken effect in the member already.
*/
export function takeCommitted(member: RaftMember): readonly Entry[] {
	const {appliedIndex, effectiveIndex, offset} = member;
	if (appliedIndex >= effectiveIndex || member.loadableSnapshot !== null || member.unwrittenSnapshot !== null) {
		return nothing;
	}

	member.appliedIndex = effectiveIndex;
	return member.entries.slice(appliedIndex - offset, effectiveIndex - offset);
}

const noReads: ReadonlyArray<{readonly token: number; readonly index: number}> = [];

/** Which reads may be answered, each as soon as `appliedIndex` has reached its index. */
export function takeReads(member: RaftMember): ReadonlyArray<{readonly token: number; readonly index: number}> {
	const {readable} = member;
	if (readable.length === 0) {
		return noReads;
	}

	member.readable = [];
	return readable;
}

/** Whether so many entries have been applied since the last snapshot that it is time for the next. */
export function wantsCompaction(member: RaftMember): boolean {
	return member.appliedIndex - member.snapshot.index >= member.settings.snapshotEntries;
}

/**
Keeps the state machine's image at `appliedIndex`, and drops the entries it covers, but for the last `snapshotCatchUpEntries`.
@returns False, and nothing is done, where there is nothing new, or entries wait to be taken.
*/
export function compact(member: RaftMember, data: unknown): boolean {
	const index = member.appliedIndex;
	if (index <= member.snapshot.index || index !== member.effectiveIndex || member.unwrittenSnapshot !== null) {
		return false;
	}

	const snapshot: Snapshot = {index, term: termAt(member, index), configuration: member.configuration, data};
	member.snapshot = snapshot;
	member.disk.snapshot = snapshot;
	dropThrough(member, index - member.settings.snapshotCatchUpEntries);
	return true;
}
