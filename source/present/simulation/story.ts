import type {Microseconds} from '../../simulation/kernel/time.js';
import {narration} from './narration.js';
import type {NarrationNames} from './narration-context.js';
import type {ChainEntry, NarrationLine} from './narration-line.js';
import {tellingOf} from './told.js';

type Placed = {readonly index: number; readonly entry: ChainEntry};

/** Entries of one sort, in their order. */
type Shelf = {readonly kept: Placed[]; waiting: Placed[]; failedUs: Microseconds};

/**
A narration that follows a run which moves: notes come by the thousand, and few of them are told. It reads each once, and keeps what
a narration is made of; probes that succeed matter only around those that fail.
*/
export type Story = {
	readonly names: NarrationNames;
	readonly notes: Placed[];
	readonly probes: Readonly<Record<'api-probe' | 'write-probe', Shelf>>;
	/** Who has become the leader, and not committed anything yet. */
	readonly elected: Set<number>;
	read: number;
	lines: readonly NarrationLine[];
	/** What the lines were made of. */
	madeOf: readonly [notes: number, probes: number, nowUs: Microseconds];
	/** How often the lines have been asked for since they were made. */
	age: number;
};

export function newStory(names: NarrationNames): Story {
	const shelf = (): Shelf => ({kept: [], waiting: [], failedUs: Number.NEGATIVE_INFINITY});
	return {names, notes: [], probes: {'api-probe': shelf(), 'write-probe': shelf()}, elected: new Set(), read: 0, lines: [], madeOf: [0, 0, -1], age: 0};
}

/** A probe is known a second after it was sent at the latest; what is further than this from every failure is no part of an outage. */
const aroundUs = 2_500_000;

function keepProbe(shelf: Shelf, placed: Placed, ok: boolean): void {
	const {atUs} = placed.entry;
	if (!ok) {
		shelf.kept.push(...shelf.waiting, placed);
		shelf.waiting = [];
		shelf.failedUs = atUs;
	} else if (atUs - shelf.failedUs <= aroundUs) {
		shelf.kept.push(placed);
	} else {
		shelf.waiting.push(placed);
		if (shelf.waiting.length > 256) {
			shelf.waiting = shelf.waiting.filter(({entry}) => atUs - entry.atUs <= aroundUs);
		}
	}
}

/**
Whether a narration may want it: what comes before or after decides how some notes are told. Commits come by the thousand, and of
those only a new leader's first is ever told.
*/
function matters({elected}: Story, {process, note}: ChainEntry): boolean {
	if (note.kind === 'raft-became-leader') {
		elected.add(process);
	}

	return note.kind === 'raft-committed' ? note.role === 'leader' && elected.delete(process) : tellingOf(note) !== 'never';
}

function readOn(story: Story, entries: readonly ChainEntry[], told: number): void {
	for (; story.read < told; story.read++) {
		const entry = entries[story.read]!;
		const {note} = entry;
		if (note.kind === 'api-probe' || note.kind === 'write-probe') {
			keepProbe(story.probes[note.kind], {index: story.read, entry}, note.ok);
		} else if (matters(story, entry)) {
			story.notes.push({index: story.read, entry});
		}
	}
}

/** How many of these lie before that place. */
function countBefore(placed: readonly Placed[], index: number): number {
	let low = 0;
	let high = placed.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if (placed[middle]!.index < index) {
			low = middle + 1;
		} else {
			high = middle;
		}
	}

	return low;
}

/** What has been read is not true any more: somebody changed the past. */
export function forgetStory(story: Story): void {
	Object.assign(story, newStory(story.names));
}

/** A lasting outage grows with every moment: while a run moves it is told anew only so often. */
const oldestAge = 8;

/**
The lines up to the present. As long as nothing new is to be told they are the same array.
@param told How many of the entries lie up to the present.
@param isMoving Whether the next frame follows at once.
*/
export function storyLines(story: Story, entries: readonly ChainEntry[], {told, nowUs, isMoving}: {readonly told: number; readonly nowUs: Microseconds; readonly isMoving: boolean}): readonly NarrationLine[] {
	readOn(story, entries, told);
	const shelves = Object.values(story.probes);
	const notes = countBefore(story.notes, told);
	const probes = shelves.map(({kept}) => countBefore(kept, told));
	const probeCount = probes.reduce((sum, count) => sum + count, 0);
	const [notesBefore, probesBefore, nowBefore] = story.madeOf;
	story.age++;
	const isSame = notes === notesBefore && probeCount === probesBefore && (probeCount === 0 || nowUs === nowBefore);
	if (!isSame && (notes !== notesBefore || !isMoving || story.age >= oldestAge)) {
		const known = [...story.notes.slice(0, notes), ...shelves.flatMap(({kept}, index) => kept.slice(0, probes[index]))].map(({entry}) => entry);
		story.lines = narration(known, story.names, {nowUs});
		story.madeOf = [notes, probeCount, nowUs];
		story.age = 0;
	}

	return story.lines;
}
