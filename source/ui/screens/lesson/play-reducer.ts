import {startLease, stepLease, type LeasePlay, type LeaseState} from '../../../course/plays/lease-play.js';
import {startQuorum, stepQuorum, type QuorumPlay, type QuorumState} from '../../../course/plays/quorum-play.js';
import {startVrrp, stepVrrp, type VrrpPlay, type VrrpState} from '../../../course/plays/vrrp-play.js';
import type {Play} from '../../../model/lesson.js';

type Clocked = {
	/** The member, router or candidate under the cursor, counted from 0. */
	readonly cursor: number;
	readonly isRunning: boolean;
	/** Seconds on the time line per second on the wall. */
	readonly speed: number;
};

export type PlayState
	= | (Clocked & {readonly model: 'quorum'; readonly play: QuorumPlay; readonly board: QuorumState})
		| (Clocked & {readonly model: 'vrrp'; readonly play: VrrpPlay; readonly board: VrrpState})
		| (Clocked & {readonly model: 'lease'; readonly play: LeasePlay; readonly board: LeaseState});

export type PlayAction
	= | {readonly type: 'move'; readonly by: -1 | 1}
		/** Kills or revives the member at this place, or the one under the cursor. */
		| {readonly type: 'toggle'; readonly index?: number}
		| {readonly type: 'add'}
		| {readonly type: 'remove'}
		| {readonly type: 'kill' | 'terminate' | 'cut' | 'freeze'}
		/** Undoes any of these: starts again, connects again, wakes up. */
		| {readonly type: 'restart'}
		| {readonly type: 'pause'}
		| {readonly type: 'step'}
		/** A faster or a slower clock. */
		| {readonly type: 'speed'; readonly by: -1 | 1}
		/** Time went by on the wall. */
		| {readonly type: 'time'; readonly elapsedMs: number}
		/** The page is left: the clock stops. */
		| {readonly type: 'stop'}
		| {readonly type: 'over'};

const speeds = [0.25, 0.5, 1, 2, 5, 10];

/** Time lines start paused: nothing moves before a key says so. */
export function startPlay(play: Play): PlayState {
	const clock = {cursor: 0, isRunning: false, speed: 1};
	switch (play.model) {
		case 'quorum': {
			return {...clock, model: 'quorum', play, board: startQuorum(play)};
		}

		case 'vrrp': {
			return {...clock, model: 'vrrp', play, board: startVrrp(play)};
		}

		case 'lease': {
			return {...clock, model: 'lease', play, board: startLease(play)};
		}
	}
}

/** One step by hand: a tenth of an advert interval, a quarter of a retry period. */
function stepMs(state: PlayState): number {
	return state.model === 'vrrp' ? state.play.advertMs / 10 : (state.model === 'lease' ? state.play.retryPeriodMs / 4 : 0);
}

function size(state: PlayState): number {
	return state.model === 'quorum' ? state.board.members.length : (state.model === 'vrrp' ? state.board.routers.length : state.board.candidates.length);
}

/** Time on the line; a board of members has none. */
function elapse(state: PlayState, elapsedMs: number): PlayState {
	switch (state.model) {
		case 'quorum': {
			return state;
		}

		case 'vrrp': {
			return {...state, board: stepVrrp(state.board, {type: 'tick', elapsedMs})};
		}

		case 'lease': {
			return {...state, board: stepLease(state.board, {type: 'tick', elapsedMs})};
		}
	}
}

function reduceMembers(state: PlayState & {model: 'quorum'}, action: PlayAction): PlayState {
	const {board, cursor} = state;
	if (action.type === 'add') {
		return {...state, board: stepQuorum(board, {type: 'add'})};
	}

	const index = action.type === 'toggle' ? action.index ?? cursor : cursor;
	const member = board.members[index];
	if (!member || (action.type !== 'toggle' && action.type !== 'remove')) {
		return state;
	}

	if (action.type === 'toggle') {
		return {...state, cursor: index, board: stepQuorum(board, {type: member.isUp ? 'kill' : 'revive', member: member.name})};
	}

	const after = stepQuorum(board, {type: 'remove', member: member.name});
	return {...state, board: after, cursor: Math.min(cursor, after.members.length - 1)};
}

/** What is done to the machine under the cursor. */
type Blow = Extract<PlayAction['type'], 'kill' | 'terminate' | 'cut' | 'freeze' | 'restart'>;

function strikeRouter(state: PlayState & {model: 'vrrp'}, blow: Blow): PlayState {
	const {name, state: at} = state.board.routers[state.cursor]!;
	// A frozen keepalived is a silent one: VRRP has no word of its own for it.
	const types = {kill: 'kill', terminate: 'terminate', cut: 'cut', freeze: undefined, restart: at === 'DOWN' ? 'revive' : 'heal'} as const;
	const type = types[blow];
	return type ? {...state, board: stepVrrp(state.board, {type, router: name})} : state;
}

function strikeCandidate(state: PlayState & {model: 'lease'}, blow: Blow): PlayState {
	const {name, role, isFrozen} = state.board.candidates[state.cursor]!;
	const back = role === 'gone' ? 'revive' : (isFrozen ? 'thaw' : 'heal');
	const types = {kill: 'crash', terminate: 'stop', cut: 'cut', freeze: 'freeze', restart: back} as const;
	return {...state, board: stepLease(state.board, {type: types[blow], candidate: name})};
}

function strike(state: PlayState, blow: Blow): PlayState {
	if (state.model === 'quorum') {
		return state;
	}

	return state.model === 'vrrp' ? strikeRouter(state, blow) : strikeCandidate(state, blow);
}

const halted = (state: PlayState): PlayState => state.isRunning ? {...state, isRunning: false} : state;

/** One key's worth on a board or time line, or some time that went by. */
export function reducePlay(state: PlayState, action: PlayAction): PlayState {
	switch (action.type) {
		case 'move': {
			return {...state, cursor: Math.max(0, Math.min(size(state) - 1, state.cursor + action.by))};
		}

		case 'pause': {
			return {...state, isRunning: !state.isRunning && state.model !== 'quorum'};
		}

		case 'stop': {
			return halted(state);
		}

		case 'step': {
			return elapse({...state, isRunning: false}, stepMs(state));
		}

		case 'time': {
			return state.isRunning ? elapse(state, Math.round(action.elapsedMs * state.speed)) : state;
		}

		case 'speed': {
			return {...state, speed: speeds[speeds.indexOf(state.speed) + action.by] ?? state.speed};
		}

		case 'over': {
			return {...startPlay(state.play), speed: state.speed};
		}

		case 'toggle':
		case 'add':
		case 'remove': {
			return state.model === 'quorum' ? reduceMembers(state, action) : state;
		}

		case 'kill':
		case 'terminate':
		case 'cut':
		case 'freeze':
		case 'restart': {
			return strike(state, action.type);
		}
	}
}
