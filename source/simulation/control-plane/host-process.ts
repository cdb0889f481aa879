import type {Behaviour} from '../kernel/world.js';
import type {ChainMessage} from './messages.js';
import type {ChainNote} from './notes.js';

/** A machine's network stack: it answers for the addresses its machine has, whether or not what put them there still runs. */
export type HostProcess = {readonly machine: number};

/** @param holderOn Who put the VIP on this machine, where it has it; null where it has not. */
export function hostBehaviour(holderOn: (machine: number) => number | null): Behaviour<HostProcess, ChainMessage, ChainNote> {
	return {
		start() {
			// It answers, and does nothing by itself.
		},
		receive({machine}, from, message, effects) {
			const holder = message.kind === 'arp-request' ? holderOn(machine) : null;
			if (message.kind === 'arp-request' && holder !== null) {
				effects.sendDatagram(from, {kind: 'arp-answer', vip: message.vip, holder});
			}
		},
		fire() {
			// It has no timers.
		},
		die() {
			// The addresses go with the machine: see the holder's own state.
		},
		copy: state => ({...state}),
	};
}
