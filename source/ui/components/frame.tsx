import type {ReactNode} from 'react';
import {Box} from 'ink';
import type {Language} from '../../model/language.js';
import type {Row} from '../../present/span.js';
import {boundTo, type Binding} from '../binding.js';
import {arrangeRows, frameLayout} from '../frame-layout.js';
import {useKeys} from '../hooks/use-keys.js';
import {useScroll} from '../hooks/use-scroll.js';
import {useTerminalSize} from '../hooks/use-terminal-size.js';
import {keyMap} from '../key-map.js';
import {footerRow, headerRow, ruleRow} from '../frame-rows.js';
import {useTheme} from '../theme.js';
import {RowLine, Rows} from './rows.js';

export type FrameProps = {
	readonly language: Language;
	readonly isActive: boolean;
	/** Where one is, outermost first, without the program's name. */
	readonly crumbs: readonly string[];
	/** At the right end of the header, e.g. `step 3 of 12`. */
	readonly aside?: string;
	/** One quiet row below the header, the same on every page. */
	readonly subtitle?: Row;
	/** The page; it scrolls where it is taller than the window. Wrap it to `useFrameLayout().width` columns. */
	readonly rows: readonly Row[];
	/** The keys of the moment, most useful first. */
	readonly keys: readonly Binding[];
	/**
	The keys at the end of the footer.
	@default help, back, quit
	*/
	readonly lastKeys?: readonly Binding[];
	/** The keys stand closer together, because there are many. */
	readonly hasManyKeys?: boolean;
	/** This row of `rows` stays in sight, e.g. the one with the cursor. */
	readonly focusRow?: number;
	/** A page too tall for its window starts here, e.g. at the feedback below a question. */
	readonly startRow?: number;
	/** A page with another key starts at its top, or at `startRow`. */
	readonly pageKey?: string;
	/** Rows that stay in sight below the page while it scrolls, e.g. a board; where they leave the page too little room, they scroll with it. */
	readonly pinnedRows?: readonly Row[];
	/** Drawn below the rows, e.g. a menu. */
	readonly children?: ReactNode;
	/** How many lines `children` take, so that the rows leave them room. */
	readonly childrenHeight?: number;
};

const usualLastKeys = [keyMap.everywhere.help, keyMap.everywhere.back, keyMap.everywhere.quit];

const noRows: readonly Row[] = [];

/** The space there is for a page: `width` columns, `height` lines. */
export function useFrameLayout({subtitle = false}: {subtitle?: boolean} = {}) {
	const size = useTerminalSize();
	const {screenReader} = useTheme();
	return frameLayout(size, {subtitle, screenReader});
}

type SpokenFrameProps = {
	readonly header: Row;
	readonly subtitle?: Row;
	readonly rows: readonly Row[];
	readonly footer: Row;
	readonly children?: ReactNode;
};

/** For a screen reader: everything in reading order, nothing cut, nothing scrolled. */
function SpokenFrame({header, subtitle, rows, footer, children}: SpokenFrameProps) {
	return (
		<Box flexDirection='column'>
			<RowLine row={header}/>
			{subtitle ? <RowLine row={subtitle}/> : null}
			<Rows rows={rows}/>
			{children}
			<RowLine row={footer}/>
		</Box>
	);
}

/**
What every screen is drawn in: a header that says where one is, a page that scrolls, a footer with the keys of the
moment. It is one line lower than the terminal, because Ink clears the whole screen for a frame as tall as it.
*/
export function Frame({language, isActive, crumbs, aside, subtitle, rows, keys, lastKeys = usualLastKeys, hasManyKeys = false, focusRow, startRow = 0, pageKey = '', pinnedRows = noRows, children, childrenHeight = 0}: FrameProps) {
	const layout = useFrameLayout({subtitle: subtitle !== undefined});
	const {width, margin, isLinear, isSpoken} = layout;
	const {pageRows, pinned, height} = arrangeRows(layout.height - childrenHeight, rows, pinnedRows);
	const scroll = useScroll({length: pageRows.length, height, pageKey, startRow, ...(focusRow === undefined ? {} : {focusRow})});
	useKeys(press => {
		if (pageRows.length <= height || boundTo(keyMap.everywhere, press) !== 'scroll') {
			return false;
		}

		scroll.by(press.name);
		return true;
	}, {isActive: isActive && !isSpoken, layer: 'frame'});

	const header = headerRow({crumbs, isLinear, width, ...(aside === undefined ? {} : {aside})});
	const {before, after} = scroll;
	const footer = footerRow({
		keys, lastKeys, language, width, isScrolling: pageRows.length > height && !isSpoken, isDense: hasManyKeys, ...(isLinear ? {more: {before, after}} : {}),
	});
	if (isSpoken) {
		return <SpokenFrame header={header} {...(subtitle ? {subtitle} : {})} rows={[...rows, ...pinnedRows]} footer={footer}>{children}</SpokenFrame>;
	}

	return (
		<Box flexDirection='column' width={width + (2 * margin)} height={layout.total} paddingX={margin} overflow='hidden'>
			{layout.hasHeader ? <RowLine row={header} width={width}/> : null}
			{isLinear ? null : <RowLine row={ruleRow(width)} width={width}/>}
			{subtitle && layout.hasHeader ? <RowLine row={subtitle} width={width}/> : null}
			{isLinear ? null : <RowLine row={[]}/>}
			<Box flexDirection='column' flexGrow={1} flexShrink={1} overflow='hidden'>
				<Rows rows={pageRows.slice(scroll.top, scroll.top + height)} width={width}/>
				<Rows rows={pinned} width={width}/>
				{children}
			</Box>
			{isLinear ? null : <RowLine row={ruleRow(width, {before, after, language})} width={width}/>}
			<RowLine row={footer} width={width}/>
		</Box>
	);
}
