import type {LessonWords, Question, QuestionWords} from '../../model/lesson.js';
import {nearest} from '../../model/nearest.js';
import type {Problem} from '../../model/problem.js';
import type {Located, LocatedLesson} from '../load-lesson.js';
import {languagesOf, own, problemAt} from './rule.js';

/** The keys that need an explanation of their own: every option, or every wrong number as written in lesson.yaml. */
export function whyKeys(question: Question): string[] {
	return question.type === 'number' ? question.wrong.map(String) : question.options;
}

type Wanted = {
	readonly words: Located<LessonWords>;
	readonly path: readonly PropertyKey[];
	readonly there: readonly string[];
	readonly wanted: readonly string[];
	readonly what: {readonly en: string; readonly zh: string};
};

/** Exactly the wanted keys: one problem for each that is missing, and one for each that belongs to nothing. */
function exactKeys({words, path, there, wanted, what}: Wanted): Problem[] {
	const missing = wanted.filter(key => !there.includes(key));
	const extra = there.filter(key => !wanted.includes(key));
	return [
		...missing.map(key => problemAt(words, path, {
			en: `the words of ${what.en} ${key} are missing here`,
			zh: `缺少${what.zh} ${key} 的文字`,
		})),
		...extra.map(key => {
			const near = nearest(key, missing);
			return problemAt(words, [...path, key], {
				en: `${key}: lesson.yaml has no such ${what.en}${near === undefined ? '' : `; did you mean ${near}?`}`,
				zh: `${key}：lesson.yaml 中没有这个${what.zh}${near === undefined ? '' : `；你是不是想写 ${near}？`}`,
			});
		}),
	];
}

function questionProblems(question: Question, text: QuestionWords, words: Located<LessonWords>): Problem[] {
	const path = ['questions', question.id];
	const option = {en: `option of ${question.id}`, zh: `题目 ${question.id} 的选项`};
	const numeric = question.type === 'number';
	const options = numeric
		? (text.options === undefined
			? []
			: [problemAt(words, [...path, 'options'], {
				en: `${question.id} asks for a number; it has no options`,
				zh: `${question.id} 是数字题，没有选项`,
			})])
		: exactKeys({words, path: text.options === undefined ? path : [...path, 'options'], there: Object.keys(text.options ?? {}), wanted: question.options, what: option});
	const why = exactKeys({
		words,
		path: [...path, 'why'],
		there: Object.keys(text.why),
		wanted: whyKeys(question),
		what: numeric
			? {en: `explanation (why) of the wrong number of ${question.id}:`, zh: `题目 ${question.id} 的错误数字说明（why）`}
			: {en: `explanation (why) of the option of ${question.id}:`, zh: `题目 ${question.id} 的选项说明（why）`},
	});
	return [...options, ...why];
}

/** Both languages say everything: each page, question, option and each explanation, and nothing that is not in the lesson. */
export function wordsComplete(lesson: LocatedLesson): Problem[] {
	const {steps, questions} = lesson.structure.value;
	return languagesOf(lesson).flatMap(([, words]) => [
		...exactKeys({
			words,
			path: ['steps'],
			there: Object.keys(words.value.steps),
			wanted: steps.filter(({kind}) => kind !== 'ask').map(({id}) => id),
			what: {en: 'step', zh: '步骤'},
		}),
		...exactKeys({
			words,
			path: ['questions'],
			there: Object.keys(words.value.questions),
			wanted: questions.map(({id}) => id),
			what: {en: 'question', zh: '题目'},
		}),
		...questions.flatMap(question => {
			const text = own(words.value.questions, question.id);
			return text === undefined ? [] : questionProblems(question, text, words);
		}),
	]);
}
