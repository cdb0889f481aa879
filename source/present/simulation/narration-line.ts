import type {Text} from '../../model/language.js';
import type {ChainNote} from '../../simulation/control-plane/notes.js';
import type {Entry} from '../../simulation/experiment/timeline.js';
import type {Microseconds} from '../../simulation/kernel/time.js';
import type {Tone} from '../span.js';

export type ChainEntry = Entry<ChainNote>;

/** One line of a narration. */
export type NarrationLine = {
	readonly atUs: Microseconds;
	/** Whose name the sentence begins with; '' where it begins with none. */
	readonly process: string;
	readonly text: Text;
	/** `warn` is a fault or a repair, `bad` an outage as clients saw it, `dim` a detail: the words say so as well. */
	readonly tone: Tone;
};
