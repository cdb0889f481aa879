import type {ProcessId} from '../kernel/effects.js';

/**
What a leader knows of one member (etcd-io/raft, tracker/progress.go). `probe`: it does not know where their logs agree, and sends
one append at a time; `replicate`: it sends without waiting; `snapshot`: it waits until a snapshot has arrived.
*/
export type Progress = {
	readonly id: ProcessId;
	isVoter: boolean;
	/** A voter of the old set while a joint change lasts. */
	isOutgoing: boolean;
	isLearner: boolean;
	/** Up to here their logs agree, on the member's disk. */
	match: number;
	/** What is sent next. */
	next: number;
	state: 'probe' | 'replicate' | 'snapshot';
	/** Nothing is sent until an answer or a heartbeat's answer arrives. */
	paused: boolean;
	/** Since the last check of the quorum it has answered. */
	active: boolean;
	/** The highest commit index it was told. */
	sentCommit: number;
	pendingSnapshot: number;
	/** How long a snapshot has been on its way, in ticks. */
	snapshotTicks: number;
	/** The last index of each append on its way. */
	inflight: number[];
	/** What it answered a candidate. */
	vote: 'none' | 'granted' | 'refused';
	/** The number of the last read it confirmed. */
	confirmedRead: number;
};

/** Nothing is known of it yet. */
export function newProgress(id: ProcessId, next: number): Progress {
	return {
		id, isVoter: false, isOutgoing: false, isLearner: false, match: 0, next, state: 'probe', paused: false,
		// Who has just been added has not had the time to answer: a leader that checks its quorum counts it (confchange.go, initProgress).
		active: true,
		sentCommit: 0, pendingSnapshot: 0, snapshotTicks: 0, inflight: [], vote: 'none', confirmedRead: 0,
	};
}

/** Forgets all but what it is in the configuration: at the beginning of a term. */
export function resetProgress(progress: Progress, next: number): void {
	progress.match = 0;
	progress.next = next;
	progress.state = 'probe';
	progress.paused = false;
	progress.active = false;
	progress.sentCommit = 0;
	progress.pendingSnapshot = 0;
	progress.snapshotTicks = 0;
	progress.inflight.length = 0;
	progress.vote = 'none';
	progress.confirmedRead = 0;
}

export function copyProgress(progress: Progress): Progress {
	return {...progress, inflight: [...progress.inflight]};
}

function enter(progress: Progress, state: Progress['state']): void {
	progress.state = state;
	progress.paused = false;
	progress.pendingSnapshot = 0;
	progress.snapshotTicks = 0;
	progress.inflight.length = 0;
}

export function becomeProbe(progress: Progress): void {
	const {pendingSnapshot} = progress;
	enter(progress, 'probe');
	progress.next = Math.max(progress.match, pendingSnapshot) + 1;
	progress.sentCommit = Math.min(progress.sentCommit, progress.next - 1);
}

export function becomeReplicate(progress: Progress): void {
	enter(progress, 'replicate');
	progress.next = progress.match + 1;
}

export function becomeSnapshot(progress: Progress, index: number): void {
	enter(progress, 'snapshot');
	progress.pendingSnapshot = index;
	progress.next = index + 1;
	progress.sentCommit = index;
}

export function isPaused(progress: Progress): boolean {
	return progress.paused || progress.state === 'snapshot';
}

/** An append with so many entries has been sent. */
export function sentEntries(progress: Progress, count: number, maxInflight: number): void {
	if (progress.state === 'replicate') {
		if (count > 0) {
			progress.next += count;
			progress.inflight.push(progress.next - 1);
		}

		progress.paused = progress.inflight.length >= maxInflight;
	} else if (count > 0) {
		progress.paused = true;
	}
}

/** Its log agrees up to this index; false where that was known. */
export function accepted(progress: Progress, index: number): boolean {
	if (index <= progress.match) {
		return false;
	}

	progress.match = index;
	progress.next = Math.max(progress.next, index + 1);
	progress.paused = false;
	return true;
}

/** It rejected the append after this index; false where the answer is too old to matter. */
export function rejected(progress: Progress, index: number, hint: number): boolean {
	if (progress.state === 'replicate') {
		if (index <= progress.match) {
			return false;
		}

		progress.next = progress.match + 1;
	} else if (progress.next - 1 === index) {
		progress.next = Math.max(Math.min(index, hint + 1), progress.match + 1);
		progress.paused = false;
	} else {
		return false;
	}

	progress.sentCommit = Math.min(progress.sentCommit, progress.next - 1);
	return true;
}

/** Appends up to this index are no longer on their way. */
export function freeInflight(progress: Progress, index: number): void {
	const {inflight} = progress;
	let free = 0;
	while (free < inflight.length && inflight[free]! <= index) {
		free++;
	}

	if (free < inflight.length) {
		if (free > 0) {
			inflight.splice(0, free);
		}

		return;
	}

	// Taking one by one keeps the array's memory, which setting its length gives back.
	for (; free > 0; free--) {
		inflight.pop();
	}
}
