import type {Language} from '../model/language.js';
import type {Prediction, Question} from '../model/lesson.js';
import {prediction as words} from './messages/prediction.js';
import {measureWords, simulateWords} from './messages/simulate.js';
import {runCommand} from './run-command.js';
import {span, type Row} from './span.js';
import {wrapRow, wrapText} from './wrap.js';

type PageOptions = {readonly language: Language; readonly width: number};

function isMeasure(name: string): name is keyof typeof measureWords {
	return Object.hasOwn(measureWords, name);
}

function valueText(measure: string, value: number | null, language: Language): string {
	return value === null ? simulateWords.never[language] : (measure.endsWith('Ms') ? `${value} ms` : String(value));
}

/** What the simulation gave, the command that gives it again, and a blank row; nothing for other questions. */
export function simulatedRows(question: Question, {language, width}: PageOptions): Row[] {
	if (question.type !== 'predict') {
		return [];
	}

	return [
		...question.found.flatMap(({measure, of, value}) => wrapRow([
			span(`${figureName(question, of, language)}  `, 'dim'),
			span(valueText(measure, value, language), 'strong'),
			span(isMeasure(measure) ? `  ${measureWords[measure][language]}` : `  ${measure}`, 'dim'),
		], width, 2)),
		...wrapText(words.seeIt[language], width, 'dim'),
		...wrapRow([span('  '), span(runCommand(question.run), 'code')], width, 4),
		[],
	];
}

function figureName({run: {seeds}}: Prediction, of: Prediction['found'][number]['of'], language: Language): string {
	return seeds === undefined ? words.simulated[language] : words.simulatedOften(seeds[1] - seeds[0] + 1, words.figures[of][language])[language];
}
