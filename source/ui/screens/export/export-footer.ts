import type {TargetOutcome} from '../../../formats/export-files.js';
import type {Binding} from '../../binding.js';
import {keyMap} from '../../key-map.js';
import type {ExportView} from './export-reducer.js';

const {exportTargets, exportPreview, exportValues: valueKeys, exportWrite} = keyMap;
const {help, back: escape, quit} = keyMap.everywhere;

/** While something is typed, `?` and `q` are letters of it. */
const whileTyping: readonly Binding[] = [{...quit, shown: 'Ctrl-C'}];

const allKeysOf: Readonly<Record<ExportView['kind'], readonly Binding[]>> = {
	targets: [exportTargets.preview, exportTargets.toggle, exportTargets.values, exportTargets.write, exportTargets.move, exportTargets.all],
	preview: [exportPreview.next, exportPreview.sideways],
	values: [valueKeys.next, valueKeys.previous, valueKeys.erase],
	directory: [exportWrite.submit, exportWrite.erase],
	writing: [],
	asking: [exportWrite.replace, exportWrite.keep],
	written: [exportWrite.done],
};

export const lastKeysOf: Readonly<Record<ExportView['kind'], readonly Binding[]>> = {
	targets: [help, escape, quit],
	preview: [help, escape, quit],
	values: [valueKeys.leave, ...whileTyping],
	directory: [escape, ...whileTyping],
	writing: [],
	asking: [help, quit],
	written: [help, quit],
};

/** The keys that do something at the moment. */
export function keysOf(view: ExportView['kind'], {outcome, hasFiles, files, isWide}: {
	outcome: TargetOutcome | undefined;
	hasFiles: boolean;
	/** How many files the target has. */
	files: number;
	/** Whether lines of the file reach out of the window. */
	isWide: boolean;
}): readonly Binding[] {
	if (outcome === undefined) {
		return [];
	}

	const idle = new Set<Binding>([
		...(outcome.kind === 'written' ? [] : [exportTargets.preview]),
		...(hasFiles ? [] : [exportTargets.write]),
		...(files > 1 ? [] : [exportPreview.next]),
		...(isWide ? [] : [exportPreview.sideways]),
	]);
	return allKeysOf[view].filter(key => !idle.has(key));
}
