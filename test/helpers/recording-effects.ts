import type {Effects} from '../../source/simulation/kernel/effects.js';
import {seededRandom} from '../../source/simulation/kernel/random.js';

/** Effects that only write down what a step did, for tests of one protocol without a world. */
export type Recording<Message, Note> = Effects<Message, Note> & {
	now: number;
	localNow: number;
	readonly sent: Array<{readonly to: number; readonly message: Message; readonly datagram: boolean}>;
	readonly timers: Map<string, number>;
	readonly notes: Note[];
	exited: boolean;
};

/** @param self The process that steps. Timers hold the local time at which they fire. */
export function recordingEffects<Message, Note>({self = 0, seed = 1}: {readonly self?: number; readonly seed?: number} = {}): Recording<Message, Note> {
	const effects: Recording<Message, Note> = {
		now: 0,
		localNow: 0,
		self,
		random: seededRandom(seed, 'process'),
		diskDelayUs: 2000,
		sent: [],
		timers: new Map(),
		notes: [],
		exited: false,
		send(to, message) {
			effects.sent.push({to, message, datagram: false});
		},
		connect(to, message) {
			effects.sent.push({to, message, datagram: false});
		},
		sendDatagram(to, message) {
			effects.sent.push({to, message, datagram: true});
		},
		startTimer(name, delayUs) {
			effects.timers.set(name, effects.localNow + delayUs);
		},
		stopTimer(name) {
			effects.timers.delete(name);
		},
		note(note) {
			effects.notes.push(note);
		},
		exit() {
			effects.exited = true;
		},
	};
	return effects;
}
