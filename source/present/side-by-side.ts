import {fitRow, rowWidth} from './fit-row.js';
import type {Row} from './span.js';

/** Two pages beside each other: the left one cut and padded to `leftWidth` columns. */
export function sideBySide(left: readonly Row[], right: readonly Row[], leftWidth: number): Row[] {
	return Array.from({length: Math.max(left.length, right.length)}, (_, index): Row => {
		const row = fitRow(left[index] ?? [], leftWidth);
		return [...row, {text: ' '.repeat(leftWidth - rowWidth(row))}, ...right[index] ?? []];
	});
}
