import type {ProcessId} from '../kernel/effects.js';
import {milliseconds, seconds, type Microseconds} from '../kernel/time.js';
import type {LeaseError, LeaseRecord} from './messages.js';
import type {LeaseSettings} from './settings.js';

/** Trying to lead; leading; giving the Lease back before it ends. */
export type ElectorPhase = 'stopped' | 'acquiring' | 'leading' | 'releasing';

/** Which answer it waits for. `renew`: the leader's short way, an update of the version it knows, without reading first. */
export type ElectorStep = 'idle' | 'renew' | 'get' | 'create' | 'update' | 'release-get' | 'release-update';

/** One program's part in one election. */
export type Elector = {
	readonly settings: LeaseSettings;
	readonly lease: string;
	/** Whom it asks: its apiserver, or what stands before it. */
	server: ProcessId;
	readonly name: string;
	/** How often it does its work while it may, for seeing what happens without fencing; null: it is not told. */
	readonly actEveryUs: Microseconds | null;
	/** How often the program was started: each time it is somebody else (the programs add a new UUID to the machine's name). */
	incarnation: number;
	identity: string;
	phase: ElectorPhase;
	/** Does it believe that it leads? */
	leading: boolean;
	/**
	Does what the Lease guards still run in it? Longer than `leading`: a leader that has lost tries to release first, and only then
	are its workers stopped (LeaderElector.Run cancels their context when renew returns).
	*/
	working: boolean;
	/** The record as last seen or written; null: none yet. */
	observed: LeaseRecord | null;
	/** Its holder; empty: nobody, or not known. */
	observedHolder: string;
	/** When that was seen to differ, or written: local clock. */
	observedAtUs: Microseconds;
	/** The record as last read; what it wrote itself does not count. */
	observedRaw: LeaseRecord | null;
	/** The version last read or written; 0: none. */
	resourceVersion: number;
	/** The record that the last get found. */
	fetched: LeaseRecord | null;
	step: ElectorStep;
	/** The request it waits for. Numbers go on over restarts, so that no answer to the dead is taken for one of ours. */
	requestId: number;
	/** The clock as the attempt read it, before its first request. */
	attemptAtUs: Microseconds;
	/** What it asked to be written. */
	wanted: LeaseRecord | null;
	/** When the renewal began whose tries are under way, and which of its ticks was the last one taken. */
	renewalAtUs: Microseconds;
	tick: number;
	/** When it began to try to lead. */
	candidateAtUs: Microseconds;
	/** The holder it last told of. */
	reportedHolder: string;
	lastFailure: LeaseError | 'held' | null;
};

function identityOf(name: string, incarnation: number): string {
	return `${name}_${incarnation}`;
}

/** An elector that has not started. @param options.actEveryMs See `Elector.actEveryUs`. */
export function newElector(settings: LeaseSettings, {lease, server, name, actEveryMs = null}: {readonly lease: string; readonly server: ProcessId; readonly name: string; readonly actEveryMs?: number | null}): Elector {
	return {
		settings,
		lease,
		server,
		name,
		actEveryUs: actEveryMs === null ? null : milliseconds(actEveryMs),
		incarnation: 1,
		identity: identityOf(name, 1),
		phase: 'stopped',
		leading: false,
		working: false,
		observed: null,
		observedHolder: '',
		observedAtUs: 0,
		observedRaw: null,
		resourceVersion: 0,
		fetched: null,
		step: 'idle',
		requestId: 0,
		attemptAtUs: 0,
		wanted: null,
		renewalAtUs: 0,
		tick: 0,
		candidateAtUs: 0,
		reportedHolder: '',
		lastFailure: null,
	};
}

/** A copy that shares nothing that changes: records never do. */
export function copyElector(elector: Elector): Elector {
	return {...elector};
}

/** It is gone, and its disk holds nothing: when it starts again it is a stranger even to its own record. */
export function dieElector(elector: Elector): void {
	elector.incarnation++;
	elector.identity = identityOf(elector.name, elector.incarnation);
	elector.phase = 'stopped';
	elector.leading = false;
	elector.working = false;
	elector.observed = null;
	elector.observedHolder = '';
	elector.observedAtUs = 0;
	elector.observedRaw = null;
	elector.resourceVersion = 0;
	elector.fetched = null;
	elector.step = 'idle';
	elector.wanted = null;
	elector.reportedHolder = '';
	elector.lastFailure = null;
}

/** Does the record, as it knows it, name it? client-go's IsLeader, which is not the same as `leading`. */
export function isNamed(elector: Elector): boolean {
	return elector.observed !== null && elector.observedHolder === elector.identity;
}

/** How long the record is good for, by its own clock, counted from when it was seen to change; 0 or less: it has run out. */
export function validForUs(elector: Elector, localNow: Microseconds): Microseconds {
	return elector.observed === null ? 0 : elector.observedAtUs + seconds(elector.observed.durationS) - localNow;
}

/** Times are compared in whole seconds, since the record is compared as JSON, which holds no more (metav1.Time). */
export function isSameRecord(left: LeaseRecord | null, right: LeaseRecord): boolean {
	return left !== null
		&& left.holder === right.holder
		&& left.durationS === right.durationS
		&& left.transitions === right.transitions
		&& Math.floor(left.renewTimeUs / 1_000_000) === Math.floor(right.renewTimeUs / 1_000_000)
		&& Math.floor(left.acquireTimeUs / 1_000_000) === Math.floor(right.acquireTimeUs / 1_000_000);
}
