import type {Text} from '../../model/language.js';
import type {Play} from '../../model/lesson.js';
import {
	happened, tickMs, type Happening,
} from './timeline.js';

export type VrrpPlay = Extract<Play, {model: 'vrrp'}>;

/** The states as keepalived writes them; RFC 9568 says Active and Backup. */
export type RouterState = 'MASTER' | 'BACKUP' | 'DOWN';

export type Router = {
	readonly name: string;
	readonly priority: number;
	readonly state: RouterState;
	/** Cut off from all others, but running. */
	readonly isCut: boolean;
	/** When it sends its next advert; only as MASTER. */
	readonly advertAtMs: number;
	/** When its down timer fires; only as BACKUP. */
	readonly downAtMs: number;
};

export type VrrpState = {
	readonly advertMs: number;
	readonly nowMs: number;
	readonly routers: readonly Router[];
	/** Adverts that were sent lately, for drawing. */
	readonly adverts: ReadonlyArray<{readonly atMs: number; readonly from: string}>;
	/** Since when nobody holds the VIP that clients can reach; null while somebody does. */
	readonly withoutSinceMs: number | null;
	/** How long the last takeover left clients without the VIP. */
	readonly lastGapMs: number | null;
	readonly happenings: readonly Happening[];
};

export type VrrpAction
	= | {readonly type: 'tick'; readonly elapsedMs: number}
		/** `kill -9`: silence. */
		| {readonly type: 'kill'; readonly router: string}
		/** SIGTERM: a last advert with priority 0. */
		| {readonly type: 'terminate'; readonly router: string}
		| {readonly type: 'revive'; readonly router: string}
		/** The wire between this router and all others is cut. */
		| {readonly type: 'cut'; readonly router: string}
		| {readonly type: 'heal'; readonly router: string};

/** How many intervals of adverts are kept for drawing. */
const shownIntervals = 10;

/** Skew_Time of VRRPv3: (256 - priority) x interval / 256 (RFC 9568 §6.1). Exact: a division by a power of two. */
export function skewMs(priority: number, advertMs: number): number {
	return (256 - priority) * advertMs / 256;
}

/** Active_Down_Interval: 3 x interval + skew (RFC 9568 §6.1): how long a backup waits after the last advert it heard. */
export function downIntervalMs(priority: number, advertMs: number): number {
	return (3 * advertMs) + skewMs(priority, advertMs);
}

/** The group a moment after the holder's advert: the first has the VIP, the others have just heard it. */
export function startVrrp({priorities, advertMs}: VrrpPlay): VrrpState {
	return {
		advertMs,
		nowMs: 0,
		routers: priorities.map((priority, index) => ({
			name: `cp-${index + 1}`,
			priority,
			state: index === 0 ? 'MASTER' : 'BACKUP',
			isCut: false,
			advertAtMs: advertMs,
			downAtMs: downIntervalMs(priority, advertMs),
		})),
		adverts: [{atMs: 0, from: 'cp-1'}],
		withoutSinceMs: null,
		lastGapMs: null,
		happenings: [],
	};
}

function changed(state: VrrpState, router: string, change: Partial<Router>): VrrpState {
	return {...state, routers: state.routers.map(each => each.name === router ? {...each, ...change} : each)};
}

function tell(state: VrrpState, says: Text): VrrpState {
	return {...state, happenings: happened(state.happenings, state.nowMs, says)};
}

/** Keeps count of the time in which no client reaches the VIP. A router that is cut off holds it for nobody. */
function watched(state: VrrpState): VrrpState {
	const isHeld = state.routers.some(({state: at, isCut}) => at === 'MASTER' && !isCut);
	if (isHeld === (state.withoutSinceMs === null)) {
		return state;
	}

	return isHeld
		? {...state, lastGapMs: state.nowMs - state.withoutSinceMs!, withoutSinceMs: null}
		: {...state, withoutSinceMs: state.nowMs};
}

function hears(listener: Router, sender: Router): boolean {
	return listener.name !== sender.name && listener.state !== 'DOWN' && !listener.isCut && !sender.isCut;
}

/** An advert as each of the others takes it (RFC 9568 §6.4.2 and §6.4.3). */
function sendAdvert(state: VrrpState, sender: Router): VrrpState {
	const {advertMs, nowMs} = state;
	let after: VrrpState = {
		...changed(state, sender.name, {advertAtMs: nowMs + advertMs}),
		adverts: [...state.adverts.filter(({atMs}) => atMs > nowMs - (shownIntervals * advertMs)), {atMs: nowMs, from: sender.name}],
	};
	for (const listener of state.routers.filter(router => hears(router, sender))) {
		// Of a lower priority nothing is taken over: a backup lets its timer run on (it preempts), a master goes on.
		if (sender.priority < listener.priority) {
			continue;
		}

		after = changed(after, listener.name, {state: 'BACKUP', downAtMs: nowMs + downIntervalMs(listener.priority, advertMs)});
		if (listener.state === 'MASTER') {
			after = tell(after, {
				en: `${listener.name} hears the higher priority of ${sender.name} and yields.`,
				zh: `${listener.name} 听到 ${sender.name} 的更高优先级，让出 VIP。`,
			});
		}
	}

	// A master that hears a lower one advertises at once, and so the lower one yields (RFC 9568 §6.4.3).
	const higher = state.routers.find(router => hears(router, sender) && router.state === 'MASTER' && router.priority > sender.priority);
	return higher === undefined ? after : sendAdvert(after, higher);
}

