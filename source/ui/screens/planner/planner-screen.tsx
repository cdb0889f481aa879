import {useMemo} from 'react';
import {UserError} from '../../../model/user-error.js';
import {wizard} from '../../../present/messages/planner-wizard.js';
import {boundTo} from '../../binding.js';
import {Frame, useFrameLayout} from '../../components/frame.js';
import {useKeys} from '../../hooks/use-keys.js';
import {useScreenState} from '../../hooks/use-screen-state.js';
import {keyMap} from '../../key-map.js';
import type {KeyPress} from '../../key-press.js';
import type {ProgressStore, ScreenProps} from '../../world.js';
import {planFromKey, planKey, previewedAnswers, previewOf} from './planner-preview.js';
import {isChoice, questionsFor, type QuestionId} from './planner-questions.js';
import {reducePlanner, startPlanner, type PlannerAction, type PlannerState} from './planner-reducer.js';
import {plannerPage} from './planner-rows.js';

/** The answers outlive the screen: one may look something up in a lesson and come back. Kept per run of the program. */
const kept = new WeakMap<ProgressStore, PlannerState>();

/** What a key does at this question; undefined leaves it to the app. */
function actionFor(press: KeyPress, state: PlannerState): PlannerAction | undefined {
	const action = boundTo(keyMap.planner, press);
	if (action === 'next') {
		return {type: 'next'};
	}

	if (action === 'previous') {
		return state.at === 'machines' ? undefined : {type: 'previous'};
	}

	if (!isChoice(state.at)) {
		return action === 'erase' ? {type: 'erase'} : textAction(press, state);
	}

	if (press.name === 'up' || press.name === 'down') {
		return {type: 'move', step: press.name === 'up' ? -1 : 1};
	}

	return /^[1-9]$/v.test(press.name) ? {type: 'pick', number: Number(press.name)} : undefined;
}

function isFreeText(id: QuestionId): boolean {
	return id === 'name' || id === 'endpoint' || id === 'vip';
}

/** Free text takes every character; a field of numbers leaves `?` and `q` what they are everywhere. */
function textAction(press: KeyPress, {at}: PlannerState): PlannerAction | undefined {
	if (press.text === '' || (!isFreeText(at) && /^[?q]$/v.test(press.name))) {
		return undefined;
	}

	return {type: 'type', character: press.text === ' ' ? ' ' : (press.text === '、' ? ',' : press.name)};
}

/** Asks for the machines and the failure to survive, and shows the plan while one answers. */
export function PlannerScreen({world, active, go}: ScreenProps) {
	const {language, progress} = world;
	const [state, dispatch] = useScreenState(reducePlanner, () => kept.get(progress) ?? startPlanner(), (_, after) => {
		kept.set(progress, after);
	});
	const {machines} = previewedAnswers(state);
	const previewKey = planKey(previewedAnswers(state));
	const preview = useMemo(() => previewOf(previewKey, machines), [previewKey, machines]);

	useKeys(press => {
		const action = actionFor(press, state);
		if (!action) {
			return false;
		}

		const after = dispatch(action);
		if (after.finished > state.finished) {
			const key = planKey(after.answers);
			const result = preview.kind === 'plan' && previewKey === key ? preview.result : planFromKey(key);
			if (result instanceof UserError) {
				dispatch({type: 'refuse', error: result});
			} else {
				go({screen: 'plan', ...result});
			}
		}

		return true;
	}, {isActive: active});

	const {width} = useFrameLayout();
	const isCurrent = previewKey === planKey(state.answers);
	const {rows, focusRow} = plannerPage(state, {...preview, isCurrent}, {language, width});
	const questions = questionsFor(state.answers);
	const {next, previous, move, erase} = keyMap.planner;
	const {help, back, quit} = keyMap.everywhere;
	return (
		<Frame
			isActive={active}
			language={language}
			crumbs={[wizard.title[language]]}
			aside={wizard.aside(questions.indexOf(state.at) + 1, questions.length)[language]}
			rows={rows}
			focusRow={focusRow}
			pageKey={state.at}
			keys={[next, isChoice(state.at) ? move : erase]}
			lastKeys={[state.at === 'machines' ? back : previous, ...(isFreeText(state.at) ? [{...quit, shown: 'Ctrl-C'}] : [help, quit])]}
		/>
	);
}
