import {seedsOf, type LessonRun} from '../course/predictions/run-options.js';

/** A word of a command line as a shell wants it. */
function shellWord(word: string): string {
	return /^[\w.=,%+\-]+$/v.test(word) ? word : `"${word}"`;
}

/** The command that runs what a lesson shows or asks about. */
export function runCommand(run: LessonRun): string {
	const {scenario, set, faults, untilMs} = run;
	const seeds = seedsOf(run);
	return [
		'k8s-ha-tutor',
		'simulate',
		scenario,
		...set.flatMap(each => ['--set', each]),
		...faults.flatMap(each => ['--fault', each]),
		...(untilMs === undefined ? [] : ['--until', `${untilMs}ms`]),
		...(seeds === undefined ? ['--run', ...(run.seed === undefined || run.seed === 42 ? [] : ['--seed', String(run.seed)])] : ['--runs', String(seeds[1] - seeds[0] + 1), '--seed', String(seeds[0])]),
	].map(word => shellWord(word)).join(' ');
}
