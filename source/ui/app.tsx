import {useEffect, useMemo} from 'react';
import {Box} from 'ink';
import type {Language} from '../model/language.js';
import {common} from '../present/messages/common.js';
import {span} from '../present/span.js';
import {reduceApp, startApp} from './app-reducer.js';
import {boundTo} from './binding.js';
import {Frame} from './components/frame.js';
import {Keyboard} from './components/keyboard.js';
import {useScreenState} from './hooks/use-screen-state.js';
import type {KeyPress} from './key-press.js';
import {keyMap} from './key-map.js';
import {HelpScreen, preloadScreens, RoutedScreen} from './routed-screen.js';
import {themeContext} from './theme.js';
import type {Route, ScreenProps, World} from './world.js';

export type AppProps = {
	readonly world: World;
	readonly start: readonly Route[];
	/** Ends the program; 0 after `q`, 130 after Ctrl-C. */
	readonly onQuit: (exitCode: number) => void;
	readonly onPress?: (press: KeyPress) => void;
};

/** The stack of screens, the keys that mean the same everywhere, and the help above it all. */
export function App({world, start, onQuit, onPress}: AppProps) {
	const [state, dispatch] = useScreenState(reduceApp, () => startApp(world.language, start));
	const {language, stack, isHelpOpen} = state;
	const spoken = useMemo(() => ({...world, language}), [world, language]);
	const theme = useMemo(() => ({ascii: world.ascii, screenReader: world.screenReader}), [world]);
	const actions = useMemo(() => ({
		go(route: Route) {
			dispatch({type: 'go', route});
		},
		back() {
			dispatch({type: 'back'});
		},
		replace(route: Route) {
			dispatch({type: 'replace', route});
		},
		help() {
			dispatch({type: 'open-help'});
		},
		speak(language: Language) {
			world.progress.record({kind: 'language', language});
			dispatch({type: 'speak', language});
		},
		quit() {
			onQuit(0);
		},
	}), [dispatch, onQuit, world]);

	useEffect(() => {
		// What cannot be loaded is told where it is opened.
		preloadScreens().catch(() => undefined);
	}, []);

	const onUnused = (press: KeyPress) => {
		switch (boundTo(keyMap.everywhere, press)) {
			case 'quit': {
				onQuit(press.name === 'ctrl-c' ? 130 : 0);
				break;
			}

			case 'back': {
				actions.back();
				break;
			}

			case 'help': {
				actions.help();
				break;
			}

			case 'language': {
				actions.speak(language === 'en' ? 'zh' : 'en');
				break;
			}

			case 'scroll':
			case undefined: {
				break;
			}
		}
	};

	const loading = <Frame isActive={false} language={language} crumbs={[]} rows={[[span(common.loading[language], 'dim')]]} keys={[]}/>;
	const top = stack.at(-1)!;
	const help = isHelpOpen
		? <HelpScreen loading={loading} language={language} screen={top.route.screen} back={actions.back}/>
		: null;
	return (
		<themeContext.Provider value={theme}>
			<Keyboard onUnused={onUnused} {...(onPress ? {onPress} : {})}>
				{stack.map(({id, route}) => {
					const active = id === top.id && !isHelpOpen;
					return (
						<Box key={id} display={active ? 'flex' : 'none'} flexDirection='column'>
							<RoutedScreen {...actions} loading={loading} route={route} world={spoken} active={active}/>
						</Box>
					);
				})}
				{help}
			</Keyboard>
		</themeContext.Provider>
	);
}

