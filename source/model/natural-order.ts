const zero = 48;
const nine = 57;

/** The character's code, and 0 behind the end. */
function codeAt(text: string, index: number): number {
	return text.codePointAt(index) ?? 0;
}

function isDigit(code: number): boolean {
	return code >= zero && code <= nine;
}

/** Where the run of digits that begins at `start` ends. */
function endOfDigits(text: string, start: number): number {
	let end = start;
	while (end < text.length && isDigit(codeAt(text, end))) {
		end++;
	}

	return end;
}

/** Where the zeros that lead the run of digits end; the last digit always stays, so that 0 is a number too. */
function endOfLeadingZeros(text: string, start: number, end: number): number {
	let first = start;
	while (first < end - 1 && codeAt(text, first) === zero) {
		first++;
	}

	return first;
}

/** Two runs of digits by value, as long as they may be; of two equal values the one with fewer leading zeros comes first. */
function compareDigits(a: string, b: string): number {
	const digitsA = a.slice(endOfLeadingZeros(a, 0, a.length));
	const digitsB = b.slice(endOfLeadingZeros(b, 0, b.length));
	if (digitsA.length !== digitsB.length) {
		return digitsA.length - digitsB.length;
	}

	if (digitsA !== digitsB) {
		return digitsA < digitsB ? -1 : 1;
	}

	return a.length - b.length;
}

/**
The natural order of names: node-2 before node-10. A run of digits counts as one number, every other character by its
code; a name comes before those that only continue it. Two names compare as equal only where they are the same.
@returns below 0 where `a` comes first, above 0 where `b` does.
*/
export function compareNames(a: string, b: string): number {
	let index = 0;
	while (index < a.length && index < b.length) {
		const codeA = codeAt(a, index);
		const codeB = codeAt(b, index);
		if (isDigit(codeA) && isDigit(codeB)) {
			const endA = endOfDigits(a, index);
			const endB = endOfDigits(b, index);
			const order = compareDigits(a.slice(index, endA), b.slice(index, endB));
			if (order !== 0) {
				return order;
			}

			// Equal runs are the same text, so both names go on at the same place.
			index = endA;
		} else if (codeA === codeB) {
			index++;
		} else {
			return codeA - codeB;
		}
	}

	return a.length - b.length;
}
