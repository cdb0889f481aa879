import type {Effects, ProcessId} from '../kernel/effects.js';
import {between} from '../kernel/random.js';
import {seconds} from '../kernel/time.js';
import type {Behaviour} from '../kernel/world.js';
import {copyElector, dieElector, type Elector} from '../lease/state.js';
import {fireElector, receiveLease, refusedLease, startElector, stopElector} from '../lease/step.js';
import type {ChainMessage} from './messages.js';
import type {ChainNote} from './notes.js';

type Env = Effects<ChainMessage, ChainNote>;

/** A program that works only while it holds a Lease: the scheduler, the controller manager, kube-vip. */
export type ElectedProcess = {readonly elector: Elector};

/** Programs of one kind on several machines do not start at the same moment: within this time of each other. */
const startSpreadUs = seconds(2);

/** @param afterStep Follows the elector: what the program does when it begins or ceases to lead. */
export function electedBehaviour<State extends ElectedProcess>({afterStep, copyRest, dieRest, receiveRest, fireRest, refusedRest}: {
	readonly afterStep: (state: State, effects: Env) => void;
	readonly copyRest: (state: State) => Omit<State, 'elector'>;
	readonly dieRest: (state: State) => void;
	readonly receiveRest?: (state: State, from: ProcessId, message: ChainMessage, effects: Env) => void;
	readonly fireRest?: (state: State, timer: string, effects: Env) => void;
	readonly refusedRest?: (state: State, by: ProcessId, message: ChainMessage, effects: Env) => void;
}): Behaviour<State, ChainMessage, ChainNote> {
	return {
		// The kubelet starts a container again that has ended: at once where it ran well for ten minutes before.
		restartsAfterUs: seconds(1),
		start(_state, effects) {
			effects.startTimer('elected-start', between(effects.random, 0, startSpreadUs));
		},
		receive(state, from, message, effects) {
			if (message.kind === 'lease-answer') {
				receiveLease(state.elector, from, message, effects);
			} else {
				receiveRest?.(state, from, message, effects);
			}

			afterStep(state, effects);
		},
		fire(state, timer, effects) {
			if (timer === 'elected-start') {
				startElector(state.elector, effects);
			} else if (!fireElector(state.elector, timer, effects)) {
				fireRest?.(state, timer, effects);
			}

			afterStep(state, effects);
		},
		refused(state, by, message, effects) {
			if (message.kind === 'lease-request') {
				refusedLease(state.elector, by, message, effects);
			} else {
				refusedRest?.(state, by, message, effects);
			}

			afterStep(state, effects);
		},
		stop(state, effects) {
			stopElector(state.elector, effects);
			afterStep(state, effects);
		},
		die(state) {
			dieElector(state.elector);
			dieRest(state);
		},
		copy(state) {
			const copied: unknown = {...copyRest(state), elector: copyElector(state.elector)};
			return copied as State;
		},
	};
}

export const schedulerBehaviour = electedBehaviour<ElectedProcess>({
	afterStep() {
		// What it would schedule is no part of this control plane: its Lease is.
	},
	copyRest: () => ({}),
	dieRest() {
		// It holds nothing but its Lease.
	},
});
