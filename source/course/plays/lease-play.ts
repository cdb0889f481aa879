import type {Text} from '../../model/language.js';
import type {Play} from '../../model/lesson.js';
import {draw} from './jitter.js';
import {
	happened, secondsText, tickMs, type Happening,
} from './timeline.js';

export type LeasePlay = Extract<Play, {model: 'lease'}>;

/** The Lease object as everybody can read it through the API. */
export type LeaseRecord = {
	/** Empty once it was released. */
	readonly holder: string;
	/** Grows with every write. */
	readonly version: number;
	readonly writtenAtMs: number;
	/** How often it changed hands. */
	readonly transitions: number;
};

export type Candidate = {
	readonly name: string;
	/** `leading`: acts as the leader. `standby`: waits. `gone`: the process does not run. */
	readonly role: 'leading' | 'standby' | 'gone';
	/** The process stands still (a pause of the machine); it does not notice. */
	readonly isFrozen: boolean;
	/** It reaches no apiserver. */
	readonly isCut: boolean;
	/** What it last saw of the Lease, and when, on its own clock. */
	readonly seenVersion: number;
	readonly seenHolder: string;
	readonly seenAtMs: number;
	/** Its next look at the Lease, or as leader its next renewal. */
	readonly nextAtMs: number;
	/** When the renewal that is going on began to fail; null while all is well. */
	readonly failingSinceMs: number | null;
	/** A process that starts again is somebody else: the identity is the host name and a new uuid. */
	readonly run: number;
};

export type LeaseState = {
	readonly play: LeasePlay;
	readonly nowMs: number;
	readonly lease: LeaseRecord;
	readonly candidates: readonly Candidate[];
	readonly seed: number;
	/** Since when nobody leads; null while somebody does. */
	readonly withoutSinceMs: number | null;
	readonly lastGapMs: number | null;
	/** Renewals and takeovers that were written lately, for drawing. */
	readonly writes: ReadonlyArray<{readonly atMs: number; readonly by: string}>;
	readonly happenings: readonly Happening[];
};

export type LeaseAction
	= | {readonly type: 'tick'; readonly elapsedMs: number}
		/** The process dies: nothing more is written. */
		| {readonly type: 'crash'; readonly candidate: string}
		/** SIGTERM with ReleaseOnCancel: the Lease is emptied first. */
		| {readonly type: 'stop'; readonly candidate: string}
		| {readonly type: 'freeze'; readonly candidate: string}
		| {readonly type: 'thaw'; readonly candidate: string}
		| {readonly type: 'cut'; readonly candidate: string}
		| {readonly type: 'heal'; readonly candidate: string}
		| {readonly type: 'revive'; readonly candidate: string};

/** Candidates look every retryPeriod x (1 to 2.2): client-go, leaderelection.go, acquire and its JitterFactor. */
const jitterFactor = 1.2;

/** Writes are kept this long for drawing. */
const shownMs = 60_000;

function identity({name, run}: Candidate): string {
	return run === 1 ? name : `${name} (${run})`;
}

/** A group in its everyday state: the first leads and has just renewed, the others look at times of their own. */
export function startLease(play: LeasePlay, seed = 1): LeaseState {
	let next = seed;
	const candidates = Array.from({length: play.candidates}, (_, index): Candidate => {
		const drawn = draw(next);
		next = drawn.next;
		const firstLookMs = play.retryPeriodMs * (1 + jitterFactor) * drawn.value;
		return {
			name: `cp-${index + 1}`,
			role: index === 0 ? 'leading' : 'standby',
			isFrozen: false,
			isCut: false,
			seenVersion: index === 0 ? 1 : 0,
			seenHolder: 'cp-1',
			seenAtMs: 0,
			nextAtMs: index === 0 ? play.retryPeriodMs : firstLookMs,
			failingSinceMs: null,
			run: 1,
		};
	});
	return {
		play,
		nowMs: 0,
		lease: {holder: 'cp-1', version: 1, writtenAtMs: 0, transitions: 0},
		candidates,
		seed: next,
		withoutSinceMs: null,
		lastGapMs: null,
		writes: [{atMs: 0, by: 'cp-1'}],
		happenings: [],
	};
}

function changed(state: LeaseState, name: string, change: Partial<Candidate>): LeaseState {
	return {...state, candidates: state.candidates.map(each => each.name === name ? {...each, ...change} : each)};
}

function tell(state: LeaseState, says: Text): LeaseState {
	return {...state, happenings: happened(state.happenings, state.nowMs, says)};
}

/** Who acts as the leader at this moment. A frozen process does nothing at all. */
export function leaders({candidates}: LeaseState): Candidate[] {
	return candidates.filter(({role, isFrozen}) => role === 'leading' && !isFrozen);
}

