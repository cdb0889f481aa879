import type {Text} from '../../model/language.js';
import {secondsText, type Happening} from './timeline.js';
import {
	downIntervalMs, dueMs, skewMs, type RouterState, type VrrpState,
} from './vrrp-play.js';

export type RouterView = {
	readonly name: string;
	readonly priority: number;
	readonly state: RouterState;
	readonly isCut: boolean;
	readonly skewMs: number;
	/** 3 x interval + skew. */
	readonly downIntervalMs: number;
	/** BACKUP: until it would take over; MASTER: until its next advert; DOWN: null. */
	readonly remainingMs: number | null;
};

export type VrrpView = {
	readonly nowMs: number;
	readonly routers: readonly RouterView[];
	/** Who holds the VIP: two where the network is cut, none while the backups wait. */
	readonly holders: readonly string[];
	/** How long clients have been without the VIP; null while they have it. */
	readonly gapMs: number | null;
	readonly lastGapMs: number | null;
	readonly adverts: VrrpState['adverts'];
	readonly happenings: readonly Happening[];
	readonly sentences: readonly Text[];
};

function sentencesOf(state: VrrpState, holders: readonly string[], gapMs: number | null): Text[] {
	if (holders.length > 1) {
		return [{
			en: `${holders.slice(0, -1).join(', ')} and ${holders.at(-1)!} ${holders.length === 2 ? 'both' : 'all'} hold the VIP: nobody counts, so nobody knows better.`,
			zh: `${holders.slice(0, -1).join('、')} 和 ${holders.at(-1)!} 都持有 VIP：没有人数票，所以谁也不知道对方的存在。`,
		}];
	}

	if (gapMs !== null) {
		const next = state.routers.filter(({state: at, isCut}) => at === 'BACKUP' && !isCut).sort((a, b) => a.downAtMs - b.downAtMs)[0];
		return [next === undefined
			? {en: 'Nobody is left to take the VIP.', zh: '没有机器可以接管 VIP 了。'}
			: {
				en: `No VIP for ${secondsText(gapMs)}; ${next.name} takes it in ${secondsText(next.downAtMs - state.nowMs)}.`,
				zh: `VIP 已中断 ${secondsText(gapMs)}；${next.name} 将在 ${secondsText(next.downAtMs - state.nowMs)} 后接管。`,
			}];
	}

	const held: Text = {en: `${holders.join('')} holds the VIP.`, zh: `${holders.join('')} 持有 VIP。`};
	return state.lastGapMs === null
		? [held]
		: [held, {
			en: `The last takeover left clients without it for ${secondsText(state.lastGapMs)}.`,
			zh: `上一次接管让客户端中断了 ${secondsText(state.lastGapMs)}。`,
		}];
}

/** What the time line shows. */
export function vrrpView(state: VrrpState): VrrpView {
	const {advertMs, nowMs, routers, withoutSinceMs, lastGapMs, adverts, happenings} = state;
	const holders = routers.filter(router => router.state === 'MASTER').map(({name}) => name);
	const gapMs = withoutSinceMs === null ? null : nowMs - withoutSinceMs;
	return {
		nowMs,
		routers: routers.map(router => ({
			name: router.name,
			priority: router.priority,
			state: router.state,
			isCut: router.isCut,
			skewMs: skewMs(router.priority, advertMs),
			downIntervalMs: downIntervalMs(router.priority, advertMs),
			remainingMs: router.state === 'DOWN' ? null : dueMs(router) - nowMs,
		})),
		holders,
		gapMs,
		lastGapMs,
		adverts,
		happenings,
		sentences: sentencesOf(state, holders, gapMs),
	};
}
