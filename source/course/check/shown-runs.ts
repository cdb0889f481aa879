import type {Language} from '../../model/language.js';
import type {ShownRun} from '../../model/lesson-run.js';
import {isSound} from '../predictions/run-findings.js';
import {problemAt, type Rule} from './rule.js';

export type RunLimits = {
	/** How many rows the story of a run takes at 80 columns; what shows it knows, so it is handed in. */
	readonly runRows?: ((run: ShownRun, language: Language) => number) | undefined;
};

/** More is no page any more, but a log. */
const mostRows = 24;

/** What a step shows of a run is something, and short enough to be read. */
export function shownRuns({runRows}: RunLimits): Rule {
	return ({structure}) => structure.value.steps.flatMap((step, index) => {
		if (runRows === undefined || step.kind !== 'simulate' || !isSound(step.run)) {
			return [];
		}

		const path = ['steps', index, 'run'];
		const rows = Math.max(runRows(step.run, 'en'), runRows(step.run, 'zh'));
		if (rows === 0) {
			return [problemAt(structure, path, {en: `${step.id}: nothing is told of this part of the run; widen fromMs and toMs`, zh: `${step.id}：这一段没有可讲的内容；请放宽 fromMs 和 toMs`})];
		}

		return rows <= mostRows
			? []
			: [problemAt(structure, path, {
				en: `${step.id}: the story of this run takes more than ${mostRows} rows; show a part of it with fromMs and toMs`,
				zh: `${step.id}：这次运行的叙述超过 ${mostRows} 行；请用 fromMs 和 toMs 只显示一段`,
			})];
	});
}
