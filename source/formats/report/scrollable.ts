import {tag, type Html} from './html.js';

/** A table that is wider than a phone scrolls by itself, by keyboard too, and the page does not. */
export function scrollable(caption: string, table: Html): Html {
	return tag('div', {
		class: 'scroll', role: 'region', 'aria-labelledby': caption, tabindex: 0,
	}, table);
}
