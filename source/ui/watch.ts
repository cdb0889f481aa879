import {optionsFor, type LessonRun} from '../course/predictions/run-options.js';
import type {ScreenProps} from './world.js';

/** Opens a lesson's run in the simulator, at its beginning. */
export function watch(run: LessonRun | undefined, go: ScreenProps['go']): void {
	if (run) {
		go({screen: 'simulate', scenario: run.scenario, options: optionsFor(run)});
	}
}
