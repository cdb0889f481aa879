import {useMemo} from 'react';
import type {Plan} from '../../../model/plan.js';
import {standing} from '../../../planner/standing.js';
import {labelWidth} from '../../../present/label-row.js';
import {drawMachines, moveOnMap, type Direction} from '../../../present/machine-map.js';
import {planView} from '../../../present/messages/plan-view.js';
import {wizard} from '../../../present/messages/planner-wizard.js';
import {standingReport} from '../../../present/standing-report.js';
import {wrapRow} from '../../../present/wrap.js';
import {boundTo, type Binding} from '../../binding.js';
import {Frame, useFrameLayout} from '../../components/frame.js';
import {Rows} from '../../components/rows.js';
import {useKeys} from '../../hooks/use-keys.js';
import {useScreenState} from '../../hooks/use-screen-state.js';
import {keyMap} from '../../key-map.js';
import type {ScreenProps} from '../../world.js';
import {hasLargeGroup, planTabs, reducePlan, selectedZone, startPlan, type PlanAction} from './plan-reducer.js';
import {tabsRow, tellingPage} from './plan-rows.js';

/** Lines of the map that must stay in sight for the report to be pinned below it. */
const fewestMapLines = 5;

const onMap = {
	kill: {type: 'kill-or-revive'},
	killZone: {type: 'kill-or-revive-zone'},
	revive: {type: 'revive-all'},
	expand: {type: 'expand'},
} as const satisfies Record<string, PlanAction>;

export type PlanScreenProps = ScreenProps & {
	readonly plan: Plan;
	/** Chinese for the plan's English sentences. */
	readonly chinese: ReadonlyMap<string, string>;
};

/** The machines of a plan, which one kills and revives, and pages on why it is as it is. */
export function PlanScreen({world, active, go, plan, chinese}: PlanScreenProps) {
	const {language} = world;
	const {width, height} = useFrameLayout({subtitle: true});
	const [state, dispatch] = useScreenState(reducePlan, () => startPlan(plan));
	const {tab, selected, down, expanded} = state;
	const map = useMemo(() => drawMachines(plan, {width, down, selected, language, expanded}), [plan, width, down, selected, language, expanded]);
	const stands = useMemo(() => standing(plan, down), [plan, down]);
	const isMap = tab === 'machines';

	useKeys(press => {
		const action = boundTo(keyMap.plan, press);
		switch (action) {
			case undefined: {
				return false;
			}

			case 'save': {
				go({screen: 'save', plan});
				return true;
			}

			case 'export': {
				go({screen: 'export', plan, chinese});
				return true;
			}

			case 'pickTab': {
				dispatch({type: 'open', tab: planTabs[Number(press.name) - 1]!});
				return true;
			}

			case 'nextTab':
			case 'previousTab': {
				dispatch({type: 'turn', step: action === 'nextTab' ? 1 : -1});
				return true;
			}

			case 'move': {
				// The pages that only tell scroll with the arrows.
				if (isMap) {
					dispatch({type: 'select', id: moveOnMap(map, plan, {selected, expanded}, press.name as Direction)});
				}

				return isMap;
			}

			case 'kill':
			case 'killZone':
			case 'revive':
			case 'expand': {
				if (isMap) {
					dispatch(onMap[action]);
				}

				return isMap;
			}
		}
	}, {isActive: active});

	const report = useMemo(() => standingReport(stands, plan, language).flatMap(row => wrapRow(row, width, labelWidth)), [stands, plan, language, width]);
	const page = useMemo(() => isMap ? [] : tellingPage(tab, plan, {language, width, chinese}), [isMap, tab, plan, language, width, chinese]);
	// The report stays in sight below the map while that scrolls, unless the window is too low for both.
	const pinned = [[], ...report];
	const isPinned = isMap && height - pinned.length >= Math.min(fewestMapLines, map.rows.length);
	const {move, kill, killZone, revive, expand, nextTab, pickTab, save, export: exportFiles} = keyMap.plan;
	const keys: Binding[] = isMap
		? [move, kill, ...(selectedZone(state) === null ? [] : [killZone]), ...(down.size === 0 ? [] : [revive]), save, exportFiles, ...(hasLargeGroup(state) ? [expand] : []), nextTab]
		: [nextTab, save, exportFiles, pickTab];
	const focused = map.places.find(({id}) => id === selected);
	return (
		<Frame
			hasManyKeys
			language={language}
			isActive={active}
			crumbs={[wizard.title[language], planView.title(plan.metadata.name)[language]]}
			aside={isMap ? planView[stands.controlPlane ? 'works' : 'broken'][language] : ''}
			subtitle={tabsRow(tab, language, width)}
			rows={isMap ? (isPinned ? map.rows : [...map.rows, ...pinned]) : page}
			pageKey={tab}
			{...(isMap && focused ? {focusRow: focused.row} : {})}
			keys={keys}
			childrenHeight={isPinned ? pinned.length : 0}
		>
			{isPinned ? <Rows rows={pinned} width={width}/> : null}
		</Frame>
	);
}
