import type {QuestionProgress} from '../../../course/progress-view.js';
import type {Lesson} from '../../../model/lesson.js';
import {proseWidth} from '../../../present/lesson-page.js';
import {home} from '../../../present/messages/home.js';
import {lesson as words} from '../../../present/messages/lesson.js';
import {noticeRows} from '../../../present/notice.js';
import {spineRow} from '../../../present/spine.js';
import {Frame, useFrameLayout} from '../../components/frame.js';
import {LessonGate} from '../../components/lesson-gate.js';
import {useKeys} from '../../hooks/use-keys.js';
import {useNewNotice} from '../../hooks/use-new-notice.js';
import {usePlayback} from '../../hooks/use-playback.js';
import {useProgressView} from '../../hooks/use-progress-view.js';
import {useRunStory} from '../../hooks/use-run-story.js';
import {useScreenState} from '../../hooks/use-screen-state.js';
import {keyMap} from '../../key-map.js';
import {useTheme} from '../../theme.js';
import {watch} from '../../watch.js';
import type {ScreenProps} from '../../world.js';
import {lessonAction, lessonBindings} from './lesson-keys.js';
import {endRows, lessonPage} from './lesson-page-rows.js';
import {lessonEvents, playAt, questionAt, reduceLesson, runAt, startLesson, stepAt, type LessonAction, type LessonState} from './lesson-reducer.js';
import {playRows} from './play-rows.js';

/** A board has so many keys of its own that back and quit make way; `?` lists them. */
const boardLastKeys = [keyMap.everywhere.help];

type LessonProps = ScreenProps & {readonly lesson: Lesson};

/** A lesson, page by page; nothing advances by itself. */
export function LessonScreen({lessonId, ...props}: ScreenProps & {readonly lessonId: string}) {
	return (
		<LessonGate {...props} lessonId={lessonId} crumbsOf={title => [home.lessons[props.world.language], title]}>
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
		} else if (action === 'watch') {
			watch(runAt(lesson, state), go);
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

	const play = state.overlay === 'none' ? playAt(lesson, state) : undefined;
	const {screenReader} = useTheme();
	usePlayback({isRunning: active && play?.isRunning === true, isSlow: screenReader, onTime(elapsedMs) {
		dispatch({type: 'play', action: {type: 'time', elapsedMs}});
	}});

	const hasSpine = id !== 'components';
	const layout = useFrameLayout({subtitle: hasSpine});
	const width = proseWidth(layout.width);
	const {questions: answered} = view.lessons.get(id) ?? {questions: new Map<string, QuestionProgress>()};
	const isSolved = answered.get(questionAt(lesson, state)?.id ?? '')?.solved ?? false;
	const story = useRunStory(step?.kind === 'simulate' ? step.run : undefined, {language, width});
	const page = lessonPage(lesson, state, {language, width, isSolved, story});
	const solved = [...answered.values()].filter(question => question.solved).length;
	const rows = step !== undefined || state.overlay !== 'none'
		? page.rows
		: endRows({language, width, solved, questions: questions.length, nextTitle: nextLesson?.title[language]});
	const board = play ? [[], ...playRows(play, {language, width, height: Math.max(0, layout.height - rows.length - 1), hasBars: !screenReader})] : [];
	const notice = useNewNotice(progress, state.position);
	return (
		<Frame
			language={language}
			isActive={active}
			crumbs={[home.lessons[language], lesson.words[language].title]}
			aside={(step ? words.stepOf(state.position + 1, steps.length) : words.theEnd)[language]}
			{...(hasSpine ? {subtitle: spineRow(id, language, layout.width)} : {})}
			{...page}
			rows={[...rows, ...noticeRows(notice, language, width)]}
			pinnedRows={board}
			keys={lessonBindings(lesson, state)}
			{...(play ? {lastKeys: boardLastKeys, hasManyKeys: true} : {})}
		/>
	);
}
