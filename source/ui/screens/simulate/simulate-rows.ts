import type {Language} from '../../../model/language.js';
import {rowWidth} from '../../../present/fit-row.js';
import {simulator as words} from '../../../present/messages/simulator.js';
import {sideBySide} from '../../../present/side-by-side.js';
import {inspectable, inspectionRows} from '../../../present/simulation/inspection.js';
import {narrationRows} from '../../../present/simulation/narration-rows.js';
import type {NarrationLine} from '../../../present/simulation/narration-line.js';
import {lastTries} from '../../../present/simulation/picture/client-row.js';
import {spokenRows} from '../../../present/simulation/picture/spoken-rows.js';
import {hasChain, pictureRows, type PictureView, type Scene} from '../../../present/simulation/picture/picture-rows.js';
import {pictureOf} from '../../../present/simulation/picture/picture.js';
import {seekBarRow} from '../../../present/simulation/seek-bar.js';
import {span, type Row} from '../../../present/span.js';
import {wrapRow, wrapText} from '../../../present/wrap.js';
import {linkOf} from '../../../simulation/kernel/network.js';
import {processAt} from '../../../simulation/kernel/simulation.js';
import {accidentsOf, type Accident} from './accidents.js';
import {holderOf, type MenuStep} from './accident-menu.js';
import {stepOf} from './simulate-facts.js';
import {flightsOf, linesOf, shareCodeOf, type Session} from './simulate-session.js';
import {speedOf, type SimulateState} from './simulate-reducer.js';

type Page = {readonly language: Language; readonly width: number; readonly height: number};

/** From here on the story stands beside the picture, and not below it. */
const wideColumns = 130;
const storyWidth = 70;

/** Everything of the run at this moment. */
export function sceneOf(session: Session, state: SimulateState): Scene {
	const {run, timeline, scenario} = session;
	const {world} = run.chain.simulation;
	return {
		picture: pictureOf(run.chain, state.moment.nowUs),
		flights: flightsOf(session, {isMoving: state.isPlaying, speed: speedOf(state)}),
		tries: lastTries(timeline.entries, timeline.told),
		isCut: (from, to) => from !== to && linkOf(world.network, from, to).cut,
		wantsLogs: scenario.logs !== undefined,
	};
}

/** The bar that says when it is, and what goes wrong when. */
export function barRow({run, timeline, options}: Session, state: SimulateState, page: Page): Row {
	const {nowUs, untilUs, seenUs, pace} = state.moment;
	return seekBarRow({
		nowUs, untilUs, seenUs, pace,
		isPlaying: state.isPlaying,
		speed: speedOf(state),
		seed: options.seed,
		stagedUs: [...new Set(run.staged.faults)].filter(fault => !timeline.made.includes(fault)).map(({atUs}) => atUs),
		madeUs: timeline.made.map(({atUs}) => atUs),
	}, page);
}

/** More lines than this are never on one screen; wrapping is what takes long. */
const wrappedLines = 60;

/** The story up to now, the newest at the bottom; `back` lines are left out at the end. */
export function storyRows(lines: readonly NarrationLine[], back: number, {language, width}: Pick<Page, 'language' | 'width'>): readonly Row[] {
	const end = Math.max(0, lines.length - back);
	return narrationRows(lines.slice(Math.max(0, end - wrappedLines), end), language, width);
}

/** Which keys break what: as many as fit one row. */
export function accidentRow(accidents: readonly Accident[], language: Language, width: number): Row {
	const mend = {key: 'b', label: {en: 'mend', zh: '修复'}};
	const more = {key: 'm', label: {en: 'more', zh: '更多'}};
	const items = (count: number): Row => [
		span(`${words.accidents[language]}  `, 'dim'),
		...[...accidents.slice(0, count), mend, more].flatMap(({key, label}, index): Row => [span(`${index === 0 ? '' : '   '}${key}`, 'key'), span(` ${label[language]}`, 'dim')]),
	];
	let count = accidents.length;
	while (count > 0 && rowWidth(items(count)) > width) {
		count--;
	}

	return items(count);
}

const menuTitles = {
	verb: words.menuVerb, target: words.menuTarget, peer: words.menuPeer, amount: words.menuAmount, command: words.menuCommand, word: words.menuTarget,
} as const;

function menuRows(session: Session, {chosen, cursor}: Extract<SimulateState['panel'], {readonly kind: 'menu'}>, step: MenuStep, {language, height}: Page): Row[] {
	const room = Math.max(1, height - 1);
	const top = Math.max(0, Math.min(cursor - Math.floor(room / 2), step.options.length - room));
	const name = (option: string) => {
		const holder = step.question === 'target' || step.question === 'peer' ? holderOf(session.run.chain, option) : undefined;
		return holder === undefined ? option : words.holds(option, holder)[language];
	};

	return [
		[span(chosen.length === 0 ? '' : `${chosen.join(' ')} › `, 'strong'), span(menuTitles[step.question][language], 'title')],
		...step.options.slice(top, top + room).map((option, index): Row => [
			span(top + index === cursor ? '❯ ' : '  ', 'accent'),
			span(name(option), top + index === cursor ? 'strong' : 'plain'),
		]),
	];
}

/** What lies over the story; undefined where nothing does. */
export function panelRows(session: Session, state: SimulateState, step: MenuStep | undefined, page: Page): readonly Row[] | undefined {
	const {panel, moment} = state;
	const {language, width} = page;
	switch (panel.kind) {
		case 'none': {
			return undefined;
		}

		case 'menu': {
			return step === undefined ? [] : menuRows(session, panel, step, page);
		}

		case 'ask': {
			const asks = panel.command.kind === 'restart' ? words.asksRestart(panel.command.seed, moment.made.length) : words.asksFuture(panel.what);
			return wrapText(`? ${asks[language]}`, width, 'warn');
		}

		case 'code': {
			return [...wrapText(words.codeTitle[language], width), ...wrapRow([span(`k8s-ha-tutor simulate ${shareCodeOf(session)}`, 'code')], width), ...wrapText(words.codeLater[language], width, 'dim')];
		}

		case 'inspect': {
			return inspectRows(session, panel.index, page);
		}
	}
}

