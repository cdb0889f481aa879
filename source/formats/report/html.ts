/*
HTML that is put together only from elements: every text and every attribute is escaped on its way in, so no value can
become an element, an attribute or an entity.
*/
import {commentText} from '../quoting.js';

/** Written and safe to be put into a page as it is. */
export type Html = {readonly html: string};

/** Text is escaped; an element is taken as it is. */
export type Child = Html | string;

const entities: ReadonlyMap<string, string> = new Map([['&', '&amp;'], ['<', '&lt;'], ['>', '&gt;'], ['"', '&quot;'], ['\'', '&#39;']]);

/** A text for people, on one line: what cannot be seen is shown by its code. */
export function escapeText(text: string): string {
	return commentText(text).replaceAll(/[&<>"']/gv, character => entities.get(character) ?? '');
}

/** Keeps the spaces at the ends, which commentText takes away and which stand between two pieces of a sentence. */
function escapeInline(text: string): string {
	const before = /^ +/v.exec(text)?.[0] ?? '';
	const after = text.trim() === '' ? '' : / +$/v.exec(text)?.[0] ?? '';
	return before + escapeText(text) + after;
}

export type Attributes = Readonly<Record<string, string | number | undefined>>;

const nameOf = /^[a-z][a-z\d:\-]*$/iv;

/** Elements that have no end tag in HTML. */
const empty = new Set(['meta', 'link', 'br']);

/**
One element. Attributes that are undefined are left out.
@throws RangeError for a name that is none: names are ours, never a value.
*/
export function tag(name: string, attributes: Attributes = {}, ...children: readonly Child[]): Html {
	const written = Object.entries(attributes).flatMap(([key, value]) => {
		if (!nameOf.test(key)) {
			throw new RangeError(`${key} is no name of an attribute`);
		}

		return value === undefined ? [] : [` ${key}="${escapeText(String(value))}"`];
	});
	if (!nameOf.test(name)) {
		throw new RangeError(`${name} is no name of an element`);
	}

	const start = `<${name}${written.join('')}>`;
	return {html: empty.has(name) ? start : `${start}${join(...children).html}</${name}>`};
}

export function join(...children: readonly Child[]): Html {
	return {html: children.map(child => typeof child === 'string' ? escapeInline(child) : child.html).join('')};
}

/** The end of a line of code. */
export const lineBreak: Html = {html: '\n'};