function takeOver(state: VrrpState, router: Router): VrrpState {
	const after = tell(changed(state, router.name, {state: 'MASTER'}), {
		en: `${router.name} (${router.priority}) waited long enough and becomes MASTER.`,
		zh: `${router.name}（${router.priority}）等够了时间，成为 MASTER。`,
	});
	return watched(sendAdvert(after, after.routers.find(({name}) => name === router.name)!));
}

/** When something next happens to a router by itself; never for one that is down. */
export function dueMs(router: Router): number {
	return router.state === 'MASTER' ? router.advertAtMs : (router.state === 'BACKUP' ? router.downAtMs : Number.POSITIVE_INFINITY);
}

function tick(state: VrrpState, elapsedMs: number): VrrpState {
	const endMs = state.nowMs + tickMs(elapsedMs);
	let now = state;
	for (;;) {
		// Of two at the same moment the higher priority goes first; it stands first in the list.
		const next = [...now.routers].sort((a, b) => dueMs(a) - dueMs(b))[0]!;
		if (dueMs(next) > endMs) {
			return {...now, nowMs: endMs};
		}

		now = {...now, nowMs: dueMs(next)};
		now = next.state === 'MASTER' ? sendAdvert(now, next) : takeOver(now, next);
	}
}

/** SIGTERM: as MASTER a last advert with priority 0, after which each backup waits only its skew (RFC 9568 §6.4.2). */
function terminate(state: VrrpState, router: Router): VrrpState {
	const {advertMs, nowMs} = state;
	const after = changed(state, router.name, {state: 'DOWN'});
	if (router.state !== 'MASTER') {
		return tell(after, {en: `${router.name} stops. The VIP stays where it is.`, zh: `${router.name} 停止。VIP 留在原处。`});
	}

	const told = state.routers.filter(listener => hears(listener, router) && listener.state === 'BACKUP');
	let warned = after;
	for (const {name, priority} of told) {
		warned = changed(warned, name, {downAtMs: nowMs + skewMs(priority, advertMs)});
	}

	return tell(warned, told.length === 0
		? {
			en: `${router.name} says goodbye, and nobody hears it.`,
			zh: `${router.name} 告别了，但没有人听到。`,
		}
		: {
			en: `${router.name} says goodbye with priority 0: the others wait only their skew.`,
			zh: `${router.name} 用优先级 0 告别：其他机器只等偏移时间。`,
		});
}

/** One action, or some time that goes by. The same state and action give the same result. */
export function stepVrrp(state: VrrpState, action: VrrpAction): VrrpState {
	if (action.type === 'tick') {
		return tick(state, action.elapsedMs);
	}

	const router = state.routers.find(({name}) => name === action.router);
	if (router === undefined || (router.state === 'DOWN') !== (action.type === 'revive')) {
		return state;
	}

	switch (action.type) {
		case 'kill': {
			return watched(tell(changed(state, router.name, {state: 'DOWN'}), router.state === 'MASTER'
				? {en: `${router.name} is killed: its adverts stop, and nobody is told.`, zh: `${router.name} 被强杀：通告中断，没有人收到通知。`}
				: {en: `${router.name} is killed. The VIP stays where it is.`, zh: `${router.name} 被强杀。VIP 留在原处。`}));
		}

		case 'terminate': {
			return watched(terminate(state, router));
		}

		case 'revive': {
			const back = changed(state, router.name, {state: 'BACKUP', isCut: false, downAtMs: state.nowMs + downIntervalMs(router.priority, state.advertMs)});
			return tell(back, {
				en: `${router.name} is back, as BACKUP: it listens first.`,
				zh: `${router.name} 恢复为 BACKUP：先听一段时间。`,
			});
		}

		case 'cut': {
			return watched(tell(changed(state, router.name, {isCut: true}), {
				en: `${router.name} is cut off. It runs on and hears nobody.`,
				zh: `${router.name} 被网络隔开。它还在运行，但听不到任何人。`,
			}));
		}

		case 'heal': {
			return watched(tell(changed(state, router.name, {isCut: false}), {
				en: `${router.name} is connected again; the next advert settles who holds the VIP.`,
				zh: `${router.name} 重新连上；下一个通告会决定谁持有 VIP。`,
			}));
		}
	}
}
