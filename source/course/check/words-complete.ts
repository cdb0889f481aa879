import type {Text} from '../../model/language.js';
import type {LessonWords, WrittenQuestion, QuestionWords} from '../../model/lesson.js';
import {nearest} from '../../model/nearest.js';
import type {Problem} from '../../model/problem.js';
import type {Located, LocatedLesson} from '../load-lesson.js';
import {languagesOf, own, problemAt} from './rule.js';

/** The keys that need an explanation of their own: every option, or every wrong number as written in lesson.yaml. */
export function whyKeys(question: WrittenQuestion): string[] {
	return question.type === 'number' ? question.wrong.map(String) : question.options;
}

type Wanted = {
	readonly words: Located<LessonWords>;
	readonly path: readonly PropertyKey[];
	readonly there: readonly string[];
	readonly wanted: readonly string[];
	/** What to say of a wanted key that is not there. */
	readonly missing: (key: string) => Text;
	/** What it would be a name of, said of a key that belongs to nothing. */
	readonly kind: Text;
};

/** Exactly the wanted keys: one problem for each that is missing, and one for each that belongs to nothing. */
function exactKeys({words, path, there, wanted, missing, kind}: Wanted): Problem[] {
	const absent = wanted.filter(key => !there.includes(key));
	const extra = there.filter(key => !wanted.includes(key));
	return [
		...absent.map(key => problemAt(words, path, missing(key))),
		...extra.map(key => {
			const near = nearest(key, absent);
			return problemAt(words, [...path, key], {
				en: `${key}: lesson.yaml has no such ${kind.en}${near === undefined ? '' : `; did you mean ${near}?`}`,
				zh: `${key}：lesson.yaml 中没有这个${kind.zh}${near === undefined ? '' : `；你是不是想写 ${near}？`}`,
			});
		}),
	];
}

function optionProblems(question: WrittenQuestion, text: QuestionWords, words: Located<LessonWords>): Problem[] {
	const {id} = question;
	const path = ['questions', id];
	if (question.type !== 'number') {
		return exactKeys({
			words,
			path: text.options === undefined ? path : [...path, 'options'],
			there: Object.keys(text.options ?? {}),
			wanted: question.options,
			missing: key => ({en: `the option ${key} of ${id} has no words here`, zh: `题目 ${id} 的选项 ${key} 没有文字`}),
			kind: {en: `option of ${id}`, zh: `选项（题目 ${id}）`},
		});
	}

	return text.options === undefined
		? []
		: [problemAt(words, [...path, 'options'], {
			en: `${id} asks for a number; it has no options`,
			zh: `${id} 是数字题，没有选项`,
		})];
}

function whyProblems(question: WrittenQuestion, text: QuestionWords, words: Located<LessonWords>): Problem[] {
	const {id} = question;
	const kind = question.type === 'number'
		? {en: 'wrong number', zh: '错误数字'}
		: {en: 'option', zh: '选项'};
	return exactKeys({
		words,
		path: ['questions', id, 'why'],
		there: Object.keys(text.why),
		wanted: whyKeys(question),
		missing: key => ({
			en: `the ${kind.en} ${key} of ${id} has no explanation here (why)`,
			zh: `题目 ${id} 的${kind.zh} ${key} 没有说明（why）`,
		}),
		kind: {en: `${kind.en} of ${id}`, zh: `${kind.zh}（题目 ${id}）`},
	});
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
			missing: key => ({en: `the step ${key} has no words here`, zh: `步骤 ${key} 没有文字`}),
			kind: {en: 'step to read', zh: '要读的步骤'},
		}),
		...exactKeys({
			words,
			path: ['questions'],
			there: Object.keys(words.value.questions),
			wanted: questions.map(({id}) => id),
			missing: key => ({en: `the question ${key} has no words here`, zh: `题目 ${key} 没有文字`}),
			kind: {en: 'question', zh: '题目'},
		}),
		...questions.flatMap(question => {
			const text = own(words.value.questions, question.id);
			return text === undefined ? [] : [...optionProblems(question, text, words), ...whyProblems(question, text, words)];
		}),
	]);
}
