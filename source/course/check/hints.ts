import {displayWidth} from '../../model/display-width.js';
import type {WrittenQuestion, QuestionWords} from '../../model/lesson.js';
import type {Problem} from '../../model/problem.js';
import type {LocatedLesson} from '../load-lesson.js';
import {isRightNumber} from '../right-number.js';
import {languagesOf, own, problemAt, rightOptions} from './rule.js';
import {spokenNumbers} from './spoken-numbers.js';

/** Options narrower than this ("Yes", 会) may stand in a hint by chance. */
const smallestTellingWidth = 5;

/** Words only: no case, no full-width forms, no markup and no punctuation. */
function bareWords(text: string): string {
	return text.normalize('NFKC').toLowerCase().replaceAll(/[^\p{Letter}\p{Number}]+/gv, ' ').trim();
}

function saysWords(hint: string, option: string): boolean {
	const wanted = bareWords(option);
	if (displayWidth(wanted) < smallestTellingWidth) {
		return false;
	}

	// Chinese has no spaces between words, so there it is enough that the characters follow each other.
	return /\p{Script=Han}/v.test(wanted)
		? bareWords(hint).replaceAll(' ', '').includes(wanted.replaceAll(' ', ''))
		: ` ${bareWords(hint)} `.includes(` ${wanted} `);
}

/** The one number that an option is, such as `3`, `three` or `3 s`; undefined where it says more. */
function bareNumber(option: string): number | undefined {
	const numbers = spokenNumbers(option);
	const rest = bareWords(option).replaceAll(/[\d\s]/gv, '');
	return numbers.length === 1 && displayWidth(rest) < smallestTellingWidth + 1 ? numbers[0] : undefined;
}

function givesAway(hint: string, question: WrittenQuestion, text: QuestionWords): string | undefined {
	if (question.type === 'number') {
		const told = spokenNumbers(hint).find(number => isRightNumber(question, number));
		return told === undefined ? undefined : String(told);
	}

	for (const id of rightOptions(question)) {
		const option = own(text.options, id) ?? '';
		const number = bareNumber(option);
		if (saysWords(hint, option) || (number !== undefined && spokenNumbers(hint).includes(number))) {
			return option;
		}
	}

	return undefined;
}

/** A hint leads to the answer; it never says it. */
export function hints(lesson: LocatedLesson): Problem[] {
	return languagesOf(lesson).flatMap(([, words]) => lesson.structure.value.questions.flatMap(question => {
		const text = own(words.value.questions, question.id);
		return (text?.hints ?? []).flatMap((hint, index): Problem[] => {
			const told = text === undefined ? undefined : givesAway(hint, question, text);
			return told === undefined
				? []
				: [problemAt(words, ['questions', question.id, 'hints', index], {
					en: `${question.id}: hint ${index + 1} says the answer (${told}); lead to it without saying it`,
					zh: `${question.id}：第 ${index + 1} 条提示说出了答案（${told}）；请只引导，不要说出来`,
				})];
		});
	}));
}
