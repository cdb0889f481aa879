import type {Lesson} from '../../../model/lesson.js';
import {help} from '../../../present/messages/help.js';
import {boundTo, type Binding} from '../../binding.js';
import type {KeyPress} from '../../key-press.js';
import {keyMap} from '../../key-map.js';
import {questionBindings} from '../quiz/question-keys.js';
import {isTyping, questionAction} from '../quiz/question-reducer.js';
import {playAt, questionAt, questionViewAt, runAt, stepAt, type LessonAction, type LessonState} from './lesson-reducer.js';
import {playAction, playBindings, rarerPlayBindings} from './play-keys.js';

/** What a key means at this step: to the question or the board first, then to the lesson. `quiz` leaves for its questions, `watch` for the simulator. */
export function lessonAction(lesson: Lesson, state: LessonState, press: KeyPress): LessonAction | 'quiz' | 'watch' | undefined {
	if (state.overlay === 'none') {
		const question = questionAt(lesson, state);
		const asked = question && questionAction(question, questionViewAt(lesson, state), press);
		if (asked) {
			return {type: 'question', action: asked};
		}

		const play = playAt(lesson, state);
		const played = play && playAction(play, press);
		if (played) {
			return {type: 'play', action: played};
		}
	} else if (press.name === 'escape') {
		return {type: 'close'};
	}

	const bound = boundTo(keyMap.lesson, press);
	if (bound === 'watch') {
		return runAt(lesson, state) === undefined ? undefined : bound;
	}

	return bound === undefined || bound === 'quiz' ? bound : {type: bound};
}

/** What lies over the page is closed by the key that opened it. */
const {close} = help;

/** On the last page, which names where Enter leads. */
const goOn: Binding = {...keyMap.lesson.next, shown: 'Enter'};

/** The keys of the moment, for the footer. */
export function lessonBindings(lesson: Lesson, state: LessonState): Binding[] {
	const {next, previous, spine, sources, watch, quiz} = keyMap.lesson;
	const watching = runAt(lesson, state) === undefined ? [] : [watch];
	if (state.overlay !== 'none') {
		return [{...(state.overlay === 'spine' ? spine : sources), label: close}, next, previous];
	}

	const question = questionAt(lesson, state);
	const play = playAt(lesson, state);
	const own = question ? questionBindings(question, questionViewAt(lesson, state)) : (play ? playBindings(play) : []);
	if (question && ['telling', 'confirming'].includes(questionViewAt(lesson, state).phase)) {
		return own;
	}

	if (question && isTyping(question, questionViewAt(lesson, state))) {
		return [...own, {...next, shown: '→'}, {...previous, shown: '←'}];
	}

	const isEnd = stepAt(lesson, state) === undefined;
	const isDone = question !== undefined && questionViewAt(lesson, state).phase === 'shown';
	if (isDone) {
		return [next, ...watching, ...own, previous, spine, sources];
	}

	// On a board its own rarer keys come last: the footer shows what fits.
	const rarer = play ? rarerPlayBindings(play) : [];
	return [...own, ...watching, ...(isEnd ? [goOn] : [next]), ...rarer, ...(state.position > 0 ? [previous] : []), ...(isEnd ? [quiz] : [spine, sources])];
}
