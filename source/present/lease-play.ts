import {startLease, stepLease, type LeaseAction, type LeasePlay, type LeaseState} from '../course/plays/lease-play.js';
import {leaseView, type LeaseView} from '../course/plays/lease-view.js';
import type {Language, Text} from '../model/language.js';
import {displayWidth} from '../model/display-width.js';
import {padText} from './fit-row.js';
import {play as words} from './messages/play.js';
import {span, type Row} from './span.js';
import {secondsOf, timeLineRows, type Clock, type TimeLineOptions, type TimeLineRow} from './time-line.js';
import {wrapRow, wrapText} from './wrap.js';

type CandidateOfView = LeaseView['candidates'][number];

/** What a candidate waits for. */
function waitsFor({role, isCut, nextInMs, expiresInMs, deadlineInMs}: CandidateOfView): Text {
	const next = secondsOf(nextInMs ?? 0);
	if (role === 'leading') {
		return deadlineInMs === null ? words.renews(next) : words.mustStop(secondsOf(deadlineInMs));
	}

	if (isCut) {
		return words.cutOff;
	}

	if (expiresInMs === null) {
		return words.looks(next);
	}

	return expiresInMs > 0 ? words.runsOut(secondsOf(expiresInMs)) : words.mayTake(next);
}

function candidateLine(candidate: CandidateOfView, {durationMs, renewDeadlineMs, retryPeriodMs}: LeasePlay, language: Language): TimeLineRow {
	const {name, role, isFrozen, nextInMs, expiresInMs, deadlineInMs} = candidate;
	const shared = {name, note: '', state: words[role][language]};
	if (role === 'gone') {
		return {...shared, sign: '✗', tone: 'bad', says: words.silent[language], waited: undefined};
	}

	if (isFrozen) {
		return {...shared, sign: '■', tone: 'warn', says: words.frozen[language], waited: undefined};
	}

	const says = waitsFor(candidate)[language];
	if (role === 'leading') {
		const waited = deadlineInMs === null ? 1 - ((nextInMs ?? 0) / retryPeriodMs) : 1 - (deadlineInMs / renewDeadlineMs);
		return {...shared, sign: '●', tone: deadlineInMs === null ? 'good' : 'warn', says, waited};
	}

	return {...shared, sign: '○', tone: 'plain', says, waited: expiresInMs === null ? undefined : 1 - (expiresInMs / durationMs)};
}

/** The candidates with what each waits for, the Lease as the API shows it, and what happened last. */
export function leaseRows(state: LeaseState, clock: Omit<Clock, 'nowMs' | 'beside'>, options: TimeLineOptions): Row[] {
	const view = leaseView(state);
	const {nowMs, lease, candidates} = view;
	const beside = words.lease(lease.holder, secondsOf(lease.ageMs))[options.language];
	return timeLineRows({...clock, nowMs, beside}, candidates.map(candidate => candidateLine(candidate, state.play, options.language)), view, options);
}

/** How long nobody leads when the leader is stopped `afterMs` after a renewal, and who leads then. */
function takeover(play: LeasePlay, type: Exclude<LeaseAction['type'], 'tick'>, afterMs: number): {gapMs: number; leader: string} | undefined {
	const settled = stepLease(startLease(play), {type: 'tick', elapsedMs: (play.retryPeriodMs * 5) + afterMs});
	let state = stepLease(settled, {type, candidate: 'cp-1'});
	// Small steps up to the first takeover: later ones are another story.
	for (let steps = 0; steps < 600; steps++) {
		state = stepLease(state, {type: 'tick', elapsedMs: 100});
		const {lastGapMs, leaders} = leaseView(state);
		if (lastGapMs !== null && leaders.length > 0) {
			return {gapMs: lastGapMs, leader: leaders.join('')};
		}
	}

	return undefined;
}

/** The same as text: the leader stopped in five ways, and what the model answers. */
export function leaseTextRows(play: LeasePlay, language: Language, width: number): Row[] {
	const early = play.retryPeriodMs / 20;
	const late = play.retryPeriodMs - early;
	const ways = [
		{label: words.crashedAfter(secondsOf(early)), type: 'crash', afterMs: early},
		{label: words.crashedAfter(secondsOf(late)), type: 'crash', afterMs: late},
		{label: words.stoppedAfter(secondsOf(early)), type: 'stop', afterMs: early},
		{label: words.stoppedAfter(secondsOf(late)), type: 'stop', afterMs: late},
		{label: words.cutAfter(secondsOf(early)), type: 'cut', afterMs: early},
	] as const;
	const labelWidth = Math.max(...ways.map(({label}) => displayWidth(label[language])));
	return [
		...wrapText(words.leaderWays[language], width),
		...ways.flatMap(({label, type, afterMs}) => {
			const taken = takeover(play, type, afterMs);
			const result = taken ? words.leads(taken.leader, secondsOf(taken.gapMs)) : words.nobodyTookOver;
			return wrapRow([span(`  ${padText(label[language], labelWidth)}  `), span(result[language], 'strong')], width, 4);
		}),
	];
}
