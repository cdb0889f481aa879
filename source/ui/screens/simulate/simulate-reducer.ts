import type {Text} from '../../../model/language.js';
import type {Microseconds} from '../../../simulation/kernel/time.js';

/** Where the run stands. */
export type Moment = {
	readonly nowUs: Microseconds;
	readonly untilUs: Microseconds;
	/** How far anybody has seen it. */
	readonly seenUs: Microseconds;
	/** Whether a deed now would discard what has been seen. */
	readonly discards: boolean;
	/** What was done by hand, with its times. */
	readonly made: readonly string[];
	/** Of the time that was to go by, how much does: below 1 where the machine cannot keep up. */
	readonly pace: number;
};

/** What lies over the story. `ask` holds what a yes does. */
export type Panel
	= | {readonly kind: 'none'}
		| {readonly kind: 'menu'; readonly chosen: readonly string[]; readonly cursor: number}
		| {readonly kind: 'inspect'; readonly index: number}
		| {readonly kind: 'code'}
		| {readonly kind: 'ask'; readonly command: Command; readonly what: string};

/** What is done to the run. */
export type Command
	= | {readonly kind: 'step-forward'}
		| {readonly kind: 'step-back'}
		| {readonly kind: 'seek'; readonly toUs: Microseconds}
		/** A deed in the words of faults, now. */
		| {readonly kind: 'do'; readonly deed: string}
		| {readonly kind: 'undo'}
		| {readonly kind: 'restart'; readonly seed: number};

export type SimulateState = {
	readonly moment: Moment;
	readonly isPlaying: boolean;
	/** Its place among `speeds`. */
	readonly speed: number;
	/** On a small page either the chain or etcd's members are drawn. */
	readonly view: 'chain' | 'etcd';
	readonly panel: Panel;
	/** Said once, until something else happens. */
	readonly says: Text | null;
	/** How many lines of the story back one reads. */
	readonly back: number;
};

export type SimulateAction
	= | {readonly type: 'play'}
		| {readonly type: 'pause'}
		| {readonly type: 'speed'; readonly by: -1 | 1}
		| {readonly type: 'view'}
		| {readonly type: 'open'; readonly panel: Panel}
		| {readonly type: 'close'}
		/** The cursor in a menu of so many, or among so many programs. */
		| {readonly type: 'move'; readonly by: -1 | 1; readonly count: number}
		| {readonly type: 'choose'; readonly option: string}
		| {readonly type: 'read'; readonly by: number; readonly lines: number}
		/** Time went by. */
		| {readonly type: 'passed'; readonly moment: Moment}
		/** A key moved the run, or changed it. */
		| {readonly type: 'moved'; readonly moment: Moment; readonly says?: Text}
		| {readonly type: 'say'; readonly says: Text}
		/** Another run began. */
		| {readonly type: 'began'; readonly moment: Moment};

/** Simulated seconds per second: slow motion to see a message fly, and days in minutes. */
export const speeds = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000] as const;

const realTime = speeds.indexOf(1);

const noPanel: Panel = {kind: 'none'};

/** Nothing moves before a key says so. */
export function startSimulate(moment: Moment, {hasChain}: {readonly hasChain: boolean}): SimulateState {
	return {moment, isPlaying: false, speed: realTime, view: hasChain ? 'chain' : 'etcd', panel: noPanel, says: null, back: 0};
}

export function speedOf({speed}: SimulateState): number {
	return speeds[speed]!;
}

const clamp = (value: number, high: number): number => Math.max(0, Math.min(high, value));

function moveCursor(panel: Panel, by: number, count: number): Panel {
	if (panel.kind === 'menu') {
		return {...panel, cursor: clamp(panel.cursor + by, count - 1)};
	}

	return panel.kind === 'inspect' ? {...panel, index: clamp(panel.index + by, count - 1)} : panel;
}

/** A menu goes back one question; from the first it closes, as everything else does. */
function closed(panel: Panel): Panel {
	return panel.kind === 'menu' && panel.chosen.length > 0 ? {...panel, chosen: panel.chosen.slice(0, -1), cursor: 0} : noPanel;
}

type PanelAction = Extract<SimulateAction, {readonly type: 'open' | 'close' | 'move' | 'choose'}>;

function reducePanel(state: SimulateState, action: PanelAction): SimulateState {
	switch (action.type) {
		case 'open': {
			// What is looked at closely stands still.
			return {...state, panel: action.panel, isPlaying: false, says: null};
		}

		case 'close': {
			return {...state, panel: closed(state.panel)};
		}

		case 'move': {
			return {...state, panel: moveCursor(state.panel, action.by, action.count)};
		}

		case 'choose': {
			return state.panel.kind === 'menu' ? {...state, panel: {...state.panel, chosen: [...state.panel.chosen, action.option], cursor: 0}} : state;
		}
	}
}

export function reduceSimulate(state: SimulateState, action: SimulateAction): SimulateState {
	switch (action.type) {
		case 'play': {
			return {...state, isPlaying: !state.isPlaying, says: null, back: 0};
		}

		case 'pause': {
			return state.isPlaying ? {...state, isPlaying: false} : state;
		}

		case 'speed': {
			return {...state, speed: clamp(state.speed + action.by, speeds.length - 1)};
		}

		case 'view': {
			return {...state, view: state.view === 'chain' ? 'etcd' : 'chain'};
		}

		case 'open':
		case 'close':
		case 'move':
		case 'choose': {
			return reducePanel(state, action);
		}

		case 'read': {
			return {...state, back: clamp(state.back + action.by, Math.max(0, action.lines - 1))};
		}

		case 'passed': {
			const {moment} = action;
			return {...state, moment, isPlaying: state.isPlaying && moment.nowUs < moment.untilUs};
		}

		case 'moved': {
			const {moment, says = null} = action;
			const panel = state.panel.kind === 'inspect' ? state.panel : noPanel;
			return {...state, moment, says, panel, back: 0, isPlaying: state.isPlaying && moment.nowUs < moment.untilUs};
		}

		case 'say': {
			return {...state, says: action.says};
		}

		case 'began': {
			return {...state, moment: action.moment, says: null, panel: noPanel, back: 0};
		}
	}
}
