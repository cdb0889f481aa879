import type {Effects, ProcessId} from '../kernel/effects.js';
import {milliseconds} from '../kernel/time.js';
import type {Behaviour} from '../kernel/world.js';
import {copyInstance, dieVrrp, type VrrpInstance} from '../vrrp/state.js';
import {fireVrrp, receiveVrrp, startVrrp, stopVrrp} from '../vrrp/step.js';
import {scriptResult} from '../vrrp/track.js';
import type {ChainMessage} from './messages.js';
import type {ChainNote} from './notes.js';

/** Keepalived with one virtual router, and the script by which it watches its own HAProxy. */
export type KeepalivedProcess = {
	readonly instance: VrrpInstance;
	/** Whom the script asks: the HAProxy beside it. */
	readonly watches: ProcessId;
	checkId: number;
	waiting: boolean;
};

type Env = Effects<ChainMessage, ChainNote>;

export function newKeepalivedProcess(instance: VrrpInstance, watches: ProcessId): KeepalivedProcess {
	return {instance, watches, checkId: 0, waiting: false};
}

function ask(state: KeepalivedProcess, effects: Env): void {
	const {scriptIntervalMs, scriptTimeoutMs} = state.instance.settings;
	effects.startTimer('keepalived-script', milliseconds(scriptIntervalMs));
	// A script that still runs is not started a second time (keepalived, vrrp_script_thread).
	if (!state.waiting) {
		state.checkId++;
		state.waiting = true;
		effects.send(state.watches, {kind: 'monitor', checkId: state.checkId});
		effects.startTimer('keepalived-script-timeout', milliseconds(scriptTimeoutMs));
	}
}

function answered(state: KeepalivedProcess, isGood: boolean, effects: Env): void {
	state.waiting = false;
	effects.stopTimer('keepalived-script-timeout');
	scriptResult(state.instance, isGood, effects);
}

export const keepalivedBehaviour: Behaviour<KeepalivedProcess, ChainMessage, ChainNote> = {
	start(state, effects) {
		startVrrp(state.instance, effects);
		if (state.instance.settings.hasScript) {
			effects.startTimer('keepalived-script', 0);
		}
	},
	receive(state, from, message, effects) {
		if (message.kind === 'vrrp-advert') {
			receiveVrrp(state.instance, from, message, effects);
		} else if (message.kind === 'monitor-answer' && state.waiting && message.checkId === state.checkId) {
			answered(state, true, effects);
		}
	},
	fire(state, timer, effects) {
		if (timer === 'keepalived-script') {
			ask(state, effects);
		} else if (timer === 'keepalived-script-timeout') {
			answered(state, false, effects);
		} else {
			fireVrrp(state.instance, timer, effects);
		}
	},
	refused(state, _by, message, effects) {
		if (message.kind === 'monitor' && state.waiting && message.checkId === state.checkId) {
			answered(state, false, effects);
		}
	},
	stop(state, effects) {
		stopVrrp(state.instance, effects);
		effects.exit();
	},
	die(state) {
		dieVrrp(state.instance);
		state.waiting = false;
	},
	copy: state => ({...state, instance: copyInstance(state.instance)}),
};
