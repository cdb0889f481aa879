import type {Text} from '../../model/language.js';
import type {ChainNote} from '../../simulation/control-plane/notes.js';
import {compositionSentences} from './composition.js';
import {etcdSentences} from './etcd.js';
import {healthCheckSentences} from './health-check.js';
import {leaseSentences} from './lease.js';
import {tidyChinese} from './figures.js';
import type {NarrationContext, Sentences} from './narration-context.js';
import {nodeSentences} from './node-lifecycle.js';
import {raftSentences} from './raft.js';
import {vrrpSentences} from './vrrp.js';

const sentences: Sentences<ChainNote> = {
	...raftSentences,
	...etcdSentences,
	...vrrpSentences,
	...healthCheckSentences,
	...leaseSentences,
	...nodeSentences,
	...compositionSentences,
};

/** One sentence that tells a note to somebody who knows nothing of how it is written down; undefined where none is to be told. */
export function narrate(note: ChainNote, context: NarrationContext): Text | undefined {
	// The table pairs each kind with its own notes, which the compiler does not see through the union.
	const tell = sentences[note.kind] as (note: ChainNote, context: NarrationContext) => Text | undefined;
	const text = tell(note, context);
	return text && {en: text.en, zh: tidyChinese(text.zh)};
}
