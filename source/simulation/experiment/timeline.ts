import type {Fault} from '../control-plane/fault.js';
import {copyWorld} from '../kernel/simulation.js';
import type {Microseconds} from '../kernel/time.js';
import type {World} from '../kernel/world.js';
import {advanceTo, scenarioNow, stepWithin, type Staged} from './driver.js';

/** Something that was noted, and when, on the scenario's clock. */
export type Entry<Note> = {readonly atUs: Microseconds; readonly process: number; readonly note: Note};

type Checkpoint<Message> = {readonly atUs: Microseconds; readonly world: World<Message>; readonly told: number; readonly faultsDone: number};

/** A run that can be moved along: every moment of it is reached again from a checkpoint, and is the same. */
export type Timeline<Message, Note> = {
	readonly staged: Staged<Message, Note>;
	readonly untilUs: Microseconds;
	/** What has been noted as far as the run has been computed; the first `told` of them lie up to the present. */
	readonly entries: Array<Entry<Note>>;
	told: number;
	readonly checkpoints: Array<Checkpoint<Message>>;
	/** How far the run has been computed; the present may lie before it. */
	farthestUs: Microseconds;
	/** The faults that a person made, in the order they were made; the others are staged. */
	made: readonly Fault[];
	readonly staging: readonly Fault[];
};

/** Events between checkpoints: few enough that a seek replays them within a frame. */
const eventsPerCheckpoint = 4000;

function checkpoint<Message, Note>(timeline: Timeline<Message, Note>): void {
	const {staged, told, checkpoints} = timeline;
	checkpoints.push({atUs: scenarioNow(staged), world: copyWorld(staged.simulation), told, faultsDone: staged.faultsDone});
}

/** A timeline that stands at the scenario's beginning. */
export function newTimeline<Message, Note>(staged: Staged<Message, Note>, untilUs: Microseconds): Timeline<Message, Note> {
	const timeline: Timeline<Message, Note> = {staged, untilUs, entries: [], told: 0, checkpoints: [], farthestUs: 0, made: [], staging: staged.faults};
	staged.simulation.watch.noted = (note, process) => {
		// Where the present lies in the past, what happens now has been noted before, and is the same.
		if (timeline.told === timeline.entries.length) {
			timeline.entries.push({atUs: scenarioNow(staged), process, note});
		}

		timeline.told++;
	};

	checkpoint(timeline);
	return timeline;
}

function restore<Message, Note>(timeline: Timeline<Message, Note>, from: Checkpoint<Message>): void {
	const {staged} = timeline;
	staged.simulation.world = copyWorld({world: from.world, behaviours: staged.simulation.behaviours});
	staged.faultsDone = from.faultsDone;
	timeline.told = from.told;
}

function forward<Message, Note>(timeline: Timeline<Message, Note>, toUs: Microseconds): void {
	const {staged, checkpoints} = timeline;
	while (stepWithin(staged, toUs)) {
		const last = checkpoints.at(-1)!;
		if (staged.simulation.world.steps - last.world.steps >= eventsPerCheckpoint && scenarioNow(staged) > last.atUs) {
			checkpoint(timeline);
		}
	}

	advanceTo(staged, toUs);
	timeline.farthestUs = Math.max(timeline.farthestUs, toUs);
}

/** Moves the present, forth or back. @param toUs Kept within the scenario. */
export function seek<Message, Note>(timeline: Timeline<Message, Note>, toUs: Microseconds): void {
	const target = Math.min(Math.max(Math.round(toUs), 0), timeline.untilUs);
	const now = scenarioNow(timeline.staged);
	const from = timeline.checkpoints.findLast(({atUs}) => atUs <= target)!;
	if (target < now || from.atUs > now) {
		restore(timeline, from);
	}

	forward(timeline, target);
}

/** To the next thing that is noted; to the end where nothing is noted any more. */
export function stepForward<Message, Note>(timeline: Timeline<Message, Note>): void {
	const {staged, told, untilUs} = timeline;
	while (timeline.told === told && stepWithin(staged, untilUs)) {
		// One event after the other until one of them is told.
	}

	// The present is a time, and so holds everything of its microsecond.
	forward(timeline, timeline.told > told ? scenarioNow(staged) : untilUs);
}

/** To the last thing that was noted before the present; to the beginning where there is none. */
export function stepBack<Message, Note>(timeline: Timeline<Message, Note>): void {
	const now = scenarioNow(timeline.staged);
	seek(timeline, timeline.entries.findLast(({atUs}) => atUs < now)?.atUs ?? 0);
}

function stage<Message, Note>(timeline: Timeline<Message, Note>, made: readonly Fault[]): void {
	timeline.made = made;
	// A stable sort: what a person made comes after what was staged for the same microsecond.
	timeline.staged.faults = [...timeline.staging, ...made].sort((left, right) => left.atUs - right.atUs);
}

function forget<Message, Note>(timeline: Timeline<Message, Note>, afterUs: Microseconds): void {
	const {checkpoints, entries} = timeline;
	while (checkpoints.length > 1 && checkpoints.at(-1)!.atUs >= afterUs) {
		checkpoints.pop();
	}

	timeline.farthestUs = afterUs;
	entries.length = Math.min(entries.length, checkpoints.at(-1)!.told);
}

/** Whether a deed done now would discard a future that has been seen: a person is asked before. */
export function discardsFuture<Message, Note>(timeline: Timeline<Message, Note>): boolean {
	return scenarioNow(timeline.staged) < timeline.farthestUs || timeline.made.some(({atUs}) => atUs > scenarioNow(timeline.staged));
}

/** Does something at the present moment. What a person had made for later is forgotten, and so is what had been computed of it. */
export function intervene<Message, Note>(timeline: Timeline<Message, Note>, fault: Fault): void {
	const now = scenarioNow(timeline.staged);
	const kept = timeline.made.filter(({atUs}) => atUs <= now);
	forget(timeline, now);
	stage(timeline, [...kept, {...fault, atUs: now}]);
	seekAnew(timeline, now);
}

/** Takes back the last thing a person did, and stands where it was done. False where there is none. */
export function undo<Message, Note>(timeline: Timeline<Message, Note>): boolean {
	const last = timeline.made.at(-1);
	if (last === undefined) {
		return false;
	}

	forget(timeline, last.atUs);
	stage(timeline, timeline.made.slice(0, -1));
	seekAnew(timeline, last.atUs);
	return true;
}

/** From a checkpoint, even where the present is the target: what is staged has changed. */
function seekAnew<Message, Note>(timeline: Timeline<Message, Note>, toUs: Microseconds): void {
	restore(timeline, timeline.checkpoints.at(-1)!);
	forward(timeline, toUs);
}
