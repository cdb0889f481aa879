import type {Text} from '../../model/language.js';
import {
	dueMs, leaders, type Candidate, type LeaseRecord, type LeaseState,
} from './lease-play.js';
import {secondsText, type Happening} from './timeline.js';

export type CandidateView = {
	readonly name: string;
	readonly role: Candidate['role'];
	readonly isFrozen: boolean;
	readonly isCut: boolean;
	/** Until its next renewal (leading) or look (standby); null where it does nothing. */
	readonly nextInMs: number | null;
	/** Standby: until the Lease as it saw it runs out, 0 where it has; null for the others and before its first look. */
	readonly expiresInMs: number | null;
	/** Leading: until it must stop by itself, as long as no renewal succeeds; null while they do. */
	readonly deadlineInMs: number | null;
};

export type LeaseView = {
	readonly nowMs: number;
	/** The Lease as `kubectl get lease` shows it. */
	readonly lease: LeaseRecord & {readonly ageMs: number};
	readonly candidates: readonly CandidateView[];
	/** Who acts as leader: none while the others wait; two only after a freeze. */
	readonly leaders: readonly string[];
	readonly gapMs: number | null;
	readonly lastGapMs: number | null;
	readonly writes: LeaseState['writes'];
	readonly happenings: readonly Happening[];
	readonly sentences: readonly Text[];
};

function sentencesOf(state: LeaseState, acting: readonly string[], gapMs: number | null): Text[] {
	const now: Text = acting.length > 1
		? {en: `${acting.join(' and ')} act as leader at the same time: a Lease does not fence.`, zh: `${acting.join(' 和 ')} 同时以 Leader 身份行事：Lease 不提供隔离（fencing）。`}
		: (gapMs === null
			? {en: `${acting.join('')} leads.`, zh: `${acting.join('')} 是 Leader。`}
			: {
				en: `Nobody has led for ${secondsText(gapMs)}: nothing is scheduled or repaired, and what runs runs on.`,
				zh: `已经 ${secondsText(gapMs)} 没有 Leader：没有调度和修复，但正在运行的照常运行。`,
			});
	return state.lastGapMs === null || gapMs !== null
		? [now]
		: [now, {
			en: `The last change of the leader left ${secondsText(state.lastGapMs)} without one.`,
			zh: `上一次换 Leader 中间空了 ${secondsText(state.lastGapMs)}。`,
		}];
}

function candidateView(state: LeaseState, candidate: Candidate): CandidateView {
	const {nowMs, play} = state;
	const {name, role, isFrozen, isCut, failingSinceMs, seenAtMs, seenVersion} = candidate;
	const dueAtMs = dueMs(candidate);
	return {
		name,
		role,
		isFrozen,
		isCut,
		nextInMs: Number.isFinite(dueAtMs) ? Math.max(0, dueAtMs - nowMs) : null,
		expiresInMs: role === 'standby' && seenVersion > 0 ? Math.max(0, seenAtMs + play.durationMs - nowMs) : null,
		deadlineInMs: failingSinceMs === null ? null : Math.max(0, failingSinceMs + play.renewDeadlineMs - nowMs),
	};
}

/** What the time line shows. */
export function leaseView(state: LeaseState): LeaseView {
	const {nowMs, lease, withoutSinceMs, lastGapMs, writes, happenings} = state;
	const acting = leaders(state).map(({name}) => name);
	const gapMs = withoutSinceMs === null ? null : nowMs - withoutSinceMs;
	return {
		nowMs,
		lease: {...lease, ageMs: nowMs - lease.writtenAtMs},
		candidates: state.candidates.map(candidate => candidateView(state, candidate)),
		leaders: acting,
		gapMs,
		lastGapMs,
		writes,
		happenings,
		sentences: sentencesOf(state, acting, gapMs),
	};
}
