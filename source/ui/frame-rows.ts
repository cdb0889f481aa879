import type {Language} from '../model/language.js';
import {displayWidth} from '../model/display-width.js';
import {fitRow, rowWidth} from '../present/fit-row.js';
import {common} from '../present/messages/common.js';
import {span, type Row} from '../present/span.js';
import {footerKeys, type Binding} from './binding.js';
import {keyMap} from './key-map.js';

const programName = 'k8s-ha-tutor';

/** Where one is on the left, how far on the right. A linear frame keeps only the innermost place. */
export function headerRow({crumbs, aside = '', isLinear, width}: {crumbs: readonly string[]; aside?: string; isLinear: boolean; width: number}): Row {
	const place = crumbs.at(-1) ?? programName;
	const way = isLinear || crumbs.length === 0 ? '' : [programName, ...crumbs.slice(0, -1)].map(crumb => `${crumb} › `).join('');
	const right = aside === '' ? [] : [span(aside, 'dim')];
	const room = Math.max(1, width - (aside === '' ? 0 : rowWidth(right) + 2));
	const full: Row = way === '' ? [span(place, 'title')] : [span(way, 'dim'), span(place, 'title')];
	const left = rowWidth(full) <= room ? full : fitRow([span(place, 'title')], room);
	return aside === '' ? left : [...left, span(' '.repeat(Math.max(2, width - rowWidth(left) - rowWidth(right)))), ...right];
}

/** A quiet line; where the page goes on above or below, it says so. */
export function ruleRow(width: number, more?: {before: number; after: number; language: Language}): Row {
	const parts = more ? [more.before > 0 ? `↑ ${more.before}` : '', more.after > 0 ? `↓ ${more.after}` : ''].filter(part => part !== '') : [];
	if (!more || parts.length === 0) {
		return [span('─'.repeat(width), 'dim')];
	}

	const label = ` ${common.more[more.language]} ${parts.join('  ')} `;
	const tail = '──';
	return [span('─'.repeat(Math.max(0, width - rowWidth([span(label + tail)]))), 'dim'), span(label, 'accent'), span(tail, 'dim')];
}

function keySpans(binding: Binding, language: Language): Row {
	return [span(footerKeys(binding), 'key'), span(` ${binding.label[language]}`, 'dim')];
}

/** The keys of the moment, as many as fit; help stays longest, since it knows the others. */
export function footerRow({keys, lastKeys, language, width, isScrolling, isDense = false, more}: {
	keys: readonly Binding[];
	/** The keys that stand at the end and stay longest; the first of them stays in any case. */
	lastKeys: readonly Binding[];
	language: Language;
	width: number;
	isScrolling: boolean;
	/** Two columns between keys and not three, so that more of them fit. */
	isDense?: boolean;
	/** How much of the page is out of sight, where no rule says so. */
	more?: {before: number; after: number};
}): Row {
	if (more && more.before + more.after > 0) {
		const sign = [...(more.before > 0 ? [`↑${more.before}`] : []), ...(more.after > 0 ? [`↓${more.after}`] : [])].join(' ');
		const room = width - displayWidth(sign) - 2;
		return room < 8 ? [span(sign, 'accent')] : [span(`${sign}  `, 'accent'), ...footerRow({keys, lastKeys, language, width: room, isScrolling, isDense})];
	}

	const {scroll} = keyMap.everywhere;
	const gap = span(isDense ? '  ' : '   ');
	const join = (bindings: readonly Binding[]): Row => bindings.flatMap((binding, index) => index === 0 ? [...keySpans(binding, language)] : [gap, ...keySpans(binding, language)]);
	const wanted = isScrolling ? [...keys.slice(0, 2), scroll, ...keys.slice(2)] : [...keys];
	const [first, ...others] = lastKeys;
	const tails = [lastKeys, [...(first ? [first] : []), ...others.slice(-1)], lastKeys.slice(0, 1)];
	for (const [index, tail] of tails.entries()) {
		const fewest = index === tails.length - 1 ? 0 : Math.min(3, wanted.length);
		for (let count = wanted.length; count >= fewest; count--) {
			const row = join([...wanted.slice(0, count), ...tail]);
			if (rowWidth(row) <= width) {
				return row;
			}
		}
	}

	return fitRow(first ? keySpans(first, language) : [], width);
}
