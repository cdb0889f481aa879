import {targets} from '../../../formats/targets.js';
import type {Text} from '../../../model/language.js';
import type {Plan} from '../../../model/plan.js';
import {exportWrite} from '../../../present/messages/export-screen.js';
import type {ExportResult} from '../../world.js';
import {checkValues, fieldsFor, type ExportField, type TypedValues} from './export-values.js';

/** Room for the addresses of a thousand machines. */
const longestValue = 50_000;

/** Longer paths are refused by the systems anyway. */
const longestDirectory = 4096;

export type ExportView
	= | {readonly kind: 'targets'}
		/** One file of the target under the cursor, moved sideways by `shift` columns. */
		| {readonly kind: 'preview'; readonly file: number; readonly shift: number}
		/** `isTold`: what is wrong with the value is said only once one has gone on, and not while it is typed. */
		| {readonly kind: 'values'; readonly field: number; readonly isTold: boolean}
		| {readonly kind: 'directory'; readonly error: Text | undefined}
		| {readonly kind: 'writing'; readonly force: boolean}
		/** These files are there already. */
		| {readonly kind: 'asking'; readonly files: readonly string[]}
		| {readonly kind: 'written'};

export type ViewOf<Kind extends ExportView['kind']> = Extract<ExportView, {readonly kind: Kind}>;

export type ExportState = {
	readonly plan: Plan;
	readonly fields: readonly ExportField[];
	/** Place among the targets. */
	readonly cursor: number;
	/** Targets that are not to be written. */
	readonly unmarked: ReadonlySet<string>;
	readonly typed: TypedValues;
	/** What was typed when one last went on: what the files are made from. */
	readonly taken: TypedValues;
	readonly directory: string;
	readonly view: ExportView;
};

type TargetsAction = {readonly on: 'targets'} & (
	| {readonly type: 'move'; readonly step: -1 | 1}
	| {readonly type: 'toggle' | 'toggle-all' | 'preview' | 'write'}
	| {readonly type: 'values'; readonly field?: ExportField}
);

type PreviewAction = {readonly on: 'preview'} & (
	/** @param files how many there are to turn over. */
	| {readonly type: 'turn'; readonly step: -1 | 1; readonly files: number}
	/** @param most how far the widest line reaches out of the window, in columns. */
	| {readonly type: 'shift'; readonly by: number; readonly most: number}
	| {readonly type: 'leave'}
);

type TypingAction = {readonly type: 'type'; readonly character: string} | {readonly type: 'erase' | 'leave'};

type ValuesAction = {readonly on: 'values'} & (TypingAction | {readonly type: 'next' | 'previous'});

type DirectoryAction = {readonly on: 'directory'} & (TypingAction | {readonly type: 'submit'});

/** What was done in which view. */
export type ExportAction
	= | TargetsAction
		| PreviewAction
		| ValuesAction
		| DirectoryAction
		| {readonly on: 'writing'; readonly type: 'result'; readonly result: ExportResult}
		| {readonly on: 'asking'; readonly type: 'replace' | 'keep'};

/** Everything is marked, and the directory is named after the plan. */
export function startExport(plan: Plan): ExportState {
	return {
		plan, fields: fieldsFor(plan), cursor: 0, unmarked: new Set(), typed: {}, taken: {}, directory: `${plan.metadata.name}-export`, view: {kind: 'targets'},
	};
}

const wrapped = (index: number, count: number) => (index + count) % count;

const withoutLast = (text: string) => [...text].slice(0, -1).join('');

function onTargets(state: ExportState, action: TargetsAction): ExportState {
	const {name} = targets[state.cursor]!;
	switch (action.type) {
		case 'move': {
			return {...state, cursor: wrapped(state.cursor + action.step, targets.length)};
		}

		case 'toggle': {
			const unmarked = new Set(state.unmarked);
			if (!unmarked.delete(name)) {
				unmarked.add(name);
			}

			return {...state, unmarked};
		}

		case 'toggle-all': {
			return {...state, unmarked: new Set(state.unmarked.size === 0 ? targets.map(target => target.name) : [])};
		}

		case 'preview': {
			return {...state, view: {kind: 'preview', file: 0, shift: 0}};
		}

		case 'values': {
			return {...state, view: {kind: 'values', field: Math.max(0, action.field === undefined ? 0 : state.fields.indexOf(action.field)), isTold: true}};
		}

		case 'write': {
			return {...state, view: {kind: 'directory', error: undefined}};
		}
	}
}

