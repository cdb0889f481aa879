import {simulator as words} from '../../../present/messages/simulator.js';
import {boundTo} from '../../binding.js';
import {simulateKeys} from '../../key-map-simulate.js';
import type {KeyPress} from '../../key-press.js';
import type {Accident} from './accidents.js';
import type {MenuStep} from './accident-menu.js';
import type {Command, Panel, SimulateAction, SimulateState} from './simulate-reducer.js';

/** What a key means here and now: something for the reducer, or something that is done to the run. */
export type Intent = {readonly action: SimulateAction} | {readonly command: Command};

/** What keys have to know of the run. */
export type Facts = {
	readonly accidents: readonly Accident[];
	/** What would mend something; undefined where nothing is broken. */
	readonly mending: string | undefined;
	/** The next question of an open menu. */
	readonly step: MenuStep | undefined;
	/** The deed that is said in full with this option; undefined: more has to be asked. */
	readonly deedWith: (option: string) => string | undefined;
	/** How many programs there are to look into. */
	readonly programs: number;
	/** How many lines have been told. */
	readonly lines: number;
	readonly seed: number;
	readonly hasViews: boolean;
};

const {simulate: keys, simulateMenu: menuKeys} = simulateKeys;
const {play, step, speed, seek, ends, tenths, ...otherKeys} = keys;
const movingKeys = {play, step, speed, seek, ends, tenths};

/** A deed happens at once, unless it would discard what has been seen: then a person is asked. */
export function doing({moment}: SimulateState, deed: string): Intent {
	if (moment.nowUs >= moment.untilUs) {
		return {action: {type: 'say', says: words.atEnd}};
	}

	const command: Command = {kind: 'do', deed};
	return moment.discards ? {action: {type: 'open', panel: {kind: 'ask', command, what: deed}}} : {command};
}

function restarting({moment}: SimulateState, seed: number): Intent {
	const command: Command = {kind: 'restart', seed};
	return moment.made.length > 0 ? {action: {type: 'open', panel: {kind: 'ask', command, what: String(seed)}}} : {command};
}

/** Keys that move the run: they work whatever lies over the story. */
function moving({moment}: SimulateState, press: KeyPress): Intent | undefined {
	const seekTo = (toUs: number): Intent => ({command: {kind: 'seek', toUs: Math.max(0, Math.min(moment.untilUs, Math.round(toUs)))}});
	switch (boundTo(movingKeys, press)) {
		case 'play': {
			// As with every player: at the end it plays from the beginning.
			return moment.nowUs >= moment.untilUs ? seekTo(0) : {action: {type: 'play'}};
		}

		case 'step': {
			return {command: {kind: press.name === 'right' || press.name === 'l' ? 'step-forward' : 'step-back'}};
		}

		case 'speed': {
			return {action: {type: 'speed', by: press.name === '+' || press.name === '=' ? 1 : -1}};
		}

		case 'seek': {
			return seekTo(moment.nowUs + ((press.name === 'page-down' ? 1 : -1) * moment.untilUs / 20));
		}

		case 'ends': {
			return seekTo(press.name === 'home' ? 0 : moment.untilUs);
		}

		case 'tenths': {
			return seekTo(moment.untilUs * Number(press.name) / 10);
		}

		case undefined: {
			return undefined;
		}
	}
}

/** What is under the cursor of a menu is taken. */
function picking(state: SimulateState, cursor: number, {step, deedWith}: Facts): Intent | undefined {
	const option = step?.options[cursor];
	if (option === undefined) {
		return undefined;
	}

	const deed = deedWith(option);
	return deed === undefined ? {action: {type: 'choose', option}} : doing(state, deed);
}

function inMenu(state: SimulateState, panel: Extract<Panel, {readonly kind: 'menu' | 'inspect'}>, press: KeyPress, facts: Facts): Intent | undefined {
	const bound = boundTo(menuKeys, press);
	if (bound === 'move') {
		return {action: {type: 'move', by: press.name === 'up' ? -1 : 1, count: panel.kind === 'menu' ? facts.step?.options.length ?? 1 : facts.programs}};
	}

	if (panel.kind === 'inspect') {
		return boundTo(keys, press) === 'inspect' ? {action: {type: 'close'}} : moving(state, press);
	}

	return bound === 'pick' ? picking(state, panel.cursor, facts) : undefined;
}

function inPanel(state: SimulateState, press: KeyPress, facts: Facts): Intent | undefined {
	const {panel} = state;
	const bound = boundTo(menuKeys, press);
	if (bound === 'close') {
		return {action: {type: 'close'}};
	}

	if (panel.kind === 'menu' || panel.kind === 'inspect') {
		return inMenu(state, panel, press, facts);
	}

	if (panel.kind === 'ask') {
		return bound === 'yes' || bound === 'pick' ? {command: panel.command} : undefined;
	}

	return boundTo(keys, press) === 'code' ? {action: {type: 'close'}} : undefined;
}

/** What a key does; undefined: nothing here, so that it means what it means everywhere. */
export function intentOf(state: SimulateState, press: KeyPress, facts: Facts): Intent | undefined {
	if (state.panel.kind !== 'none') {
		return inPanel(state, press, facts);
	}

	const accident = facts.accidents.find(({key}) => key === press.name);
	if (accident) {
		return doing(state, accident.deed);
	}

	switch (boundTo(otherKeys, press)) {
		case 'read': {
			return {action: {type: 'read', by: press.name === 'up' ? 1 : -1, lines: facts.lines}};
		}

		case 'view': {
			return facts.hasViews ? {action: {type: 'view'}} : undefined;
		}

		case 'inspect': {
			return {action: {type: 'open', panel: {kind: 'inspect', index: 0}}};
		}

		case 'menu': {
			return {action: {type: 'open', panel: {kind: 'menu', chosen: [], cursor: 0}}};
		}

		case 'mend': {
			return facts.mending === undefined ? {action: {type: 'say', says: words.nothingToMend}} : doing(state, facts.mending);
		}

		case 'undo': {
			return state.moment.made.length === 0 ? {action: {type: 'say', says: words.nothingToUndo}} : {command: {kind: 'undo'}};
		}

		case 'code': {
			return {action: {type: 'open', panel: {kind: 'code'}}};
		}

		case 'restart': {
			return restarting(state, facts.seed + 1);
		}

		case undefined: {
			return moving(state, press);
		}
	}
}
