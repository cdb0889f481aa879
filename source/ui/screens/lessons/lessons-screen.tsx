import {home} from '../../../present/messages/home.js';
import {boundTo} from '../../binding.js';
import {Frame, useFrameLayout} from '../../components/frame.js';
import {useKeys} from '../../hooks/use-keys.js';
import {useProgressView} from '../../hooks/use-progress-view.js';
import {useScreenState} from '../../hooks/use-screen-state.js';
import {keyMap} from '../../key-map.js';
import type {ScreenProps} from '../../world.js';
import {lessonToContinue} from '../home/home-menu.js';
import {reduceLessons} from './lessons-reducer.js';
import {lessonsRows} from './lessons-rows.js';

/** All lessons, the cursor on the one to go on with. */
export function LessonsScreen({world, active, go}: ScreenProps) {
	const {language, lessons, progress} = world;
	const view = useProgressView(progress);
	const {width} = useFrameLayout();
	const [{cursor}, dispatch] = useScreenState(reduceLessons, () => {
		const entry = lessonToContinue(progress.events(), view, lessons);
		return {cursor: entry ? lessons.indexOf(entry) : 0};
	});
	useKeys(press => {
		const action = boundTo(keyMap.lessons, press);
		const entry = lessons[cursor];
		if (action === 'move') {
			dispatch({type: 'move', by: press.name === 'up' || press.name === 'k' ? -1 : 1, count: lessons.length});
		} else if (action && entry) {
			go(action === 'open' ? {screen: 'lesson', lesson: entry.id} : {screen: 'quiz', lesson: entry.id});
		}

		return action !== undefined;
	}, {isActive: active});
	const {move, open, quiz} = keyMap.lessons;
	return (
		<Frame
			language={language}
			isActive={active}
			crumbs={[home.lessons[language]]}
			aside={home.lessonsDone(lessons.filter(({id}) => view.lessons.get(id)?.finished).length, lessons.length)[language]}
			rows={lessonsRows({lessons, view, cursor, language, width})}
			focusRow={cursor}
			keys={[move, open, quiz]}
		/>
	);
}
