import type {Microseconds} from '../kernel/time.js';

/**
What is written into a Lease (coordination.k8s.io/v1, as client-go's LeaderElectionRecord reads it). The times are the writer's
clock and nobody compares them with its own.
*/
export type LeaseRecord = {
	/** The holder's identity; empty: released. */
	readonly holder: string;
	/** Whole seconds. */
	readonly durationS: number;
	readonly acquireTimeUs: Microseconds;
	readonly renewTimeUs: Microseconds;
	/** How often the Lease went from one holder to another. */
	readonly transitions: number;
};

export type LeaseOperation
	= | {readonly kind: 'get'}
		| {readonly kind: 'create'; readonly record: LeaseRecord}
	/** Written only where the Lease still is at this version. */
		| {readonly kind: 'update'; readonly record: LeaseRecord; readonly resourceVersion: number};

export type LeaseError = 'not-found' | 'conflict' | 'exists' | 'unavailable' | 'timeout';

export type LeaseResult
	= | {readonly ok: true; readonly record: LeaseRecord; readonly resourceVersion: number}
		| {readonly ok: false; readonly error: LeaseError};

/** A request about the Lease of this name. */
export type LeaseRequest = {readonly kind: 'lease-request'; readonly requestId: number; readonly lease: string; readonly operation: LeaseOperation};

export type LeaseAnswer = {readonly kind: 'lease-answer'; readonly requestId: number; readonly result: LeaseResult};

export type LeaseMessage = LeaseRequest | LeaseAnswer;