function watched(state: LeaseState): LeaseState {
	const isLed = leaders(state).length > 0;
	if (isLed === (state.withoutSinceMs === null)) {
		return state;
	}

	return isLed
		? {...state, lastGapMs: state.nowMs - state.withoutSinceMs!, withoutSinceMs: null}
		: {...state, withoutSinceMs: state.nowMs};
}

/** The next look of a standby: after retryPeriod x (1 + rand x 1.2). */
function lookAgain(state: LeaseState, candidate: Candidate): LeaseState {
	const {value, next} = draw(state.seed);
	return changed({...state, seed: next}, candidate.name, {nextAtMs: state.nowMs + (state.play.retryPeriodMs * (1 + (jitterFactor * value)))});
}

function write(state: LeaseState, candidate: Candidate, holder: string): LeaseState {
	const {lease, nowMs} = state;
	const version = lease.version + 1;
	const after: LeaseState = {
		...state,
		lease: {holder, version, writtenAtMs: nowMs, transitions: lease.transitions + (holder === '' || holder === lease.holder ? 0 : 1)},
		writes: [...state.writes.filter(({atMs}) => atMs > nowMs - shownMs), {atMs: nowMs, by: candidate.name}],
	};
	return changed(after, candidate.name, {seenVersion: version, seenHolder: holder, seenAtMs: nowMs, failingSinceMs: null});
}

/** Whether the Lease as this one saw it has run out: only the time since its own last observation counts. */
function hasExpired({play: {durationMs}, nowMs}: LeaseState, {seenAtMs}: Candidate): boolean {
	return seenAtMs + durationMs <= nowMs;
}

/** A standby looks at the Lease, and takes it where it is empty or has not changed for the whole duration. */
function look(state: LeaseState, candidate: Candidate): LeaseState {
	const again = lookAgain(state, candidate);
	if (candidate.isCut) {
		return again;
	}

	const {lease, nowMs, play} = state;
	const isNew = lease.version !== candidate.seenVersion;
	const seen = isNew ? {seenVersion: lease.version, seenHolder: lease.holder, seenAtMs: nowMs} : {};
	const mayTake = lease.holder === '' || (!isNew && hasExpired(state, candidate));
	if (!mayTake) {
		return changed(again, candidate.name, seen);
	}

	const taken = changed(write(state, candidate, identity(candidate)), candidate.name, {role: 'leading', nextAtMs: nowMs + play.retryPeriodMs});
	return tell(taken, lease.holder === ''
		? {en: `${candidate.name} finds the Lease released and takes it.`, zh: `${candidate.name} 发现 Lease 已释放，接手。`}
		: {
			en: `${candidate.name} has seen no change for ${secondsText(nowMs - candidate.seenAtMs)}: the Lease has run out, and it takes over.`,
			zh: `${candidate.name} 已经 ${secondsText(nowMs - candidate.seenAtMs)} 没看到变化：租约到期，由它接手。`,
		});
}

/** A leader that may lead no longer ends its process; the kubelet starts it again, as somebody new. */
function giveUp(state: LeaseState, candidate: Candidate, says: Text): LeaseState {
	const restarted = changed(state, candidate.name, {role: 'standby', failingSinceMs: null, run: candidate.run + 1, seenVersion: 0, seenAtMs: state.nowMs});
	return tell(lookAgain(restarted, candidate), says);
}

/** The leader renews, or goes on trying until renewDeadline has gone by (client-go, renew). */
function renew(state: LeaseState, candidate: Candidate): LeaseState {
	const {play: {retryPeriodMs, renewDeadlineMs}, lease, nowMs} = state;
	if (!candidate.isCut && lease.holder === identity(candidate)) {
		return changed(write(state, candidate, lease.holder), candidate.name, {nextAtMs: nowMs + retryPeriodMs});
	}

	if (!candidate.isCut) {
		return giveUp(state, candidate, {
			en: `${candidate.name} finds ${lease.holder === '' ? 'an empty Lease' : lease.holder} where it stood itself, stops and starts again as a standby. What it did in the meantime, nothing undoes: there is no fencing.`,
			zh: `${candidate.name} 发现 Lease 的持有者是 ${lease.holder === '' ? '空的' : lease.holder}，停止并作为备用重新启动。期间它做过的事无法撤回：这里没有隔离（fencing）。`,
		});
	}

	const failingSinceMs = candidate.failingSinceMs ?? nowMs;
	const deadlineMs = failingSinceMs + renewDeadlineMs;
	if (nowMs >= deadlineMs) {
		return giveUp(state, candidate, {
			en: `${candidate.name} could not renew for ${secondsText(renewDeadlineMs)} and stops leading by itself.`,
			zh: `${candidate.name} 在 ${secondsText(renewDeadlineMs)} 内续约都失败，自己停止领导。`,
		});
	}

	return changed(state, candidate.name, {failingSinceMs, nextAtMs: Math.min(nowMs + retryPeriodMs, deadlineMs)});
}

