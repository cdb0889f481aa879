import {home} from '../../../present/messages/home.js';
import {Frame, useFrameLayout} from '../../components/frame.js';
import {LessonGate} from '../../components/lesson-gate.js';
import {useKeys} from '../../hooks/use-keys.js';
import {useProgressView} from '../../hooks/use-progress-view.js';
import {useScreenState} from '../../hooks/use-screen-state.js';
import {spineRow} from '../../../present/spine.js';
import {lesson as words} from '../../../present/messages/lesson.js';
import {proseWidth} from '../../../present/lesson-page.js';
import type {Lesson} from '../../../model/lesson.js';
import {keyMap} from '../../key-map.js';
import type {ScreenProps} from '../../world.js';
import {lessonAction, lessonBindings} from './lesson-keys.js';
import {endRows, lessonPage} from './lesson-page-rows.js';
import {lessonEvents, playAt, questionAt, reduceLesson, startLesson, stepAt, type LessonAction, type LessonState} from './lesson-reducer.js';
import {PlayBoard} from './play-board.js';

/** A board has so many keys of its own that back and quit make way; `?` lists them. */
const boardLastKeys = [keyMap.everywhere.help];

type LessonProps = ScreenProps & {readonly lesson: Lesson};

/** A lesson, page by page; nothing advances by itself. */
export function LessonScreen({lessonId, ...props}: ScreenProps & {readonly lessonId: string}) {
	return (
		<LessonGate {...props} lessonId={lessonId}>
			{lesson => <LessonPages {...props} lesson={lesson}/>}
		</LessonGate>
	);
}

function LessonPages({world, active, go, back, replace, lesson}: LessonProps) {
	const {language, progress, lessons} = world;
	const {id, steps, questions} = lesson.structure;
	const view = useProgressView(progress);
	const [state, dispatch] = useScreenState(
		(state: LessonState, action: LessonAction) => reduceLesson(lesson, state, action),
		() => {
			const start = startLesson(lesson, view.lessons.get(id) ?? {step: null, finished: false});
			progress.record({kind: 'step', lesson: id, step: steps[start.position]!.id});
			return start;
		},
		(before, after) => {
			for (const event of lessonEvents(lesson, before, after)) {
				progress.record(event);
			}
		},
	);
	const step = stepAt(lesson, state);
	const nextLesson = lessons[lessons.findIndex(entry => entry.id === id) + 1];
	useKeys(press => {
		const action = lessonAction(lesson, state, press);
		if (action === 'quiz') {
			go({screen: 'quiz', lesson: id});
		} else if (action?.type === 'next' && !step) {
			if (nextLesson) {
				replace({screen: 'lesson', lesson: nextLesson.id});
			} else {
				back();
			}
		} else if (action) {
			dispatch(action);
		}

		return action !== undefined;
	}, {isActive: active});

	const hasSpine = id !== 'components';
	const {width, height} = useFrameLayout({subtitle: hasSpine});
	const solved = [...view.lessons.get(id)?.questions.values() ?? []].filter(question => question.solved).length;
	const play = state.overlay === 'none' ? playAt(lesson, state) : undefined;
	const asked = questionAt(lesson, state);
	const isSolved = view.lessons.get(id)?.questions.get(asked?.id ?? '')?.solved ?? false;
	const page = lessonPage(lesson, state, {language, width, isSolved});
	const rows = step !== undefined || state.overlay !== 'none'
		? page.rows
		: endRows({language, width: proseWidth(width), solved, questions: questions.length, nextTitle: nextLesson?.title[language]});
	return (
		<PlayBoard
			play={play}
			isActive={active}
			language={language}
			width={proseWidth(width)}
			height={height - rows.length}
			onTime={elapsedMs => {
				dispatch({type: 'play', action: {type: 'time', elapsedMs}});
			}}
		>
			{(board, boardHeight) => (
				<Frame
					language={language}
					isActive={active}
					crumbs={[home.lessons[language], lesson.words[language].title]}
					aside={(step ? words.stepOf(state.position + 1, steps.length) : words.theEnd)[language]}
					{...(hasSpine ? {subtitle: spineRow(id, language, width)} : {})}
					{...page}
					rows={rows}
					keys={lessonBindings(lesson, state)}
					{...(play ? {lastKeys: boardLastKeys} : {})}
					childrenHeight={boardHeight}
				>
					{board}
				</Frame>
			)}
		</PlayBoard>
	);
}
