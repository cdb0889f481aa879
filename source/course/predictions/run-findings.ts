import type {Text} from '../../model/language.js';
import {nearest} from '../../model/nearest.js';
import {UserError} from '../../model/user-error.js';
import {readFault} from '../../simulation/control-plane/read-fault.js';
import {readSettings} from '../../simulation/control-plane/read-settings.js';
import {defaultSettings} from '../../simulation/control-plane/settings.js';
import {scenarios} from '../../simulation/scenarios/scenarios.js';
import {seedsOf, type LessonRun} from './run-options.js';
import {resultOf} from './run-result.js';

/** What is wrong with a part of a lesson, and where in it. */
export type Finding = readonly [path: readonly PropertyKey[], says: Text];

/** The check runs every seed each time; what needs more of them is no question for a lesson. */
const mostSeeds = 200;

function told({says, fix}: UserError): Text {
	return {en: [says.en, fix?.en].filter(Boolean).join(' '), zh: [says.zh, fix?.zh].filter(Boolean).join('')};
}

/** What a function refuses, in words. */
function refusal(act: () => unknown): Text | undefined {
	try {
		act();
	} catch (error) {
		if (error instanceof UserError) {
			return told(error);
		}

		throw error;
	}

	return undefined;
}

function unknownScenario(id: string): Finding {
	const near = nearest(id, scenarios.map(scenario => scenario.id));
	return [['scenario'], {
		en: `there is no scenario ${id}${near === undefined ? '; `k8s-ha-tutor simulate list` shows them all' : `; did you mean ${near}?`}`,
		zh: `没有场景 ${id}${near === undefined ? '；`k8s-ha-tutor simulate list` 会列出全部场景' : `；你是不是想写 ${near}？`}`,
	}];
}

function seedFindings(run: LessonRun): Finding[] {
	const seeds = seedsOf(run);
	if (seeds === undefined) {
		return [];
	}

	const [from, to] = seeds;
	if (run.seed !== undefined) {
		return [[['seeds'], {en: 'seed and seeds cannot both stand here: one run, or many', zh: 'seed 和 seeds 不能同时写：要么一次，要么多次'}]];
	}

	if (from > to) {
		return [[['seeds'], {en: `the first seed ${from} is above the last, ${to}`, zh: `第一个种子 ${from} 大于最后一个 ${to}`}]];
	}

	return to - from < mostSeeds
		? []
		: [[['seeds'], {en: `${to - from + 1} seeds; at most ${mostSeeds}, for the check runs them all each time`, zh: `有 ${to - from + 1} 个种子；最多 ${mostSeeds} 个，因为每次检查都要全部运行`}]];
}

/** What is wrong with a run, whatever is asked about it. */
export function runFindings(run: LessonRun): Finding[] {
	const scenario = scenarios.find(({id}) => id === run.scenario);
	if (scenario === undefined) {
		return [unknownScenario(run.scenario)];
	}

	const {set, faults, fromMs, toMs} = run;
	const base = {...defaultSettings, ...scenario.settings};
	const wrong = (key: string, each: readonly string[], read: (text: string) => unknown) => each.flatMap((text, index): Finding[] => {
		const says = refusal(() => read(text));
		return says === undefined ? [] : [[[key, index], says]];
	});
	const own: Finding[] = [
		...wrong('set', set, text => readSettings(base, [text])),
		...wrong('faults', faults, text => readFault(text)),
		...(fromMs !== undefined && toMs !== undefined && fromMs > toMs
			? [[['toMs'], {en: `toMs ${toMs} lies before fromMs ${fromMs}`, zh: `toMs ${toMs} 早于 fromMs ${fromMs}`}] satisfies Finding]
			: []),
		...seedFindings(run),
	];
	if (own.length > 0) {
		return own;
	}

	// Names of machines and settings that clash are known only once everything stands.
	const result = resultOf(run);
	const place = faults.length > 0 ? ['faults'] : (set.length > 0 ? ['set'] : []);
	return result.kind === 'refused' ? [[place, told(result.error)]] : [];
}

/** Whether a run can be run; what is asked of one that cannot is not looked at. */
export function isSound(run: LessonRun): boolean {
	return runFindings(run).length === 0;
}
