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
	/** A run that goes on ahead of the present, so that a seek into the future finds checkpoints there; null: none has begun. */
	ahead: Head<Message> | null;
};

/** Where a run stands. */
type Head<Message> = {world: World<Message>; told: number; faultsDone: number};

/** Events between checkpoints: few enough that a seek replays them within a frame. */
const eventsPerCheckpoint = 1000;

function checkpoint<Message, Note>(timeline: Timeline<Message, Note>): void {
	const {staged, told, checkpoints} = timeline;
	checkpoints.push({atUs: scenarioNow(staged), world: copyWorld(staged.simulation), told, faultsDone: staged.faultsDone});
}

function checkpointWhereDue<Message, Note>(timeline: Timeline<Message, Note>): void {
	const {staged, checkpoints} = timeline;
	const last = checkpoints.at(-1)!;
	if (staged.simulation.world.steps - last.world.steps >= eventsPerCheckpoint && scenarioNow(staged) > last.atUs) {
		checkpoint(timeline);
	}
}

/** A timeline that stands at the scenario's beginning. @param made What a person did in a run that is told again, in its order. */
export function newTimeline<Message, Note>(staged: Staged<Message, Note>, untilUs: Microseconds, made: readonly Fault[] = []): Timeline<Message, Note> {
	const timeline: Timeline<Message, Note> = {staged, untilUs, entries: [], told: 0, checkpoints: [], farthestUs: 0, made: [], staging: staged.faults, ahead: null};
	stage(timeline, made);
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
	const {staged} = timeline;
	while (stepWithin(staged, toUs)) {
		checkpointWhereDue(timeline);
	}

	advanceTo(staged, toUs);
	timeline.farthestUs = Math.max(timeline.farthestUs, toUs);
}

/** Where the run ahead goes on: where it was left, unless the present has overtaken it. */
function headOf<Message, Note>(timeline: Timeline<Message, Note>): Head<Message> {
	const {ahead, checkpoints, staged} = timeline;
	const {simulation, faultsDone} = staged;
	const {now} = simulation.world;
	if (ahead !== null && ahead.world.now >= now) {
		return ahead;
	}

	const last = checkpoints.at(-1)!;
	const from = last.world.now >= now ? last : {world: simulation.world, told: timeline.told, faultsDone};
	return {world: copyWorld({world: from.world, behaviours: simulation.behaviours}), told: from.told, faultsDone: from.faultsDone};
}

/**
Computes some of what will happen, without moving the present: what is noted is known before it is told, and a seek there takes no
longer than one back. Nobody who looks on hears of it.
@param events How many events at most.
@returns Whether something is left to compute.
*/
export function lookAhead<Message, Note>(timeline: Timeline<Message, Note>, events: number): boolean {
	const {staged, told, untilUs} = timeline;
	const {simulation, faultsDone} = staged;
	const {world, watch} = simulation;
	const head = headOf(timeline);
	simulation.world = head.world;
	simulation.watch = watch.noted ? {noted: watch.noted} : {};
	staged.faultsDone = head.faultsDone;
	timeline.told = head.told;
	let isMore = true;
	for (let count = 0; isMore && count < events; count++) {
		isMore = stepWithin(staged, untilUs);
		checkpointWhereDue(timeline);
	}

	timeline.ahead = {world: simulation.world, told: timeline.told, faultsDone: staged.faultsDone};
	simulation.world = world;
	simulation.watch = watch;
	staged.faultsDone = faultsDone;
	timeline.told = told;
	return isMore;
}

/** How far the run has been computed, seen or not: a seek up to there replays from a checkpoint. */
export function computedUs<Message, Note>({farthestUs, ahead, staged: {startUs}}: Timeline<Message, Note>): Microseconds {
	return ahead === null ? farthestUs : Math.max(farthestUs, ahead.world.now - startUs);
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

/** To the next thing that is noted and wanted; to the end where there is none any more. */
export function stepForward<Message, Note>(timeline: Timeline<Message, Note>, isWanted: (note: Note) => boolean = () => true): void {
	const {staged, entries, untilUs} = timeline;
	let looked = timeline.told;
	while (looked < entries.length && !isWanted(entries[looked]!.note)) {
		looked++;
	}

	if (looked < entries.length) {
		seek(timeline, entries[looked]!.atUs);
		return;
	}

	let isFound = false;
	while (!isFound && stepWithin(staged, untilUs)) {
		checkpointWhereDue(timeline);
		for (; looked < timeline.told; looked++) {
			isFound ||= isWanted(entries[looked]!.note);
		}
	}

	// The present is a time, and so holds everything of its microsecond.
	forward(timeline, isFound ? scenarioNow(staged) : untilUs);
}

/** To the last thing before the present that was noted and is wanted; to the beginning where there is none. */
export function stepBack<Message, Note>(timeline: Timeline<Message, Note>, isWanted: (note: Note) => boolean = () => true): void {
	const now = scenarioNow(timeline.staged);
	seek(timeline, timeline.entries.findLast(({atUs, note}) => atUs < now && isWanted(note))?.atUs ?? 0);
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
	timeline.ahead = null;
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
