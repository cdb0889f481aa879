import {useState} from 'react';

export type Scroll = {
	/** The first row that is shown. */
	readonly top: number;
	/** How many rows are hidden above and below. */
	readonly before: number;
	readonly after: number;
};

/** Where the window over `length` rows starts after a key: a page keeps one row of the last one in sight. */
export function scrolledTop(top: number, key: string, {length, height}: {length: number; height: number}): number {
	const page = Math.max(1, height - 1);
	const steps: Readonly<Record<string, number>> = {up: -1, down: 1, 'page-up': -page, 'page-down': page};
	return Math.max(0, Math.min(top + (steps[key] ?? 0), length - height));
}

/** The nearest top from which row `focusRow` is in sight. */
export function topWithFocus(top: number, focusRow: number, height: number): number {
	if (focusRow < top) {
		return focusRow;
	}

	return focusRow >= top + height ? focusRow - height + 1 : top;
}

/** Keeps the scroll position of one page; another `pageKey` starts at `startRow`, or higher where the rest fits. */
export function useScroll({length, height, pageKey, focusRow, startRow = 0}: {
	length: number;
	height: number;
	pageKey: string;
	focusRow?: number;
	startRow?: number;
}): Scroll & {by: (key: string) => void} {
	const [kept, setKept] = useState({pageKey, top: startRow, focusRow, height});
	const isSamePage = kept.pageKey === pageKey;
	// A window that got lower keeps the cursor in sight, if it was.
	const isLower = height < kept.height && kept.focusRow !== undefined && kept.focusRow >= kept.top && kept.focusRow < kept.top + kept.height;
	const hasMoved = !isSamePage || kept.focusRow !== focusRow || isLower;
	const wanted = isSamePage ? kept.top : startRow;
	const focused = focusRow !== undefined && hasMoved && isSamePage ? topWithFocus(wanted, focusRow, height) : wanted;
	const top = Math.max(0, Math.min(focused, length - height));
	if (hasMoved || kept.height !== height) {
		setKept({pageKey, top, focusRow, height});
	}

	return {
		top,
		before: top,
		after: Math.max(0, length - top - height),
		by(key) {
			setKept({pageKey, focusRow, height, top: scrolledTop(top, key, {length, height})});
		},
	};
}
