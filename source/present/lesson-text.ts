import type {Language} from '../model/language.js';
import type {ShownRun} from '../model/lesson-run.js';
import type {Lesson, LessonStep, Question} from '../model/lesson.js';
import {sourceRows, proseWidth, stepRows, stepWords} from './lesson-page.js';
import {inlineSpans, markupRows} from './markup.js';
import {lesson as words} from './messages/lesson.js';
import {prediction} from './messages/prediction.js';
import {playTextRows} from './play-text.js';
import {runCommand} from './run-command.js';
import {span, type Row} from './span.js';
import {spineRow} from './spine.js';
import {wrapRow, wrapText} from './wrap.js';

type PageOptions = {readonly language: Language; readonly width: number};

/** How the story of a run is told; who hands it in has loaded the simulator. */
export type RunStory = (run: ShownRun, options: PageOptions) => readonly Row[];

type TextOptions = PageOptions & {readonly runStory: RunStory};

/** A question without its answer: the prompt, the options by letter, and where to answer. */
function askedRows(lesson: Lesson, question: Question, {language, width}: TextOptions): Row[] {
	const said = lesson.words[language].questions[question.id]!;
	const options = question.type === 'number'
		? wrapText(words.numberWanted(question.unit)[language], width, 'dim')
		: question.options.flatMap((id, index) => wrapRow([span(`  ${'abcdef'[index]!}  `, 'key'), ...inlineSpans(said.options?.[id] ?? id)], width, 5));
	return [
		[span(words.question[language], 'title')],
		[],
		...markupRows(said.prompt, width),
		[],
		...options,
		...(question.type === 'several' ? wrapText(words.severalWanted[language], width, 'dim') : []),
		...(question.type === 'predict' ? wrapText(prediction.predict[language], width, 'dim') : []),
		[],
		...wrapRow([span(words.takeQuiz(lesson.structure.id)[language], 'dim')], width),
	];
}

function stepTextRows(lesson: Lesson, step: LessonStep, options: TextOptions): Row[] {
	const {language, width} = options;
	const read = stepWords(lesson, step.id, language);
	const page = read ? stepRows(read, width) : [];
	if (step.kind === 'ask') {
		const question = lesson.structure.questions.find(({id}) => id === step.question)!;
		return [...page, ...(page.length > 0 ? [[]] : []), ...askedRows(lesson, question, options)];
	}

	if (step.kind === 'simulate') {
		return [...page, [], ...wrapRow([span('$ ', 'dim'), span(runCommand(step.run), 'code')], width, 4), ...options.runStory(step.run, options)];
	}

	return step.kind === 'play' ? [...page, [], ...playTextRows(step.play, language, width)] : page;
}

/**
A whole lesson as linear text: every step after the other, boards as worked tables, questions without their answers, the
sources at the end.
@param width columns; prose is never wider than is good to read.
@param runStory Tells the runs of its `simulate` steps.
*/
export function lessonText(lesson: Lesson, language: Language, width: number, runStory: RunStory = () => []): Row[] {
	const prose = proseWidth(width);
	const options = {language, width: prose, runStory};
	const {structure} = lesson;
	const {title, summary} = lesson.words[language];
	return [
		...wrapText(title, prose, 'title'),
		...wrapText(summary, prose),
		...(structure.id === 'components' ? [] : [[], ...wrapRow(spineRow(structure.id, language), prose)]),
		...structure.steps.flatMap((step, index): Row[] => [
			[],
			[span(`── ${words.stepOf(index + 1, structure.steps.length)[language]} ──`, 'dim')],
			[],
			...stepTextRows(lesson, step, options),
		]),
		[],
		...sourceRows(structure, Object.keys(structure.sources), language, prose),
	];
}
