import type {Question} from '../../../model/lesson.js';
import type {QuestionView} from '../../../present/question-page.js';
import type {Binding} from '../../binding.js';
import {keyMap} from '../../key-map.js';

/** The keys that mean something to a question at this moment, for the footer. */
export function questionBindings(question: Question, view: QuestionView): Binding[] {
	const {choose, move, toggle, submit, sure, guess, skip, hint, reveal, confirm, again} = keyMap.question;
	switch (view.phase) {
		case 'answering': {
			const open = view.hints < 3 ? [hint, reveal] : [reveal];
			if (question.type === 'number') {
				return [submit, ...open];
			}

			const letters = {...choose, shown: `a-${'abcdef'[question.options.length - 1]!}`};
			return question.type === 'several' ? [letters, toggle, submit, ...open, move] : [letters, submit, ...open, move];
		}

		case 'telling': {
			return [sure, guess, skip];
		}

		case 'confirming': {
			return [confirm];
		}

		case 'shown': {
			const isOpen = view.result?.kind === 'answer' && !view.result.correct;
			return isOpen ? [again, ...(view.hints < 3 ? [hint] : []), reveal] : [again];
		}
	}
}
