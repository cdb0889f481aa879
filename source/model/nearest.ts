import type {Text} from './language.js';

/**
How many single edits (insert, delete, replace, swap of two neighbours) lead from one word to the other:
the optimal string alignment distance.
*/
export function editDistance(from: string, to: string): number {
	const source = [...from];
	const target = [...to];
	let beforePrevious: number[] = [];
	let previous = Array.from({length: target.length + 1}, (_, index) => index);
	for (const [row, letter] of source.entries()) {
		const current = [row + 1];
		for (const [column, wanted] of target.entries()) {
			const replaced = previous[column]! + (letter === wanted ? 0 : 1);
			let best = Math.min(replaced, previous[column + 1]! + 1, current[column]! + 1);
			if (row > 0 && column > 0 && letter === target[column - 1] && source[row - 1] === wanted) {
				best = Math.min(best, beforePrevious[column - 1]! + 1);
			}

			current.push(best);
		}

		beforePrevious = previous;
		previous = current;
	}

	return previous.at(-1)!;
}

/**
The candidate a person most likely meant, or undefined where none is near: at most one edit in a word of up to four
letters, two up to eight, three above. Case does not count. A word that is one of the candidates is its own nearest;
of equally near ones the first wins.
*/
export function nearest(word: string, candidates: readonly string[]): string | undefined {
	const wanted = word.trim().toLowerCase();
	const {length} = [...wanted];
	// Longer input can only be junk, and the distance takes time that grows with the square of it.
	if (length === 0 || length > 100) {
		return undefined;
	}

	const allowed = length <= 4 ? 1 : (length <= 8 ? 2 : 3);
	let best: string | undefined;
	let bestDistance = allowed + 1;
	for (const candidate of candidates) {
		if (Math.abs([...candidate].length - length) >= bestDistance) {
			continue;
		}

		const distance = editDistance(wanted, candidate.toLowerCase());
		// A word of which no letter is left is not meant, however short it is.
		if (distance < bestDistance && distance < length) {
			best = candidate;
			bestDistance = distance;
		}
	}

	return best;
}

/** The way to mend a mistyped word, where something near is known. */
export function didYouMean(suggestion: string | undefined): {readonly fix?: Text} {
	return suggestion === undefined ? {} : {fix: {en: `Did you mean ${suggestion}?`, zh: `你是不是想输入 ${suggestion}？`}};
}
