import type {Microseconds} from '../../simulation/kernel/time.js';
import {narrate} from './narrate.js';
import type {NarrationNames} from './narration-context.js';
import type {ChainEntry, NarrationLine} from './narration-line.js';
import {outageLines} from './outages.js';
import {seriesOf, seriesText} from './repeats.js';
import {tellingsOf} from './tellings.js';

export type NarrationOptions = {
	/** Whether the fine notes are told too. @default false */
	readonly detail?: boolean;
	/** How far the story goes, on the scenario's clock; an outage that lasts then is told as it stands. @default the last entry's time */
	readonly nowUs?: Microseconds;
};

function toneOf({note: {kind}}: ChainEntry, isDetail: boolean): NarrationLine['tone'] {
	if (kind === 'fault' || kind === 'fault-missed') {
		return 'warn';
	}

	return isDetail ? 'dim' : 'plain';
}

/**
What happened, as lines in the order of time. What is told again and again is one line with a count; probes that fail are one line per
outage, where it ends.
@param entries As a timeline has them, in the order of time; `process` -1 is the world.
*/
export function narration(entries: readonly ChainEntry[], names: NarrationNames, {detail = false, nowUs = entries.at(-1)?.atUs ?? 0}: NarrationOptions = {}): NarrationLine[] {
	const tellings = tellingsOf(entries);
	const told = entries.filter((_, index) => tellings[index] === 'always' || (detail && tellings[index] === 'detail'));
	const details = new Set(entries.filter((_, index) => tellings[index] === 'detail'));
	const nameOf = (process: number) => process < 0 ? '' : names.nameOf(process);
	const lines = seriesOf(told, nameOf).flatMap((series): NarrationLine[] => {
		const {first} = series;
		const process = nameOf(first.process);
		const sentence = narrate(first.note, {...names, process});
		return sentence === undefined ? [] : [{atUs: first.atUs, process, text: seriesText(sentence, series), tone: toneOf(first, details.has(first))}];
	});
	return [...lines, ...outageLines(entries, 'api-probe', nowUs), ...outageLines(entries, 'write-probe', nowUs)].sort((left, right) => left.atUs - right.atUs);
}
