import {resultOf} from '../../course/predictions/run-result.js';
import type {Language} from '../../model/language.js';
import type {ShownRun} from '../../model/lesson-run.js';
import {milliseconds} from '../../simulation/kernel/time.js';
import type {Row} from '../span.js';
import {narration} from './narration.js';
import {narrationRows} from './narration-rows.js';

/**
What happens in a run that a lesson shows, told in sentences, or the part of it that the lesson means. The run is made now.
@throws UserError where its scenario, settings or faults are wrong.
*/
export function runStory(run: ShownRun, {language, width}: {readonly language: Language; readonly width: number}): Row[] {
	const result = resultOf(run);
	if (result.kind !== 'one') {
		throw result.kind === 'refused' ? result.error : new RangeError('one run was wanted');
	}

	const {run: {chain: {settings, places}, nameOf, untilUs}, entries} = result.finished;
	const names = {nameOf, serverName: (index: number) => nameOf(places.apiservers[index]!), tickMs: settings['etcd.heartbeatMs']};
	const {fromMs = 0, toMs = Number.POSITIVE_INFINITY} = run;
	const lines = narration(entries, names, {nowUs: untilUs}).filter(({atUs}) => atUs >= milliseconds(fromMs) && atUs <= toMs * 1000);
	return narrationRows(lines, language, width);
}

/** How many rows the story takes on a terminal of 80 columns. */
export function runStoryRows(run: ShownRun, language: Language): number {
	return runStory(run, {language, width: 76}).length;
}
