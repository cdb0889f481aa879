import {padText} from './fit-row.js';
import type {Row, Span} from './span.js';

/** Columns that the labels of a report take, with the space behind them. */
export const labelWidth = 15;

/** One line of a report: a label in the first columns, then what it says. Wrap it with an indent of `labelWidth`. */
export function labelRow(label: string, says: readonly Span[], width = labelWidth): Row {
	return [{text: padText(label, width - 1) + ' ', tone: 'strong'}, ...says];
}
