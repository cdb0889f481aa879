import type {Plan} from '../../../model/plan.js';
import {planView} from '../../../present/messages/plan-view.js';
import {saveWords} from '../../../present/messages/save.js';
import {wizard} from '../../../present/messages/planner-wizard.js';
import {boundTo, type Binding} from '../../binding.js';
import {Frame, useFrameLayout} from '../../components/frame.js';
import {useKeys} from '../../hooks/use-keys.js';
import {useScreenState} from '../../hooks/use-screen-state.js';
import {keyMap} from '../../key-map.js';
import type {KeyPress} from '../../key-press.js';
import type {ProgressStore, ScreenProps} from '../../world.js';
import {reduceSave, startSave, type SaveAction, type SaveState} from './save-reducer.js';
import {saveRows} from './save-rows.js';

const keysOf: Readonly<Record<SaveState['phase'], readonly Binding[]>> = {
	editing: [keyMap.save.submit, keyMap.save.erase],
	asking: [keyMap.save.replace, keyMap.save.keep],
	saving: [],
	saved: [keyMap.save.done],
};

const {help, back: escape, quit} = keyMap.everywhere;

/** While a path is typed, `?` and `q` are letters of it. */
const lastKeysOf: Readonly<Record<SaveState['phase'], readonly Binding[]>> = {
	editing: [escape, {...quit, shown: 'Ctrl-C'}],
	asking: [help, quit],
	saving: [],
	saved: [help, quit],
};

/** What a key does in this phase; undefined leaves it to the app. */
function actionFor(press: KeyPress, {phase}: SaveState): SaveAction | undefined {
	const {submit, erase, replace, keep} = keyMap.save;
	if (phase === 'asking') {
		const action = boundTo({replace, keep}, press);
		return action && {type: action};
	}

	if (phase !== 'editing') {
		return undefined;
	}

	const action = boundTo({submit, erase}, press);
	if (action) {
		return {type: action};
	}

	return press.text === '' ? undefined : {type: 'type', character: press.text};
}

/** Where one saved last; kept per run of the program. */
const kept = new WeakMap<ProgressStore, string>();

/** Writes the plan to a file, and never over one that is there without asking. */
export function SaveScreen({world, active, back, plan}: ScreenProps & {readonly plan: Plan}) {
	const {language, savePlan, progress} = world;
	const {width} = useFrameLayout();
	const [state, dispatch] = useScreenState(reduceSave, () => startSave(kept.get(progress)), (_, after) => {
		if (after.phase === 'saved') {
			kept.set(progress, after.path);
		}
	});

	const save = async (path: string, force: boolean) => {
		// What goes wrong comes back as a value.
		dispatch({type: 'result', result: await savePlan(plan, path, {force})});
	};

	useKeys(press => {
		if (state.phase === 'saved' && boundTo({done: keyMap.save.done}, press)) {
			back();
			return true;
		}

		const action = actionFor(press, state);
		if (!action) {
			return false;
		}

		const after = dispatch(action);
		if (after.phase === 'saving') {
			void save(after.path, after.force);
		}

		return true;
	}, {isActive: active});

	const rows = saveRows(state, plan.etcd.members[0]!, {language, width});
	// What is wrong with the path stays in sight, and above it the path.
	const path = rows.findIndex(row => row[0]?.text.startsWith('❯'));
	const focusRow = state.phase === 'editing' ? (state.error ? rows.length - 1 : path) : 0;
	return (
		<Frame
			language={language}
			isActive={active}
			crumbs={[wizard.title[language], planView.title(plan.metadata.name)[language], saveWords.title[language]]}
			rows={rows}
			focusRow={focusRow}
			startRow={focusRow}
			pageKey={state.phase}
			keys={keysOf[state.phase]}
			lastKeys={lastKeysOf[state.phase]}
		/>
	);
}
