import {progress as words} from '../../../present/messages/progress.js';
import {boundTo, type Binding} from '../../binding.js';
import {Frame, useFrameLayout} from '../../components/frame.js';
import {useKeys} from '../../hooks/use-keys.js';
import {useProgressView} from '../../hooks/use-progress-view.js';
import {useScreenState} from '../../hooks/use-screen-state.js';
import {keyMap} from '../../key-map.js';
import type {KeyPress} from '../../key-press.js';
import type {ScreenProps} from '../../world.js';
import {reduceProgress, resetEvent, startProgress, type ProgressAction, type ProgressState} from './progress-reducer.js';
import {progressRows} from './progress-rows.js';

/** What a key means here; while a reset is to be confirmed, everything but `y` means no. */
function progressAction(state: ProgressState, press: KeyPress): ProgressAction | undefined {
	const {move, reset, resetAll, confirm} = keyMap.progress;
	if (state.asking !== 'none') {
		return boundTo({confirm}, press) ? {type: 'confirm'} : {type: 'cancel'};
	}

	switch (boundTo({move, reset, resetAll}, press)) {
		case 'move': {
			return {type: 'move', by: press.name === 'up' || press.name === 'k' ? -1 : 1};
		}

		case 'reset': {
			return {type: 'ask', what: 'lesson'};
		}

		case 'resetAll': {
			return {type: 'ask', what: 'all'};
		}

		case undefined: {
			return undefined;
		}
	}
}

/** While a reset is to be confirmed. */
const refuse: Binding = {...keyMap.everywhere.back, label: words.refuse};

/** What is done in each lesson, which misconceptions to revisit, and the way to begin again. */
export function ProgressScreen({world, active}: ScreenProps) {
	const {language, lessons, progress} = world;
	const view = useProgressView(progress);
	const {width} = useFrameLayout();
	const [state, dispatch] = useScreenState(
		(state: ProgressState, action: ProgressAction) => reduceProgress(lessons.length, state, action),
		() => startProgress,
		(before, _after, action) => {
			const event = resetEvent(lessons.map(({id}) => id), before, action);
			if (event) {
				progress.record(event);
			}
		},
	);
	useKeys(press => {
		const action = progressAction(state, press);
		if (action) {
			dispatch(action);
		}

		return action !== undefined;
	}, {isActive: active});
	const {move, reset, resetAll, confirm} = keyMap.progress;
	const rows = progressRows(state, view, {lessons, notice: progress.notice, isPersistent: progress.persistent, language, width});
	const cursorRow = rows.findIndex(row => row.some(({text}) => text.startsWith('❯')));
	return (
		<Frame
			language={language}
			isActive={active}
			crumbs={[words.progress[language]]}
			rows={rows}
			focusRow={state.asking === 'none' ? cursorRow : rows.length - 1}
			keys={state.asking === 'none' ? [move, reset, resetAll] : [confirm, refuse]}
			{...(state.asking === 'none' ? {} : {lastKeys: [keyMap.everywhere.help]})}
		/>
	);
}
