import type {Text} from '../../../model/language.js';
import {saveWords} from '../../../present/messages/save.js';
import type {SaveResult} from '../../world.js';

export const firstPath = 'plan.yaml';

/** Longer paths are refused by the systems anyway. */
const longestPath = 4096;

export type SaveState
	= | {readonly phase: 'editing'; readonly path: string; readonly error: Text | undefined}
		/** Something is there; `path` is where. */
		| {readonly phase: 'asking'; readonly path: string}
		| {readonly phase: 'saving'; readonly path: string; readonly force: boolean}
		| {readonly phase: 'saved'; readonly path: string};

export type SaveAction
	= | {readonly type: 'type'; readonly character: string}
		| {readonly type: 'erase'}
		| {readonly type: 'submit'}
		| {readonly type: 'replace'}
		| {readonly type: 'keep'}
		| {readonly type: 'result'; readonly result: SaveResult};

/** @param path where one saved last, so that a plan is saved again without typing it anew. */
export function startSave(path = firstPath): SaveState {
	return {phase: 'editing', path, error: undefined};
}

function afterSaving(state: SaveState, result: SaveResult): SaveState {
	switch (result.kind) {
		case 'saved': {
			return {phase: 'saved', path: result.path};
		}

		case 'exists': {
			return {phase: 'asking', path: state.path};
		}

		case 'failed': {
			// The path stays, so that only what is wrong with it has to be typed.
			return {phase: 'editing', path: state.path, error: result.says};
		}
	}
}

/** Entering a path, saving, and the question before anything is replaced. What does not belong to a phase changes nothing. */
export function reduceSave(state: SaveState, action: SaveAction): SaveState {
	if (action.type === 'result') {
		return state.phase === 'saving' ? afterSaving(state, action.result) : state;
	}

	if (state.phase === 'asking') {
		if (action.type === 'replace') {
			return {phase: 'saving', path: state.path, force: true};
		}

		return action.type === 'keep' ? {phase: 'editing', path: state.path, error: undefined} : state;
	}

	if (state.phase !== 'editing') {
		return state;
	}

	const {path} = state;
	switch (action.type) {
		case 'type': {
			return path.length < longestPath ? {phase: 'editing', path: path + action.character, error: undefined} : state;
		}

		case 'erase': {
			return {phase: 'editing', path: [...path].slice(0, -1).join(''), error: undefined};
		}

		case 'submit': {
			return path.trim() === '' ? {...state, error: saveWords.empty} : {phase: 'saving', path: path.trim(), force: false};
		}

		case 'replace':
		case 'keep': {
			return state;
		}
	}
}
