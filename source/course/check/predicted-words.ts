import type {Language, Text} from '../../model/language.js';
import type {LessonWords, WrittenPrediction} from '../../model/lesson.js';
import type {Problem} from '../../model/problem.js';
import type {Located, LocatedLesson} from '../load-lesson.js';
import {predict} from '../predictions/predict.js';
import {predictionFindings} from '../predictions/prediction-findings.js';
import {isSound} from '../predictions/run-findings.js';
import {languagesOf, own, problemAt} from './rule.js';
import {spokenNumbers} from './spoken-numbers.js';

/** How the explanation of a right option begins. */
const affirmations: Readonly<Record<Language, RegExp>> = {en: /^(?:Yes|Right)\b/v, zh: /^对[。：，]/v};
const wanted: Readonly<Record<Language, Text>> = {
	en: {en: '"Right" or "Yes"', zh: '“Right”或“Yes”'},
	zh: {en: '"对。"', zh: '“对。”'},
};

/** The words call right what the simulation proves right, and nothing else. */
function affirmed(question: WrittenPrediction, language: Language, words: Located<LessonWords>): Problem[] {
	const {id, options} = question;
	const {holding} = predict(question);
	const why = own(words.value.questions, id)?.why;
	return options.flatMap((option): Problem[] => {
		const text = own(why, option);
		const isRight = holding.includes(option);
		if (text === undefined || affirmations[language].test(text) === isRight) {
			return [];
		}

		return [problemAt(words, ['questions', id, 'why', option], isRight
			? {en: `${id}: the simulation proves ${option}; its explanation must begin with ${wanted[language].en}`, zh: `${id}：模拟结果支持 ${option}；它的说明必须以${wanted[language].zh}开头`}
			: {en: `${id}: the words call ${option} right, but the simulation proves ${holding.join(', ')}`, zh: `${id}：文字把 ${option} 说成正确，但模拟结果支持 ${holding.join('、')}`})];
	});
}

/** The bounds that an option claims in milliseconds, or as a count; each may be said in seconds too. */
function boundsOf(question: WrittenPrediction, option: string): Array<{readonly bound: number; readonly isMs: boolean}> {
	return (own(question.claims, option) ?? []).flatMap(claim => claim.kind === 'measure'
		? [claim.atLeast, claim.below].filter(bound => bound !== undefined).map(bound => ({bound, isMs: claim.measure.endsWith('Ms')}))
		: []);
}

/** Words that say numbers say those that are claimed: nobody predicts "about a second" and is judged by half of one. */
function saidNumbers(question: WrittenPrediction, words: Located<LessonWords>): Problem[] {
	const {id, options} = question;
	const texts = own(words.value.questions, id)?.options;
	return options.flatMap((option): Problem[] => {
		const said = spokenNumbers(own(texts, option) ?? '');
		const unsaid = said.length === 0 ? [] : boundsOf(question, option).filter(({bound, isMs}) => bound !== 0 && !said.includes(bound) && !(isMs && said.includes(bound / 1000)));
		return unsaid.map(({bound, isMs}) => problemAt(words, ['questions', id, 'options', option], {
			en: `${id}: ${option} is judged by ${isMs ? `${bound / 1000} s` : bound}, which its words do not say`,
			zh: `${id}：${option} 以 ${isMs ? `${bound / 1000} s` : bound} 为界，但文字没有说出来`,
		}));
	});
}

/** What a prediction says in words is what its claims say, and what the simulation proves. */
export function predictedWords(lesson: LocatedLesson): Problem[] {
	return lesson.structure.value.questions.flatMap(question => {
		if (question.type !== 'predict' || !isSound(question.run) || predictionFindings(question).length > 0) {
			return [];
		}

		return languagesOf(lesson).flatMap(([language, words]) => [...affirmed(question, language, words), ...saidNumbers(question, words)]);
	});
}
