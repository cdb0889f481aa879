import {createContext, useContext} from 'react';
import type {TextProps} from 'ink';
import type {Tone} from '../present/span.js';

/** How everything is drawn; the language is not part of it, since it belongs to the words. */
export type Theme = {
	/** Box drawing and symbols as plain ASCII. */
	readonly ascii: boolean;
	/** Linear text in reading order: no rules, no columns, nothing cut. */
	readonly screenReader: boolean;
};

export const themeContext = createContext<Theme>({ascii: false, screenReader: false});

export function useTheme(): Theme {
	return useContext(themeContext);
}

type Style = Pick<TextProps, 'bold' | 'dimColor' | 'color'>;

/** Tones as Ink draws them. Only the sixteen colours that every terminal has, so that its own palette decides. */
export const toneStyles: Readonly<Record<Tone, Style>> = {
	plain: {},
	title: {bold: true},
	strong: {bold: true},
	dim: {dimColor: true},
	code: {color: 'cyan'},
	good: {color: 'green'},
	bad: {color: 'red'},
	warn: {color: 'yellow'},
	accent: {color: 'magenta'},
	key: {bold: true},
};
