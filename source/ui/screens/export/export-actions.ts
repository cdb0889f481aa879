import type {TargetOutcome} from '../../../formats/export-files.js';
import {boundTo} from '../../binding.js';
import {keyMap} from '../../key-map.js';
import type {KeyPress} from '../../key-press.js';
import {firstNeed} from './export-outcomes.js';
import type {ExportAction, ExportState} from './export-reducer.js';

/** What a key has to know of what is shown. */
export type Shown = {
	/** What comes of the target under the cursor; undefined where nothing can be written at all. */
	readonly outcome: TargetOutcome | undefined;
	readonly hasFiles: boolean;
	/** How far the widest line of the file reaches out of the window, in columns. */
	readonly mostShift: number;
	/** Columns by which one key moves a file sideways. */
	readonly shiftStep: number;
};

function onTargets(press: KeyPress, state: ExportState, {outcome, hasFiles}: Shown): ExportAction | undefined {
	const action = outcome && boundTo(keyMap.exportTargets, press);
	switch (action) {
		case 'move': {
			return {on: 'targets', type: 'move', step: press.name === 'up' || press.name === 'k' ? -1 : 1};
		}

		case 'toggle': {
			return {on: 'targets', type: 'toggle'};
		}

		case 'all': {
			return {on: 'targets', type: 'toggle-all'};
		}

		case 'preview': {
			const field = firstNeed(outcome, state);
			return outcome?.kind === 'written' ? {on: 'targets', type: 'preview'} : field && {on: 'targets', type: 'values', field};
		}

		case 'values': {
			const field = firstNeed(outcome, state);
			return field ? {on: 'targets', type: 'values', field} : {on: 'targets', type: 'values'};
		}

		case 'write': {
			return hasFiles ? {on: 'targets', type: 'write'} : undefined;
		}

		case undefined: {
			return undefined;
		}
	}
}

function onPreview(press: KeyPress, {outcome, mostShift, shiftStep}: Shown): ExportAction | undefined {
	const files = outcome?.kind === 'written' ? outcome.files.size : 1;
	switch (boundTo({...keyMap.exportPreview, leave: keyMap.everywhere.back}, press)) {
		case 'next': {
			return {on: 'preview', type: 'turn', step: 1, files};
		}

		case 'previous': {
			return {on: 'preview', type: 'turn', step: -1, files};
		}

		case 'sideways': {
			return {on: 'preview', type: 'shift', by: press.name === 'left' ? -shiftStep : shiftStep, most: mostShift};
		}

		case 'leave': {
			return {on: 'preview', type: 'leave'};
		}

		case undefined: {
			return undefined;
		}
	}
}

const plainMarks: ReadonlyMap<string, string> = new Map([['、', ','], ['。', '.'], ['space', ' ']]);

/** Values are held to ASCII rules: what an input method makes full-width is meant as the plain character. */
function plainCharacter({name, text}: KeyPress): string {
	return text === '' ? '' : plainMarks.get(name) ?? name;
}

function onValues(press: KeyPress, {fields, view}: ExportState): ExportAction | undefined {
	const action = boundTo(keyMap.exportValues, press);
	if (action) {
		return {on: 'values', type: action};
	}

	const isFreeText = view.kind === 'values' && fields[view.field] === 'backupTo';
	const character = isFreeText ? press.text : plainCharacter(press);
	return character === '' ? undefined : {on: 'values', type: 'type', character};
}

function onDirectory(press: KeyPress): ExportAction | undefined {
	const {submit, erase} = keyMap.exportWrite;
	const action = boundTo({submit, erase, leave: keyMap.everywhere.back}, press);
	if (action) {
		return {on: 'directory', type: action};
	}

	return press.text === '' ? undefined : {on: 'directory', type: 'type', character: press.text};
}

/** What a key does in this view; undefined leaves it to the app. */
export function exportAction(press: KeyPress, state: ExportState, shown: Shown): ExportAction | undefined {
	switch (state.view.kind) {
		case 'targets': {
			return onTargets(press, state, shown);
		}

		case 'preview': {
			return onPreview(press, shown);
		}

		case 'values': {
			return onValues(press, state);
		}

		case 'directory': {
			return onDirectory(press);
		}

		case 'asking': {
			const {replace, keep} = keyMap.exportWrite;
			const action = boundTo({replace, keep}, press);
			return action && {on: 'asking', type: action};
		}

		case 'writing':
		case 'written': {
			return undefined;
		}
	}
}