/** When a candidate next does something by itself; never for one that is gone or frozen. */
export function dueMs({role, isFrozen, nextAtMs}: Candidate): number {
	return role === 'gone' || isFrozen ? Number.POSITIVE_INFINITY : nextAtMs;
}

function tick(state: LeaseState, elapsedMs: number): LeaseState {
	const endMs = state.nowMs + tickMs(elapsedMs);
	let now = state;
	for (;;) {
		const next = [...now.candidates].sort((a, b) => dueMs(a) - dueMs(b))[0]!;
		if (dueMs(next) > endMs) {
			return {...now, nowMs: endMs};
		}

		now = {...now, nowMs: Math.max(now.nowMs, dueMs(next))};
		now = watched(next.role === 'leading' ? renew(now, next) : look(now, next));
	}
}

function endProcess(state: LeaseState, candidate: Candidate, isPolite: boolean): LeaseState {
	const {name} = candidate;
	const holds = candidate.role === 'leading' && state.lease.holder === identity(candidate);
	const released = isPolite && holds && !candidate.isCut && !candidate.isFrozen;
	const gone = changed(released ? write(state, candidate, '') : state, name, {role: 'gone', isFrozen: false, failingSinceMs: null});
	if (!holds) {
		return tell(gone, {en: `${name} is gone. It did not lead, so nothing changes.`, zh: `${name} 没了。它不是 Leader，什么都不变。`});
	}

	return tell(gone, released
		? {en: `${name} says goodbye: it empties the Lease, and the next look of any standby takes it.`, zh: `${name} 告别：清空 Lease，下一个来看的备用就会接手。`}
		: {en: `${name} is gone and its Lease stays: the others wait until it runs out.`, zh: `${name} 没了，Lease 还留着：其他候选者要等它到期。`});
}

function wakingWords(state: LeaseState, {name, role}: Candidate): Text {
	if (role !== 'leading') {
		return {en: `${name} wakes up.`, zh: `${name} 醒来。`};
	}

	const [other] = leaders(state);
	return other === undefined
		? {en: `${name} wakes up and still believes that it leads.`, zh: `${name} 醒来，还以为自己是 Leader。`}
		: {
			en: `${name} wakes up and still believes that it leads: until it looks at the Lease, it and ${other.name} both do.`,
			zh: `${name} 醒来，还以为自己是 Leader：在它去看 Lease 之前，它和 ${other.name} 都在领导。`,
		};
}

/** One action, or some time that goes by. The same state and action give the same result. */
export function stepLease(state: LeaseState, action: LeaseAction): LeaseState {
	if (action.type === 'tick') {
		return tick(state, action.elapsedMs);
	}

	const candidate = state.candidates.find(({name}) => name === action.candidate);
	if (candidate === undefined || (candidate.role === 'gone') !== (action.type === 'revive')) {
		return state;
	}

	const {name} = candidate;
	switch (action.type) {
		case 'crash':
		case 'stop': {
			return watched(endProcess(state, candidate, action.type === 'stop'));
		}

		case 'freeze': {
			return watched(tell(changed(state, name, {isFrozen: true}), {
				en: `${name} stands still and does not notice.`,
				zh: `${name} 停住了，自己并不知道。`,
			}));
		}

		case 'thaw': {
			// Its timers ran out long ago: it goes on where it was, and looks at the Lease only then.
			const awake = changed(state, name, {isFrozen: false, nextAtMs: Math.max(candidate.nextAtMs, state.nowMs)});
			return watched(tell(awake, wakingWords(state, candidate)));
		}

		case 'cut': {
			return tell(changed(state, name, {isCut: true}), {
				en: `${name} reaches no apiserver any more.`,
				zh: `${name} 连不上任何 apiserver 了。`,
			});
		}

		case 'heal': {
			return tell(changed(state, name, {isCut: false}), {en: `${name} reaches the apiserver again.`, zh: `${name} 又能连上 apiserver。`});
		}

		case 'revive': {
			const started = changed(state, name, {role: 'standby', isCut: false, run: candidate.run + 1, seenVersion: 0, seenAtMs: state.nowMs, nextAtMs: state.nowMs});
			return tell(started, {
				en: `${name} starts again, under a new identity: even its own old Lease it must wait out.`,
				zh: `${name} 以新的身份重新启动：连它自己留下的旧租约也要等到期。`,
			});
		}
	}
}
