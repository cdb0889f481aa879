import {startVrrp, stepVrrp, type VrrpPlay, type VrrpState} from '../course/plays/vrrp-play.js';
import {vrrpView, type VrrpView} from '../course/plays/vrrp-view.js';
import type {Language} from '../model/language.js';
import {displayWidth} from '../model/display-width.js';
import {padText} from './fit-row.js';
import {play as words} from './messages/play.js';
import {span, type Row} from './span.js';
import {secondsOf, timeLineRows, type Clock, type TimeLineOptions, type TimeLineRow} from './time-line.js';
import {wrapRow, wrapText} from './wrap.js';

function routerLine(router: VrrpView['routers'][number], advertMs: number, language: Language): TimeLineRow {
	const {name, priority, state, isCut, remainingMs, downIntervalMs} = router;
	const shared = {name, note: String(priority), state};
	if (state === 'DOWN' || remainingMs === null) {
		return {...shared, sign: '✗', tone: 'bad', says: words.silent[language], waited: undefined};
	}

	const isHolder = state === 'MASTER';
	const time = secondsOf(remainingMs);
	const waits = isCut
		? (isHolder ? words.cutAdvert(time) : words.cutTakesOver(time))
		: (isHolder ? words.nextAdvert(time) : words.takesOver(time));
	return {
		...shared,
		sign: isHolder ? '●' : '○',
		tone: isHolder ? 'good' : 'plain',
		says: waits[language],
		waited: 1 - (remainingMs / (isHolder ? advertMs : downIntervalMs)),
	};
}

/** The routers with their countdowns, who holds the VIP, and what happened last. */
export function vrrpRows(state: VrrpState, clock: Omit<Clock, 'nowMs'>, options: TimeLineOptions): Row[] {
	const view = vrrpView(state);
	return timeLineRows({...clock, nowMs: view.nowMs}, view.routers.map(router => routerLine(router, state.advertMs, options.language)), view, options);
}

/** How long the VIP is gone when its holder is stopped `afterMs` after an advert, and who takes it. */
function takeover(play: VrrpPlay, type: 'kill' | 'terminate', afterMs: number): {gapMs: number; holder: string} | undefined {
	const holder = 'cp-1';
	const stopped = stepVrrp(stepVrrp(startVrrp(play), {type: 'tick', elapsedMs: afterMs}), {type, router: holder});
	const later = vrrpView(stepVrrp(stopped, {type: 'tick', elapsedMs: play.advertMs * 5}));
	return later.lastGapMs === null ? undefined : {gapMs: later.lastGapMs, holder: later.holders.join('')};
}

/** The same as text: the holder stopped at four moments, and what the model answers. */
export function vrrpTextRows(play: VrrpPlay, language: Language, width: number): Row[] {
	const early = play.advertMs / 10;
	const late = play.advertMs - early;
	const ways = [
		{label: words.killedAfter(secondsOf(early)), type: 'kill', afterMs: early},
		{label: words.killedAfter(secondsOf(late)), type: 'kill', afterMs: late},
		{label: words.terminatedAfter(secondsOf(early)), type: 'terminate', afterMs: early},
		{label: words.terminatedAfter(secondsOf(late)), type: 'terminate', afterMs: late},
	] as const;
	const labelWidth = Math.max(...ways.map(({label}) => displayWidth(label[language])));
	return [
		...wrapText(words.ways[language], width),
		...ways.flatMap(({label, type, afterMs}) => {
			const taken = takeover(play, type, afterMs);
			const result = taken ? words.tookOver(taken.holder, secondsOf(taken.gapMs)) : words.nobodyTookOver;
			return wrapRow([span(`  ${padText(label[language], labelWidth)}  `), span(result[language], 'strong')], width, 4);
		}),
	];
}
