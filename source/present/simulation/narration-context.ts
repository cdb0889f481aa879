import type {Text} from '../../model/language.js';
import type {ProcessId} from '../../simulation/kernel/effects.js';

/** Names and measures that notes leave out. */
export type NarrationNames = {
	readonly nameOf: (id: ProcessId) => string;
	/** HAProxy's servers, by their place in the backend. */
	readonly serverName: (index: number) => string;
	/** How long one of etcd's ticks lasts (--heartbeat-interval), in milliseconds; undefined: ticks are only counted. */
	readonly tickMs?: number;
};

/** What a sentence is told with; `process`: who tells it, by name; '' where it is the world. */
export type NarrationContext = NarrationNames & {readonly process: string};

/**
A sentence for every kind of note: a kind that is missing does not compile. A sentence begins with the name of who tells it.
undefined: another note of the same moment tells it already.
*/
export type Sentences<Note extends {readonly kind: string}> = {
	readonly [Kind in Note['kind']]: (note: Extract<Note, {readonly kind: Kind}>, context: NarrationContext) => Text | undefined;
};

/** For kinds that are no sentence of their own. */
export function untold(): undefined {
	return undefined;
}
