import type {Language} from '../model/language.js';
import type {Route} from './world.js';

/** The stack of screens: the last is seen, those below it keep what was typed into them. */
export type AppState = {
	readonly language: Language;
	readonly stack: readonly PlacedRoute[];
	readonly isHelpOpen: boolean;
	/** Counts screens, so that each has an identity of its own. */
	readonly opened: number;
};

export type PlacedRoute = {readonly id: number; readonly route: Route};

export type AppAction
	= | {readonly type: 'go'; readonly route: Route}
		| {readonly type: 'replace'; readonly route: Route}
		| {readonly type: 'back'}
		| {readonly type: 'open-help'}
		| {readonly type: 'close-help'}
		| {readonly type: 'speak'; readonly language: Language};

/** Home is always at the bottom, so that going back never ends the program. */
export function startApp(language: Language, start: readonly Route[]): AppState {
	const routes: readonly Route[] = start[0]?.screen === 'home' ? start : [{screen: 'home'}, ...start];
	return {language, stack: routes.map((route, id) => ({id, route})), isHelpOpen: false, opened: routes.length};
}

export function reduceApp(state: AppState, action: AppAction): AppState {
	switch (action.type) {
		case 'go': {
			return {...state, stack: [...state.stack, {id: state.opened, route: action.route}], opened: state.opened + 1};
		}

		case 'replace': {
			const below = state.stack.length > 1 ? state.stack.slice(0, -1) : state.stack;
			return {...state, stack: [...below, {id: state.opened, route: action.route}], opened: state.opened + 1};
		}

		case 'back': {
			if (state.isHelpOpen) {
				return {...state, isHelpOpen: false};
			}

			return state.stack.length > 1 ? {...state, stack: state.stack.slice(0, -1)} : state;
		}

		case 'open-help': {
			return {...state, isHelpOpen: true};
		}

		case 'close-help': {
			return {...state, isHelpOpen: false};
		}

		case 'speak': {
			return {...state, language: action.language};
		}
	}
}
