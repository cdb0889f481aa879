import type {Lesson} from '../../../model/lesson.js';
import {proseWidth} from '../../../present/lesson-page.js';
import {quiz} from '../../../present/messages/quiz.js';
import {noticeRows} from '../../../present/notice.js';
import {questionPage} from '../../../present/question-page.js';
import {boundTo} from '../../binding.js';
import {Frame, useFrameLayout} from '../../components/frame.js';
import {LessonGate} from '../../components/lesson-gate.js';
import {useKeys} from '../../hooks/use-keys.js';
import {useNewNotice} from '../../hooks/use-new-notice.js';
import {useProgressView} from '../../hooks/use-progress-view.js';
import {useScreenState} from '../../hooks/use-screen-state.js';
import {keyMap} from '../../key-map.js';
import {watch} from '../../watch.js';
import type {ScreenProps} from '../../world.js';
import {questionBindings} from './question-keys.js';
import {isTyping, predictedRun, questionAction} from './question-reducer.js';
import {questionViewIn, quizEvent, reduceQuiz, startQuiz, type QuizAction, type QuizState} from './quiz-reducer.js';
import {stripRow, summaryRows} from './quiz-rows.js';

/** The questions of a lesson, with feedback right after each. */
export function QuizScreen({lessonId, ...props}: ScreenProps & {readonly lessonId: string}) {
	return (
		<LessonGate {...props} lessonId={lessonId} crumbsOf={title => [title, quiz.quiz[props.world.language]]}>
			{lesson => <QuizPages {...props} lesson={lesson}/>}
		</LessonGate>
	);
}

function QuizPages({world, active, go, lesson}: ScreenProps & {readonly lesson: Lesson}) {
	const {language, progress} = world;
	const {id, questions} = lesson.structure;
	const progressView = useProgressView(progress).lessons.get(id);
	const solved = new Set(questions.filter(question => progressView?.questions.get(question.id)?.solved).map(question => question.id));
	const [state, dispatch] = useScreenState(
		(state: QuizState, action: QuizAction) => reduceQuiz(lesson, state, action),
		() => startQuiz(lesson, solved),
		(before, after) => {
			const event = quizEvent(lesson, before, after);
			if (event) {
				progress.record(event);
			}
		},
	);
	const question = questions[state.position];
	const view = questionViewIn(lesson, state);
	const predicted = predictedRun(question, view);
	useKeys(press => {
		const asked = question && questionAction(question, view, press);
		if (asked) {
			dispatch({type: 'question', action: asked});
			return true;
		}

		// After the feedback Enter goes on, as it does in a lesson.
		const isDone = press.name === 'enter' && (view.phase === 'shown' || !question);
		const bound = isDone ? 'next' : boundTo(keyMap.quiz, press);
		if (bound === 'lesson') {
			go({screen: 'lesson', lesson: id});
		} else if (bound === 'watch') {
			watch(predicted, go);
		} else if (bound) {
			dispatch(bound === 'next' ? {type: 'next', solved} : {type: 'previous'});
		}

		return bound !== undefined;
	}, {isActive: active});
	const notice = useNewNotice(progress, state.position);
	const layout = useFrameLayout({subtitle: true});
	const width = proseWidth(layout.width);
	const {next, previous, watch: watchKey, lesson: lessonKey} = keyMap.quiz;
	const own = question ? questionBindings(question, view) : [];
	const isDone = view.phase === 'shown' || !question;
	// Where all are solved nothing comes after the summary.
	const isOver = !question && solved.size === questions.length;
	const turning = isDone
		? [...(isOver ? [] : [next]), ...(predicted ? [watchKey] : []), ...own, previous, lessonKey]
		: [...own, ...(isTyping(question, view) ? [{...next, shown: '→'}, {...previous, shown: '←'}] : [next, previous])];
	const page = question
		? questionPage(question, lesson.words[language].questions[question.id]!, view, {language, width, isSolved: solved.has(question.id)})
		: {rows: summaryRows(lesson, progressView, {language, width}), startRow: 0, focusRow: 0};
	return (
		<Frame
			language={language}
			isActive={active}
			crumbs={[lesson.words[language].title, quiz.quiz[language]]}
			aside={(question ? quiz.questionOf(state.position + 1, questions.length) : quiz.solvedOf(solved.size, questions.length))[language]}
			subtitle={stripRow(lesson, progressView, state.position)}
			{...page}
			rows={[...page.rows, ...noticeRows(notice, language, width)]}
			pageKey={`${state.position} ${view.phase} ${view.hints}`}
			keys={isDone || view.phase === 'answering' ? turning : own}
		/>
	);
}
