import type {Play} from '../../../model/lesson.js';

export type PlayState = {readonly model: Play['model']; readonly isRunning: boolean};
export type PlayAction = {readonly type: 'stop'} | {readonly type: 'time'; readonly elapsedMs: number};
export function startPlay(play: Play): PlayState {
	return {model: play.model, isRunning: false};
}

export function reducePlay(state: PlayState, _action: PlayAction): PlayState {
	return state;
}
