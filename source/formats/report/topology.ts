import {displayWidth} from '../../model/display-width.js';
import type {Language} from '../../model/language.js';
import type {Plan} from '../../model/plan.js';
import type {Role} from '../../model/vocabulary.js';
import {planSummary} from '../../present/plan-summary.js';
import {reportWords} from '../../present/messages/plan-report.js';
import {reportPageWords as words} from '../../present/messages/report.js';
import {join, tag, type Html} from './html.js';
import {roleText, rolesText} from './machine-words.js';
import {
	mostZones, zonesOf, type Cell, type Zone,
} from './topology-cells.js';

/** How wide a drawing is, and how many boxes stand side by side. */
type Shape = {readonly name: 'wide' | 'narrow'; readonly width: number; readonly columns: number};

const shapes: readonly Shape[] = [{name: 'wide', width: 960, columns: 4}, {name: 'narrow', width: 360, columns: 1}];

const gap = 16;
/** A box with a name and one line of roles; a line below the name and each further line of roles take more. */
const cellHeight = 66;
const belowHeight = 18;
const chipHeight = 24;
const labelHeight = 30;
const endpointHeight = 62;

/** About how wide a character of the drawing's fonts is, by its size: for cutting, so rather too wide. */
function textWidth(text: string, size: number): number {
	return displayWidth(text) * size * 0.6;
}

/** A text that fits, cut with an ellipsis where it does not; the whole of it is in the element's title. */
function fitted(text: string, size: number, width: number): string {
	if (textWidth(text, size) <= width) {
		return text;
	}

	const characters = [...text];
	while (characters.length > 0 && textWidth(`${characters.join('')}…`, size) > width) {
		characters.pop();
	}

	return `${characters.join('')}…`;
}

function label(text: string, {x, y, size, width, kind, anchor}: {x: number; y: number; size: number; width: number; kind: string; anchor?: 'middle'}): Html {
	const shown = fitted(text, size, width);
	return tag('text', {x, y, class: kind, 'text-anchor': anchor}, ...(shown === text ? [text] : [tag('title', {}, text), shown]));
}

/** Where something is drawn. */
type Place = {readonly x: number; readonly y: number; readonly width: number};

type Chip = {readonly role: Role; readonly text: string; readonly x: number; readonly row: number; readonly width: number};

/** The roles as outlined words, one beside the other, and below where there is no more room. */
function chipsOf({roles}: Cell, width: number, language: Language): Chip[] {
	const chips: Chip[] = [];
	let x = 0;
	let row = 0;
	for (const role of roles) {
		const text = roleText(role, language);
		const wide = Math.round(textWidth(text, 11) + 14);
		if (x > 0 && x + wide > width) {
			x = 0;
			row += 1;
		}

		chips.push({role, text, x, row, width: wide});
		x += wide + 5;
	}

	return chips;
}

function chipBox({role, text, x, row, width}: Chip, left: number, top: number): Html {
	const y = top + (row * chipHeight);
	return join(
		tag('rect', {x: left + x, y, width, height: 20, rx: 10, class: `pill ${role}`}),
		tag('text', {x: left + x + (width / 2), y: y + 14, class: `chip ${role}`, 'text-anchor': 'middle'}, text),
	);
}

function cellBox(cell: Cell, {x, y, width}: Place, height: number, language: Language): Html {
	return tag(
		'g',
		{},
		tag('title', {}, `${cell.name}${cell.below === '' ? '' : `, ${cell.below}`}: ${rolesText(cell.roles, language)}`),
		tag('rect', {x, y, width, height, rx: 8, class: 'machine'}),
		label(cell.name, {x: x + 12, y: y + 24, size: 14, width: width - 24, kind: 'name'}),
		label(cell.below, {x: x + 12, y: y + 42, size: 12, width: width - 24, kind: 'address'}),
		...chipsOf(cell, width - 24, language).map(chip => chipBox(chip, x + 12, y + (cell.below === '' ? 54 - belowHeight : 54))),
	);
}

type Placed = {readonly html: Html; readonly height: number};

/** One zone with its boxes in rows. */
function zoneBox({name, cells}: Zone, {x, y, width}: Place, mostColumns: number, language: Language): Placed {
	const columns = Math.min(mostColumns, cells.length);
	const cellWidth = (width - (gap * (columns + 1))) / columns;
	const rows = Math.ceil(cells.length / columns);
	const tall = cellHeight + (cells.some(({below}) => below !== '') ? belowHeight : 0) + (chipHeight * Math.max(...cells.flatMap(cell => chipsOf(cell, cellWidth - 24, language).map(({row}) => row))));
	const height = labelHeight + (rows * (tall + gap)) + (gap / 2);
	return {
		height,
		html: tag(
			'g',
			{},
			tag('rect', {x, y, width, height, rx: 12, class: 'zone'}),
			label(name ?? words.everywhere[language], {x: x + gap, y: y + 22, size: 13, width: width - (2 * gap), kind: 'label'}),
			...cells.map((cell, index) => cellBox(
				cell,
				{x: x + gap + ((index % columns) * (cellWidth + gap)), y: y + labelHeight + (Math.floor(index / columns) * (tall + gap)) + (gap / 4), width: cellWidth},
				tall,
				language,
			)),
		),
	};
}

