import type {Language} from '../model/language.js';

const numbered = /^(?<stem>.*?)(?<number>0|[1-9]\d{0,14})$/v;

type Numbered = {readonly stem: string; readonly number: number};

function readNumbered(name: string): Numbered | undefined {
	const {stem, number} = numbered.exec(name)?.groups ?? {};
	return stem === undefined || number === undefined ? undefined : {stem, number: Number(number)};
}

function follows(before: string, after: string): boolean {
	const [a, b] = [readNumbered(before), readNumbered(after)];
	return a !== undefined && a.stem === b?.stem && b.number === a.number + 1;
}

/** Whether the names count up by one without a gap, as node-4, node-5, node-6 do. */
export function isRun(names: readonly string[]): boolean {
	return names.every((name, index) => index === 0 || follows(names[index - 1]!, name));
}

/** Runs shorter than this are written out: `node-1, node-2, node-3` is read faster than a range. */
const shortestRange = 4;

function runs(names: readonly string[]): string[][] {
	const result: string[][] = [];
	for (const name of names) {
		const run = result.at(-1);
		const last = run?.at(-1);
		if (run && last !== undefined && follows(last, name)) {
			run.push(name);
		} else {
			result.push([name]);
		}
	}

	return result;
}

/**
Names for a sentence, in the order given: four or more that count up become `node-4 .. node-9`, and what goes beyond
`most` entries is counted.
@param most entries written at most; a range is one.
*/
export function nameList(names: readonly string[], language: Language, most = 12): string {
	const entries = runs(names).flatMap(run => run.length < shortestRange
		? run.map(name => ({text: name, count: 1}))
		: [{text: `${run[0]!} .. ${run.at(-1)!}`, count: run.length}]);
	const shown = entries.slice(0, most).map(({text}) => text);
	const left = entries.slice(most).reduce((sum, {count}) => sum + count, 0);
	const comma = language === 'en' ? ', ' : '、';
	if (left === 0) {
		return shown.join(comma);
	}

	return shown.join(comma) + (language === 'en' ? ` and ${left} more` : ` 等，另有 ${left} 台`);
}
