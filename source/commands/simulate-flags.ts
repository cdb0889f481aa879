import type {ScenarioOptions} from '../simulation/scenarios/begin-scenario.js';
import {readSpan} from '../simulation/control-plane/read-fault.js';
import {inMilliseconds} from '../simulation/kernel/time.js';
import {UserError} from '../model/user-error.js';
import {simulateWords as words} from '../present/messages/simulate.js';

/** What `simulate <scenario>` may be given. */
export type SimulateFlags = {
	readonly run?: boolean;
	readonly seed?: number;
	readonly until?: string;
	readonly fault?: readonly string[];
	readonly set?: readonly string[];
	readonly runs?: number;
	readonly shard?: string;
	readonly threads?: number;
};

/** The seed of one run where none is given. */
export const usualSeed = 42;

/** The first of many. */
export const firstSeed = 1;

function readUntil(text: string): number {
	const span = readSpan(text.normalize('NFKC').trim());
	if (span === undefined || span === 0) {
		throw new UserError(words.badUntil(text));
	}

	return inMilliseconds(span);
}

/**
The options of a run, but for its seed.
@throws UserError (exit 2) for a bad `--until`; `--set` and `--fault` are read where the run begins.
*/
export function optionsOf({until, fault = [], set = []}: SimulateFlags, {spread}: {readonly spread: boolean}): Omit<ScenarioOptions, 'seed'> {
	return {set, faults: fault, untilMs: until === undefined ? null : readUntil(until), spread};
}

/** What was given besides the scenario's own, as words of a command line. */
export function givenWords({until, fault = [], set = []}: SimulateFlags): readonly string[] {
	return [
		...(until === undefined ? [] : ['--until', until]),
		...set.flatMap(each => ['--set', each]),
		...fault.flatMap(each => ['--fault', each]),
	];
}

/** The same, one text for each, as shards compare it. */
export function givenTexts(flags: SimulateFlags): readonly string[] {
	const words = givenWords(flags);
	return words.flatMap((word, index) => index % 2 === 0 ? [`${word} ${words[index + 1]!}`] : []);
}