/** Zones side by side where there are few, else one below the other. */
function zonesBelow(zones: readonly Zone[], top: number, {width, columns}: Shape, language: Language): Placed {
	const beside = zones.length > 1 && zones.length <= columns ? zones.length : 1;
	const zoneWidth = (width - (gap * (beside - 1))) / beside;
	const inner = beside === 1 ? columns : Math.max(1, Math.floor(columns / beside));
	const drawn: Html[] = [];
	let height = 0;
	let inRow = 0;
	for (const [index, zone] of zones.entries()) {
		const column = index % beside;
		height += column === 0 ? inRow : 0;
		const box = zoneBox(zone, {x: column * (zoneWidth + gap), y: top + height, width: zoneWidth}, inner, language);
		inRow = Math.max(column === 0 ? 0 : inRow, box.height + gap);
		drawn.push(box.html);
	}

	return {html: join(...drawn), height: height + inRow};
}

/** Clients, and the endpoint that they all go to. */
function entrance(plan: Plan, {width}: Shape, endpoint: string, language: Language): Html {
	const box = Math.min(width - 2, 460);
	const x = (width - box) / 2;
	const {kind, vip} = plan.loadBalancer;
	const way = `${reportWords.endpoint[kind][language]}${vip === null || endpoint.includes(vip) ? '' : ` · VIP ${vip}`}`;
	return join(
		label(words.clients[language], {x: width / 2, y: 16, size: 13, width, kind: 'label', anchor: 'middle'}),
		arrow(width / 2, 24, 46),
		tag('rect', {x, y: 47, width: box, height: endpointHeight, rx: 10, class: 'endpoint'}),
		label(endpoint, {x: width / 2, y: 74, size: 14, width: box - 24, kind: 'name', anchor: 'middle'}),
		label(way, {x: width / 2, y: 94, size: 13, width: box - 24, kind: 'label', anchor: 'middle'}),
		arrow(width / 2, 47 + endpointHeight, 47 + endpointHeight + 24),
	);
}

function arrow(x: number, from: number, to: number): Html {
	return join(
		tag('path', {d: `M${x} ${from}V${to - 6}`, class: 'way'}),
		tag('path', {d: `M${x - 5} ${to - 7}L${x} ${to}L${x + 5} ${to - 7}Z`, class: 'tip'}),
	);
}

/** The drawing in words, for those who do not see it. */
export function topologyText(plan: Plan, endpoint: string, language: Language): string {
	const zones = zonesOf(plan, language).slice(0, mostZones).map(({name, cells}) => {
		const machines = cells.map(cell => words.is(cell.name, rolesText(cell.roles, language))[language]).join(words.separator[language]);
		return words.inZone(name ?? words.everywhere[language], machines)[language];
	});
	return [words.described(planSummary(plan, language), endpoint)[language], ...zones].join(' ');
}

function drawing(plan: Plan, shape: Shape, endpoint: string, language: Language): Html {
	const zones = zonesOf(plan, language);
	const top = 47 + endpointHeight + 25;
	const {html, height} = zonesBelow(zones.slice(0, mostZones), top, shape, language);
	const more = zones.length - mostZones;
	const id = `topology-${shape.name}`;
	return tag(
		'svg',
		{
			class: shape.name, viewBox: `0 0 ${shape.width} ${Math.ceil(top + height + (more > 0 ? 12 : -gap + 2))}`, role: 'img', 'aria-labelledby': `${id}-title ${id}-text`,
		},
		tag('title', {id: `${id}-title`}, words.title(plan.metadata.name)[language]),
		tag('desc', {id: `${id}-text`}, topologyText(plan, endpoint, language)),
		entrance(plan, shape, endpoint, language),
		html,
		...(more > 0 ? [label(words.moreZones(more)[language], {x: shape.width / 2, y: top + height + 2, size: 13, width: shape.width, kind: 'label', anchor: 'middle'})] : []),
	);
}

/** The machines as drawn: once for wide pages and paper, once for phones; never more than one of them is shown. */
export function topology(plan: Plan, endpoint: string, language: Language): Html {
	return join(...shapes.map(shape => drawing(plan, shape, endpoint, language)));
}
