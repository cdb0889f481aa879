import {simulator as words} from '../../../present/messages/simulator.js';
import {scenarioGroups} from '../../../simulation/scenarios/scenarios.js';
import {boundTo} from '../../binding.js';
import {Frame, useFrameLayout} from '../../components/frame.js';
import {useKeys} from '../../hooks/use-keys.js';
import {useScreenState} from '../../hooks/use-screen-state.js';
import {keyMap} from '../../key-map.js';
import type {ScreenProps} from '../../world.js';
import {reduceLessons} from '../lessons/lessons-reducer.js';
import {aboutRows, scenariosRows} from './scenarios-rows.js';

const groups = scenarioGroups.map(({id, scenarios}) => ({title: words.groups[id], scenarios}));
const all = groups.flatMap(({scenarios}) => scenarios);

/** Everything that can go wrong here, by group. */
export function ScenariosScreen({world, active, go}: ScreenProps) {
	const {language} = world;
	const {width} = useFrameLayout();
	const [{cursor}, dispatch] = useScreenState(reduceLessons, () => ({cursor: 0}));
	useKeys(press => {
		const action = boundTo(keyMap.scenarios, press);
		if (action === 'move') {
			dispatch({type: 'move', by: press.name === 'up' || press.name === 'k' ? -1 : 1, count: all.length});
		} else if (action === 'open') {
			go({screen: 'simulate', scenario: all[cursor]!.id});
		}

		return action !== undefined;
	}, {isActive: active});
	const {move, open} = keyMap.scenarios;
	const {rows, focusRow} = scenariosRows(groups, cursor, language);
	return (
		<Frame
			language={language}
			isActive={active}
			crumbs={[words.title[language]]}
			aside={words.scenarioCount(all.length)[language]}
			rows={rows}
			focusRow={focusRow}
			pinnedRows={aboutRows(all[cursor]!, language, width)}
			keys={[move, open]}
		/>
	);
}
