import type {Binding} from '../../binding.js';
import type {KeyPress} from '../../key-press.js';
import type {PlayAction, PlayState} from './play-reducer.js';

export function playAction(_play: PlayState, _press: KeyPress): PlayAction | undefined {
	return undefined;
}

export function playBindings(_play: PlayState): Binding[] {
	return [];
}
