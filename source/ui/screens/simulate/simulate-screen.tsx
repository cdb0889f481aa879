import {useEffect, useState} from 'react';
import {simulator as words} from '../../../present/messages/simulator.js';
import {defaultOptions, type ScenarioOptions} from '../../../simulation/scenarios/begin-scenario.js';
import {scenarioNamed} from '../../../simulation/scenarios/scenarios.js';
import {Frame, useFrameLayout} from '../../components/frame.js';
import {useKeys} from '../../hooks/use-keys.js';
import {usePlayback} from '../../hooks/use-playback.js';
import {useScreenState} from '../../hooks/use-screen-state.js';
import {keyMap} from '../../key-map.js';
import type {ScreenProps} from '../../world.js';
import {factsOf, hasViews} from './simulate-facts.js';
import {footerOf} from './simulate-footer.js';
import {intentOf} from './simulate-keys.js';
import {reduceSimulate, speedOf, startSimulate, type Command} from './simulate-reducer.js';
import {simulatePage} from './simulate-rows.js';
import {advance, momentOf, openSession, perform, prepare, shareCodeOf} from './simulate-session.js';

export type SimulateScreenProps = ScreenProps & {
	readonly scenario: string;
	readonly options?: ScenarioOptions;
	/** What was done by hand in the run that is told again. */
	readonly made?: readonly string[];
};

/** Milliseconds of computing in one frame: for what is played, beside it for what comes, and for what comes while nothing moves. */
const playBudgetMs = 12;
const aheadBudgetMs = 2;
const idleBudgetMs = 6;

/** A control plane that runs, breaks and comes back: the picture, the story, and the keys to both. */
export function SimulateScreen({world, active, scenario, options = defaultOptions, made}: SimulateScreenProps) {
	const {language, screenReader, leaveBehind} = world;
	const [session, setSession] = useState(() => openSession(scenarioNamed(scenario), options, made));
	const [isPrepared, setIsPrepared] = useState(false);
	const [state, dispatch] = useScreenState(reduceSimulate, () => startSimulate(momentOf(session), {hasChain: hasViews(session)}));
	const {width, height, isLinear} = useFrameLayout();
	const {panel, isPlaying, moment} = state;

	useEffect(() => {
		// Nobody looks on while another screen lies above.
		if (!active) {
			dispatch({type: 'pause'});
		}
	}, [active, dispatch]);

	usePlayback({
		isRunning: active && (isPlaying || !isPrepared),
		isSlow: screenReader && isPlaying,
		onTime(elapsedMs, spentMs) {
			if (isPlaying) {
				dispatch({type: 'passed', moment: advance(session, elapsedMs * 1000 * speedOf(state), () => spentMs() > playBudgetMs)});
			}

			if (!isPrepared) {
				const untilMs = isPlaying ? spentMs() + aheadBudgetMs : idleBudgetMs;
				setIsPrepared(!prepare(session, () => spentMs() > untilMs));
			}
		},
	});

	const run = (command: Command) => {
		setIsPrepared(false);
		if (command.kind === 'restart') {
			const next = openSession(session.scenario, {...session.options, seed: command.seed});
			setSession(next);
			dispatch({type: 'began', moment: momentOf(next)});
			return;
		}

		const last = moment.made.at(-1);
		const after = perform(session, command);
		dispatch({type: 'moved', moment: after, ...(command.kind === 'undo' && last !== undefined ? {says: words.undone(last)} : {})});
	};

	useKeys(press => {
		const intent = intentOf(state, press, factsOf(session, state));
		if (intent === undefined) {
			return false;
		}

		if ('command' in intent) {
			run(intent.command);
			return true;
		}

		const {panel: opened} = dispatch(intent.action);
		if (opened.kind === 'code') {
			// A terminal that breaks the line on the screen shows it whole once the screen is gone.
			leaveBehind?.(`k8s-ha-tutor simulate ${shareCodeOf(session)}`);
		}

		return true;
	}, {isActive: active});

	return (
		<Frame
			hasManyKeys
			language={language}
			isActive={active}
			crumbs={[words.title[language], session.scenario.title[language]]}
			rows={simulatePage(session, state, {language, width, height, isLinear})}
			pageKey={panel.kind === 'inspect' ? `inspect ${panel.index}` : ''}
			keys={footerOf(panel, {hasViews: hasViews(session)})}
			{...(panel.kind === 'none' ? {} : {lastKeys: [keyMap.everywhere.help, keyMap.everywhere.quit]})}
		/>
	);
}
