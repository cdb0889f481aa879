import type {Text} from '../../../model/language.js';
import {boundTo, type Binding} from '../../binding.js';
import type {KeyPress} from '../../key-press.js';
import {keyMap} from '../../key-map.js';
import type {PlayAction, PlayState} from './play-reducer.js';

const direction = (press: KeyPress): -1 | 1 => press.name === 'up' ? -1 : 1;

function quorumAction(press: KeyPress): PlayAction | undefined {
	const bound = boundTo(keyMap.quorumPlay, press);
	switch (bound) {
		case 'member': {
			return {type: 'toggle', index: Number(press.name) - 1};
		}

		case 'move': {
			return {type: 'move', by: direction(press)};
		}

		case undefined: {
			return undefined;
		}

		case 'toggle':
		case 'add':
		case 'remove':
		case 'over': {
			return {type: bound};
		}
	}
}

/** What a key means to a board; undefined leaves it to the lesson. */
export function playAction(state: PlayState, press: KeyPress): PlayAction | undefined {
	if (state.model === 'quorum') {
		return quorumAction(press);
	}

	const bound = boundTo(keyMap.timePlay, press);
	if (bound === undefined || (bound === 'freeze' && state.model === 'vrrp')) {
		return undefined;
	}

	switch (bound) {
		case 'move': {
			return {type: 'move', by: direction(press)};
		}

		case 'faster':
		case 'slower': {
			return {type: 'speed', by: bound === 'faster' ? 1 : -1};
		}

		case 'pause':
		case 'step':
		case 'kill':
		case 'terminate':
		case 'cut':
		case 'freeze':
		case 'restart':
		case 'over': {
			return {type: bound};
		}
	}
}

/** What Space does while the clock runs. */
const halt: Text = {en: 'pause', zh: '暂停'};

/** The keys of a board, for the footer. */
export function playBindings(state: PlayState): Binding[] {
	if (state.model === 'quorum') {
		const {member, add, remove} = keyMap.quorumPlay;
		const {length} = state.board.members;
		return [{...member, shown: length === 1 ? '1' : `1-${length}`}, add, remove];
	}

	const {pause, step, kill, terminate, cut, restart} = keyMap.timePlay;
	return [state.isRunning ? {...pause, label: halt} : pause, step, kill, terminate, cut, restart];
}

/** The keys of a board that come last in the footer, where there is room. */
export function rarerPlayBindings(state: PlayState): Binding[] {
	if (state.model === 'quorum') {
		return [keyMap.quorumPlay.move, keyMap.quorumPlay.over];
	}

	const {move, freeze, faster, slower, over} = keyMap.timePlay;
	return [...(state.model === 'lease' ? [freeze] : []), move, over, faster, slower];
}
