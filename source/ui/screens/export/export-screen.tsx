import {useMemo} from 'react';
import type {Plan} from '../../../model/plan.js';
import {fileLines, widestLine, windowRow} from '../../../present/file-window.js';
import {exportScreen as words, exportValues} from '../../../present/messages/export-screen.js';
import {planView} from '../../../present/messages/plan-view.js';
import {wizard} from '../../../present/messages/planner-wizard.js';
import {boundTo} from '../../binding.js';
import {Frame, useFrameLayout} from '../../components/frame.js';
import {useKeys} from '../../hooks/use-keys.js';
import {useScreenState} from '../../hooks/use-screen-state.js';
import {keyMap} from '../../key-map.js';
import type {ScreenProps} from '../../world.js';
import {exportAction} from './export-actions.js';
import {keysOf, lastKeysOf} from './export-footer.js';
import {filesToWrite, neededBy, outcomesOf, type Outcomes} from './export-outcomes.js';
import {reduceExport, startExport, type ExportState} from './export-reducer.js';
import {problemRows, totalRows} from './summary-rows.js';
import {targetsPage, widthForColumns, type Page} from './target-rows.js';
import {valuesPage} from './value-rows.js';
import {writePage} from './write-rows.js';

/** What was marked and typed for a plan, for as long as the plan is open. */
const kept = new WeakMap<Plan, ExportState>();

/** The file that is read: its path, its lines and the widest of them. */
function fileOf({outcomes}: Outcomes, cursor: number, index: number | undefined) {
	const outcome = outcomes[cursor];
	const files = outcome?.kind === 'written' ? [...outcome.files] : [];
	const [path, text] = (index === undefined ? undefined : files[Math.min(index, files.length - 1)]) ?? ['', ''];
	const lines = fileLines(text);
	return {path, lines, widest: widestLine(lines), count: files.length};
}

type ExportScreenProps = ScreenProps & {
	readonly plan: Plan;
	/** Chinese for the plan's English sentences. */
	readonly chinese: ReadonlyMap<string, string>;
};

/** The files of a plan: which there are, what is in them, what they still need, and where they go. */
export function ExportScreen({world, active, back, plan, chinese}: ExportScreenProps) {
	const {language, writeFiles} = world;
	const {width, height, isLinear, isSpoken} = useFrameLayout();
	const [state, dispatch] = useScreenState(reduceExport, (): ExportState => ({...kept.get(plan) ?? startExport(plan), view: {kind: 'targets'}}), (_, after) => {
		kept.set(plan, after);
	});
	const {cursor, taken, unmarked, view} = state;
	const outcomes = useMemo(() => outcomesOf(plan, taken, {language, chinese}), [plan, taken, language, chinese]);
	const outcome = outcomes.outcomes[cursor];
	const {file: index, shift = 0} = view.kind === 'preview' ? view : {};
	const file = useMemo(() => fileOf(outcomes, cursor, index), [outcomes, cursor, index]);
	const fileRows = useMemo(() => file.lines.map(line => windowRow(line, {shift, width: isSpoken ? Number.POSITIVE_INFINITY : width})), [file, shift, width, isSpoken]);
	const field = view.kind === 'values' ? state.fields[view.field] : undefined;
	const names = useMemo(() => field === undefined ? [] : neededBy(field, {plan, taken, unmarked}), [field, plan, taken, unmarked]);
	const toWrite = useMemo(() => filesToWrite(state, outcomes), [state, outcomes]);

	const write = async (directory: string, force: boolean) => {
		// What goes wrong comes back as a value.
		dispatch({on: 'writing', type: 'result', result: await writeFiles(directory, toWrite, {force})});
	};

	useKeys(press => {
		if (view.kind === 'written' && boundTo({done: keyMap.exportWrite.done}, press)) {
			back();
			return true;
		}

		const action = exportAction(press, state, {
			outcome,
			hasFiles: toWrite.size > 0,
			mostShift: file.widest - width,
			shiftStep: Math.max(1, Math.floor(width / 4)),
		});
		if (!action) {
			return false;
		}

		const after = dispatch(action);
		if (after.view.kind === 'writing') {
			void write(after.directory, after.view.force);
		}

		return true;
	}, {isActive: active});

	const pinned = view.kind === 'targets' && outcomes.refusal.length === 0
		? [[], ...totalRows(state, outcomes, language, width), ...problemRows(outcomes.problems, language, width)]
		: [];
	const page = (): Page => {
		switch (view.kind) {
			case 'targets': {
				return targetsPage(state, outcomes, {language, width, height: height - pinned.length, hasColumns: !isLinear && width >= widthForColumns});
			}

			case 'preview': {
				return {rows: fileRows, focusRow: 0};
			}

			case 'values': {
				return valuesPage(state, {problems: outcomes.problems, names}, {language, width});
			}

			case 'directory':
			case 'asking':
			case 'writing':
			case 'written': {
				return writePage(state, view, outcomes, {language, width});
			}
		}
	};

	const {rows, focusRow, startRow = focusRow} = page();
	const aside = view.kind === 'preview' ? words.fileOf(view.file + 1, file.count) : (view.kind === 'values' ? exportValues.aside(view.field + 1, state.fields.length) : undefined);
	return (
		<Frame
			hasManyKeys
			language={language}
			isActive={active}
			crumbs={[wizard.title[language], planView.title(plan.metadata.name)[language], words.title[language], ...(view.kind === 'preview' ? [file.path] : [])]}
			aside={aside?.[language] ?? ''}
			rows={rows}
			{...(view.kind === 'preview' || view.kind === 'written' ? {} : {focusRow, startRow})}
			pageKey={`${view.kind} ${file.path}`}
			pinnedRows={pinned}
			keys={keysOf(view.kind, {outcome, hasFiles: toWrite.size > 0, files: file.count, isWide: file.widest > width})}
			lastKeys={lastKeysOf[view.kind]}
		/>
	);
}
