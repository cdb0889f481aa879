import type {Language, Text} from '../../model/language.js';
import type {Claimed} from '../../model/lesson-run.js';
import type {WrittenPrediction} from '../../model/lesson.js';
import {nearest} from '../../model/nearest.js';
import {scenarioNamed} from '../../simulation/scenarios/scenarios.js';
import {mayBothHold} from './may-both-hold.js';
import {notesOf} from './notes-of.js';
import {predict, type Predicted} from './predict.js';
import {isSound, type Finding} from './run-findings.js';
import {resultOf} from './run-result.js';

function keyFindings({options, claims}: WrittenPrediction): Finding[] {
	const there = Object.keys(claims);
	const absent = options.filter(option => !there.includes(option));
	return [
		...absent.map((option): Finding => [['claims'], {en: `the option ${option} claims nothing`, zh: `选项 ${option} 没有写出断言`}]),
		...there.filter(option => !options.includes(option)).map((option): Finding => {
			const near = nearest(option, absent);
			return [['claims', option], {
				en: `${option} is none of the options ${options.join(', ')}${near === undefined ? '' : `; did you mean ${near}?`}`,
				zh: `${option} 不在选项 ${options.join('、')} 之中${near === undefined ? '' : `；你是不是想写 ${near}？`}`,
			}];
		}),
	];
}

function measureFindings(measure: string, known: readonly string[], scenario: string): Finding[] {
	const near = nearest(measure, known);
	return known.includes(measure)
		? []
		: [[['measure'], {
			en: `${scenario} does not measure ${measure}; ${near === undefined ? `it measures ${known.length === 0 ? 'nothing' : known.join(', ')}` : `did you mean ${near}?`}`,
			zh: `${scenario} 不测量 ${measure}；${near === undefined ? `它测量${known.length === 0 ? '不了什么' : ` ${known.join('、')}`}` : `你是不是想写 ${near}？`}`,
		}]];
}

function figureFindings({of, atLeast, below}: Extract<Claimed, {kind: 'measure'}>, isMany: boolean): Finding[] {
	if (isMany && of === 'value') {
		return [[[], {en: 'of many runs the claim has to say which figure: of: min, p50, p90, p99 or max', zh: '多次运行时必须写明取哪个数：of: min、p50、p90、p99 或 max'}]];
	}

	if (!isMany && of !== 'value') {
		return [[['of'], {en: `${of} is a figure of many runs, and the run has no seeds; add seeds: [1, 40], or leave it out`, zh: `${of} 是多次运行的数，而 run 没有写 seeds；请加上 seeds: [1, 40]，或去掉它`}]];
	}

	if (atLeast === undefined && below === undefined) {
		return [[[], {en: 'it has no bound; add atLeast, below or both', zh: '没有界限；请加上 atLeast、below 或两者'}]];
	}

	return atLeast !== undefined && below !== undefined && atLeast >= below
		? [[['below'], {en: `below ${below} is not above atLeast ${atLeast}: no number is both`, zh: `below ${below} 不大于 atLeast ${atLeast}：没有数能同时满足`}]]
		: [];
}

function noteFindings(claim: Extract<Claimed, {kind: 'note' | 'order'}>, {run}: WrittenPrediction): Finding[] {
	const result = resultOf(run);
	if (result.kind !== 'one') {
		return [[[], {en: 'what is noted is asked of one run; take seeds out, or claim a measure', zh: '记录只能针对一次运行；请去掉 seeds，或改用测量值'}]];
	}

	const names = result.finished.run.chain.simulation.world.processes.map(({name}) => name);
	return notesOf(claim).flatMap(([{by}, within]): Finding[] => {
		if (by === undefined || names.includes(by)) {
			return [];
		}

		const near = nearest(by, names);
		return [[[...within, 'by'], {
			en: `there is no ${by} in ${run.scenario}; ${near === undefined ? `there are ${names.join(', ')}` : `did you mean ${near}?`}`,
			zh: `${run.scenario} 中没有 ${by}；${near === undefined ? `有 ${names.join('、')}` : `你是不是想写 ${near}？`}`,
		}]];
	});
}

function claimFindings(claim: Claimed, question: WrittenPrediction): Finding[] {
	const {run} = question;
	switch (claim.kind) {
		case 'measure':
		case 'never': {
			const unknown = measureFindings(claim.measure, scenarioNamed(run.scenario).measures, run.scenario);
			return unknown.length > 0 || claim.kind === 'never' ? unknown : figureFindings(claim, run.seeds !== undefined);
		}

		case 'note':
		case 'order': {
			return noteFindings(claim, question);
		}
	}
}

function overlapFindings({options, claims}: WrittenPrediction): Finding[] {
	return options.flatMap((option, index) => options.slice(0, index)
		.filter(before => mayBothHold(claims[before]!, claims[option]!))
		.map((before): Finding => [['claims', option], {
			en: `what ${option} claims overlaps with what ${before} claims: one figure could make both right`,
			zh: `${option} 的断言与 ${before} 的重叠：同一个数可能让两者都成立`,
		}]));
}

function foundWords({found}: Predicted, language: Language): string {
	const comma = language === 'en' ? ', ' : '，';
	return found.map(({measure, of, value}) => `${measure}${of === 'value' ? '' : ` ${of}`} = ${value ?? (language === 'en' ? 'never' : '没有发生')}`).join(comma);
}

/** Exactly one option is right, as the simulation has it. */
function keyProblem(question: WrittenPrediction): Finding[] {
	const predicted = predict(question);
	const {holding} = predicted;
	const found = foundWords(predicted, 'en') === '' ? {en: '', zh: ''} : {en: ` (${foundWords(predicted, 'en')})`, zh: `（${foundWords(predicted, 'zh')}）`};
	if (holding.length === 1) {
		return [];
	}

	return holding.length === 0
		? [[['claims'], {en: `no option is right: the simulation proves none of them${found.en}`, zh: `没有正确选项：模拟结果一个也不支持${found.zh}`}]]
		: [[['claims', holding[1]!], {en: `more than one option is right: the simulation proves ${holding.join(', ')}${found.en}`, zh: `正确选项不止一个：模拟结果支持 ${holding.join('、')}${found.zh}`}]];
}

/** What is wrong with a prediction beside its run and its words; an empty list: exactly one option is right. */
export function predictionFindings(question: WrittenPrediction): Finding[] {
	const {options, claims, run} = question;
	const keys = keyFindings(question);
	if (keys.length > 0 || !isSound(run)) {
		return keys;
	}

	const each = options.flatMap(option => claims[option]!.flatMap((claim, place) => claimFindings(claim, question)
		.map(([path, says]): Finding => [['claims', option, place, ...path], says])));
	const wrong = each.length > 0 ? each : overlapFindings(question);
	return wrong.length > 0 ? wrong : keyProblem(question);
}
