import type {Language} from '../../../model/language.js';
import type {Row} from '../../../present/span.js';
import {newStory, forgetStory, storyLines, type Story} from '../../../present/simulation/story.js';
import type {NarrationLine} from '../../../present/simulation/narration-line.js';
import {leaveTrail, slowedFlights, type Flight, type Trails} from '../../../present/simulation/picture/flights.js';
import {tellingOf} from '../../../present/simulation/told.js';
import type {Fault} from '../../../simulation/control-plane/fault.js';
import type {ChainMessage} from '../../../simulation/control-plane/messages.js';
import type {ChainNote} from '../../../simulation/control-plane/notes.js';
import {readFault} from '../../../simulation/control-plane/read-fault.js';
import {refuseUnknownTargets} from '../../../simulation/control-plane/resolve-target.js';
import {scenarioNow} from '../../../simulation/experiment/driver.js';
import {writeShareCode} from '../../../simulation/experiment/share-code.js';
import {computedUs, discardsFuture, intervene, lookAhead, newTimeline, seek, stepBack, stepForward, undo, type Timeline} from '../../../simulation/experiment/timeline.js';
import type {Microseconds} from '../../../simulation/kernel/time.js';
import {beginScenario, type ScenarioOptions, type ScenarioRun} from '../../../simulation/scenarios/begin-scenario.js';
import type {Scenario} from '../../../simulation/scenarios/scenario.js';
import type {Command, Moment} from './simulate-reducer.js';

/** A run that is looked at: the one thing of this screen that changes in place, and only by the functions here. */
export type Session = {
	readonly scenario: Scenario;
	readonly options: ScenarioOptions;
	readonly run: ScenarioRun;
	readonly timeline: Timeline<ChainMessage, ChainNote>;
	readonly story: Story;
	/** What arrived lately. */
	readonly trails: Trails;
	/** Of the time that was to go by in the last frames, how much did: 1 where the machine keeps up. */
	pace: number;
	/** Simulated time that was left over below a microsecond. */
	remainder: number;
	/** The story as it was wrapped last, which takes longer than anything else of a frame. */
	wrapped: {readonly lines: readonly NarrationLine[]; readonly back: number; readonly language: Language; readonly width: number; readonly rows: readonly Row[]} | null;
};

/** A moment as faults write it, to the microsecond. */
function timeText(atUs: Microseconds): string {
	return `${atUs / 1_000_000}s`;
}

/** The deed at a moment. @throws UserError (exit 2) where it is none, or nobody here is meant. */
function faultAt(run: ScenarioRun, deed: string, atUs: Microseconds): Fault {
	const fault = readFault(`${timeText(atUs)} ${deed}`);
	refuseUnknownTargets(run.chain, fault);
	return fault;
}

/**
Opens a scenario at its beginning.
@param made What was done by hand in the run that is told again, with its times.
@throws UserError (exit 2) for options and deeds that are wrong.
*/
export function openSession(scenario: Scenario, options: ScenarioOptions, made: readonly string[] = []): Session {
	const run = beginScenario(scenario, options);
	const faults = made.map(text => readFault(text));
	for (const fault of faults) {
		refuseUnknownTargets(run.chain, fault);
	}

	const timeline = newTimeline(run.staged, run.untilUs, faults);
	const {settings, places} = run.chain;
	const names = {nameOf: run.nameOf, serverName: (index: number) => run.nameOf(places.apiservers[index]!), tickMs: settings['etcd.heartbeatMs']};
	const session: Session = {scenario, options, run, timeline, story: newStory(names), trails: new Map(), pace: 1, remainder: 0, wrapped: null};
	run.staged.simulation.watch.happened = event => {
		leaveTrail(session.trails, event);
	};

	return session;
}

/** Where the run stands, for the reducer. */
export function momentOf({timeline, pace}: Session): Moment {
	const nowUs = scenarioNow(timeline.staged);
	return {
		nowUs,
		untilUs: timeline.untilUs,
		seenUs: timeline.farthestUs,
		discards: discardsFuture(timeline),
		made: timeline.made.map(({text}) => text),
		pace,
	};
}

/** A frame's time goes by in this many pieces: after each one it is asked whether there is time for another. */
const pieces = 16;

/** How fast the pace follows what happens: some half a second. */
const inertia = 0.93;

/**
Lets simulated time go by.
@param isLate Whether there is no time left to compute more in this frame.
*/
export function advance(session: Session, byUs: number, isLate: () => boolean): Moment {
	const {timeline} = session;
	const from = scenarioNow(timeline.staged);
	const wanted = byUs + session.remainder;
	const target = Math.min(from + Math.floor(wanted), timeline.untilUs);
	session.remainder = wanted - Math.floor(wanted);
	// What is known already is a short way from a checkpoint, however far away it is.
	const pieceUs = computedUs(timeline) >= target ? target - from : Math.max(1000, Math.ceil((target - from) / pieces));
	let at = from;
	while (at < target) {
		at = Math.min(target, at + pieceUs);
		seek(timeline, at);
		if (isLate()) {
			break;
		}
	}

	session.pace = (session.pace * inertia) + ((target === from ? 1 : (at - from) / (target - from)) * (1 - inertia));
	return momentOf(session);
}

/** Events that are computed ahead between two looks at the clock: well under a millisecond. */
const aheadEvents = 100;

/** Computes what comes, so that it is there when somebody seeks. @returns Whether something is left to compute. */
export function prepare(session: Session, isLate: () => boolean): boolean {
	let isMore = true;
	while (isMore && !isLate()) {
		isMore = lookAhead(session.timeline, aheadEvents);
	}

	return isMore;
}

function isTold(note: ChainNote): boolean {
	return tellingOf(note) === 'always';
}

/** Does what a key asked for. */
export function perform(session: Session, command: Exclude<Command, {readonly kind: 'restart'}>): Moment {
	const {timeline, run} = session;
	session.pace = 1;
	session.remainder = 0;
	switch (command.kind) {
		case 'step-forward': {
			stepForward(timeline, isTold);
			break;
		}

		case 'step-back': {
			stepBack(timeline, isTold);
			break;
		}

		case 'seek': {
			seek(timeline, command.toUs);
			break;
		}

		case 'do': {
			intervene(timeline, faultAt(run, command.deed, scenarioNow(timeline.staged)));
			forgetStory(session.story);
			break;
		}

		case 'undo': {
			undo(timeline);
			forgetStory(session.story);
			break;
		}
	}

	// What moved on the way there did not move before anybody's eyes.
	session.trails.clear();
	return momentOf(session);
}

/** What is told up to the present. */
export function linesOf({story, timeline}: Session, {isMoving}: {readonly isMoving: boolean}): readonly NarrationLine[] {
	return storyLines(story, timeline.entries, {told: timeline.told, nowUs: scenarioNow(timeline.staged), isMoving});
}

/** How long a message is drawn on its way at least, in wall time: some six frames. */
const leastFlightMs = 200;

/** Messages on their way: those of this very moment where the clock stands, and slowed down to be seen where it runs. */
export function flightsOf({run, trails}: Session, {isMoving, speed}: {readonly isMoving: boolean; readonly speed: number}): Flight[] {
	return slowedFlights(run.staged.simulation.world, trails, isMoving ? leastFlightMs * 1000 * speed : 0);
}

/** The run as one word. */
export function shareCodeOf({scenario, options: {seed, set, faults, untilMs}, timeline}: Session): string {
	return writeShareCode({scenario: scenario.id, seed, set, faults, untilMs, made: timeline.made.map(({text}) => text)});
}