function onPreview(state: ExportState, view: ViewOf<'preview'>, action: PreviewAction): ExportState {
	switch (action.type) {
		case 'turn': {
			return {...state, view: {kind: 'preview', file: wrapped(view.file + action.step, action.files), shift: 0}};
		}

		case 'shift': {
			return {...state, view: {...view, shift: Math.max(0, Math.min(view.shift + action.by, action.most))}};
		}

		case 'leave': {
			return {...state, view: {kind: 'targets'}};
		}
	}
}

function onValues(state: ExportState, view: ViewOf<'values'>, action: ValuesAction): ExportState {
	const field = state.fields[view.field]!;
	const text = state.typed[field] ?? '';
	const retyped = (after: string): ExportState => ({...state, typed: {...state.typed, [field]: after}, view: {...view, isTold: false}});
	const taken: ExportState = {...state, taken: state.typed};
	switch (action.type) {
		case 'type': {
			return text.length < longestValue ? retyped(text + action.character) : state;
		}

		case 'erase': {
			return retyped(withoutLast(text));
		}

		case 'next': {
			if (checkValues(state.plan, state.typed).problems.has(field)) {
				return {...taken, view: {...view, isTold: true}};
			}

			const after = view.field + 1;
			return {...taken, view: after < state.fields.length ? {kind: 'values', field: after, isTold: true} : {kind: 'targets'}};
		}

		case 'previous': {
			return {...taken, view: {kind: 'values', field: Math.max(0, view.field - 1), isTold: true}};
		}

		case 'leave': {
			return {...taken, view: {kind: 'targets'}};
		}
	}
}

function onDirectory(state: ExportState, action: DirectoryAction): ExportState {
	const editing = (directory: string, error?: Text): ExportState => ({...state, directory, view: {kind: 'directory', error}});
	switch (action.type) {
		case 'type': {
			return state.directory.length < longestDirectory ? editing(state.directory + action.character) : state;
		}

		case 'erase': {
			return editing(withoutLast(state.directory));
		}

		case 'submit': {
			const directory = state.directory.trim();
			return directory === '' ? editing(state.directory, exportWrite.empty) : {...state, directory, view: {kind: 'writing', force: false}};
		}

		case 'leave': {
			return {...state, view: {kind: 'targets'}};
		}
	}
}

function afterWriting(state: ExportState, result: ExportResult): ExportState {
	switch (result.kind) {
		case 'written': {
			return {...state, view: {kind: 'written'}};
		}

		case 'exists': {
			return {...state, view: {kind: 'asking', files: result.files}};
		}

		case 'failed': {
			return {...state, view: {kind: 'directory', error: result.says}};
		}
	}
}

/** Choosing, reading, filling in and writing the files of a plan. What does not belong to a view changes nothing. */
export function reduceExport(state: ExportState, action: ExportAction): ExportState {
	const {view} = state;
	switch (action.on) {
		case 'targets': {
			return view.kind === 'targets' ? onTargets(state, action) : state;
		}

		case 'preview': {
			return view.kind === 'preview' ? onPreview(state, view, action) : state;
		}

		case 'values': {
			return view.kind === 'values' ? onValues(state, view, action) : state;
		}

		case 'directory': {
			return view.kind === 'directory' ? onDirectory(state, action) : state;
		}

		case 'writing': {
			return view.kind === 'writing' ? afterWriting(state, action.result) : state;
		}

		case 'asking': {
			if (view.kind !== 'asking') {
				return state;
			}

			return {...state, view: action.type === 'replace' ? {kind: 'writing', force: true} : {kind: 'directory', error: undefined}};
		}
	}
}