function inspectRows({run: {chain}}: Session, index: number, {language, width}: Page): Row[] {
	const ids = inspectable(chain);
	const at = Math.min(index, ids.length - 1);
	const names = ids.map((id, place) => ({name: processAt(chain.simulation.world, id).name, isChosen: place === at}));
	// The chosen one stays in sight however many there are.
	const from = Math.max(0, at - 2);
	return [
		[...(from > 0 ? [span('… ', 'dim')] : []), ...names.slice(from).flatMap(({name, isChosen}): Row => [span(isChosen ? `❯${name}` : ` ${name}`, isChosen ? 'strong' : 'dim'), span(' ')])],
		...inspectionRows(chain, ids[at]!, {language, width}),
	];
}

/** What there is to say of the moment: what a key came to, or how it begins. */
export function saysRows({says, moment, isPlaying}: SimulateState, {scenario}: Session, {language, width}: Page): Row[] {
	if (says !== null) {
		return wrapText(`! ${says[language]}`, width, 'warn');
	}

	return moment.nowUs === 0 && !isPlaying ? wrapText(`${scenario.about[language]} ${words.spaceStarts[language]}`, width) : [];
}

function newest(rows: readonly Row[], room: number): readonly Row[] {
	return rows.slice(Math.max(0, rows.length - room));
}

/** The parts a page is put together from. */
export type SimulateParts = {
	readonly scene: Scene;
	readonly bar: Row;
	readonly says: readonly Row[];
	/** Rows of the story by the width they are to have. */
	readonly story: (width: number) => readonly Row[];
	/** What lies over the story, in so many columns and rows; undefined where nothing does. */
	readonly panel: (width: number, height: number) => readonly Row[] | undefined;
	readonly isInspecting: boolean;
	readonly accidents: Row;
	readonly view: SimulateState['view'];
};

/** The page of a usual window: the bar, the picture, the story below or beside it, the accidents. */
export function simulateRows({scene, bar, says, story, panel, isInspecting, accidents, view}: SimulateParts, {language, width, height}: Page): Row[] {
	if (isInspecting) {
		return [bar, [], ...panel(width, height) ?? []];
	}

	if (width >= wideColumns) {
		const left = width - storyWidth - 3;
		const picture = [...pictureRows(scene, 'both', {language, width: left})];
		const room = height - 4;
		const right = [...says, ...(says.length > 0 ? [[]] : []), ...panel(storyWidth, room - says.length) ?? newest(story(storyWidth), room - says.length - 1)];
		const lines = Math.max(room, picture.length);
		const padded = [...picture, ...Array.from({length: Math.max(0, lines - picture.length)}, (): Row => [])];
		return [bar, [], ...sideBySide(padded, right, left + 3), accidents];
	}

	const pictures = (shown: PictureView) => pictureRows(scene, shown, {language, width});
	const both = hasChain(scene.picture) ? pictures('both') : [];
	const picture = both.length > 0 && both.length + 12 <= height ? both : pictures(view);
	const room = Math.max(2, height - picture.length - says.length - 4);
	const told = panel(width, room) ?? newest(story(width), room);
	const filler = Array.from({length: Math.max(0, room - told.length)}, (): Row => []);
	return [bar, [], ...picture, [], ...says, ...told, ...filler, accidents];
}

/** For a narrow window and for a screen reader: the same as sentences, the newest of the story first to be read. */
export function linearRows({scene, bar, says, story, panel, accidents}: SimulateParts, {language, width, height}: Page): Row[] {
	const room = Math.max(3, Number.isFinite(height) ? height - 3 : 8);
	const told = panel(width, room) ?? newest(story(width), room);
	return [bar, ...says, ...told, [], ...spokenRows(scene, {language, width}), ...wrapRow(accidents, width, 2)];
}

/** The rows of the story, wrapped once for each time something is told. */
function wrappedStory(session: Session, {isPlaying, back}: SimulateState, language: Language): (width: number) => readonly Row[] {
	const lines = linesOf(session, {isMoving: isPlaying});
	return width => {
		const {wrapped} = session;
		if (wrapped?.lines === lines && wrapped.back === back && wrapped.language === language && wrapped.width === width) {
			return wrapped.rows;
		}

		const rows = storyRows(lines, back, {language, width});
		session.wrapped = {lines, back, language, width, rows};
		return rows;
	};
}

/** Everything that is shown of a run at this moment. */
export function simulatePage(session: Session, state: SimulateState, page: Page & {readonly isLinear: boolean}): Row[] {
	const {language, width, isLinear} = page;
	const isWide = width >= wideColumns && !isLinear;
	const step = stepOf(session, state);
	const parts: SimulateParts = {
		scene: sceneOf(session, state),
		// Nobody wants to hear a bar spelled out.
		bar: barRow(session, state, Number.isFinite(page.height) ? page : {...page, width: 0}),
		says: saysRows(state, session, {...page, width: isWide ? storyWidth : width}),
		story: wrappedStory(session, state, language),
		panel: (columns, room) => panelRows(session, state, step, {language, width: columns, height: room}),
		isInspecting: state.panel.kind === 'inspect',
		accidents: accidentRow(accidentsOf(session.scenario, session.run.chain), language, width),
		view: state.view,
	};
	return isLinear ? linearRows(parts, page) : simulateRows(parts, page);
}
