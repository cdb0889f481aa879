import type {PredictedRun, ShownRun} from '../../model/lesson-run.js';
import type {ScenarioOptions} from '../../simulation/scenarios/begin-scenario.js';

/** A run that a lesson shows or asks about. */
export type LessonRun = ShownRun | PredictedRun;

/** The seed where none is written, as in `simulate --run`. */
const usualSeed = 42;

/** The seeds of a run that is run many times; undefined where it is one. */
export function seedsOf(run: LessonRun): readonly [number, number] | undefined {
	return 'seeds' in run ? run.seeds : undefined;
}

/** How a lesson's run is begun; of many runs this is the first. */
export function optionsFor(run: LessonRun): ScenarioOptions {
	const {set, faults, untilMs, seed} = run;
	const seeds = seedsOf(run);
	// Many runs draw the moment of their faults, as those of `simulate --runs` do.
	return {seed: seeds?.[0] ?? seed ?? usualSeed, set, faults, untilMs: untilMs ?? null, spread: seeds !== undefined};
}
