import {memo} from 'react';
import {Box, Text} from 'ink';
import {asciiText} from '../../present/ascii.js';
import {fitRow} from '../../present/fit-row.js';
import type {Row} from '../../present/span.js';
import {toneStyles, useTheme} from '../theme.js';

type RowLineProps = {readonly row: Row; readonly width?: number};

/** Thirty times a second most rows are what they were. */
function isSameLine(before: RowLineProps, after: RowLineProps): boolean {
	return before.width === after.width
		&& (before.row === after.row || (before.row.length === after.row.length && before.row.every(({text, tone}, index) => text === after.row[index]!.text && tone === after.row[index]!.tone)));
}

function DrawnLine({row, width}: RowLineProps) {
	const {ascii, screenReader} = useTheme();
	const fitted = width === undefined || screenReader ? row : fitRow(row, width);
	const isEmpty = fitted.every(({text}) => text === '');
	// A row of nothing still takes its line.
	const spans: Row = isEmpty && !screenReader ? [{text: ' '}] : fitted;
	return (
		<Text wrap='truncate'>
			{spans.map(({text, tone}, index) => (
				// Spans of a row have no identity beyond their place in it.
				// eslint-disable-next-line react/no-array-index-key
				<Text key={index} {...toneStyles[tone ?? 'plain']}>{ascii ? asciiText(text) : text}</Text>
			))}
		</Text>
	);
}

/** One row, cut where it is wider than `width` columns. */
export const RowLine = memo(DrawnLine, isSameLine);

/** Rows one below the other. */
export function Rows({rows, width}: {readonly rows: readonly Row[]; readonly width?: number}) {
	return (
		<Box flexDirection='column' flexShrink={0}>
			{rows.map((row, index) => (
				// Rows are lines on a screen: their place is their identity.
				// eslint-disable-next-line react/no-array-index-key
				<RowLine key={index} row={row} {...(width === undefined ? {} : {width})}/>
			))}
		</Box>
	);
}
