import {between} from '../kernel/random.js';
import {milliseconds, type Microseconds} from '../kernel/time.js';
import type {Behaviour} from '../kernel/world.js';
import {arpAnswered, confirmArp, copyArpCache, learnArp, lookUp, type ArpCache} from './arp-cache.js';
import type {VrrpMessage} from './messages.js';
import type {VrrpNote} from './notes.js';
import {copyInstance, dieVrrp, type VrrpInstance} from './state.js';
import {fireVrrp, receiveVrrp, startVrrp, stopVrrp} from './step.js';
import {scriptResult} from './track.js';
import {startWarmVrrp} from './warm.js';

/** What can be done to one router. */
export type RouterAct = {readonly kind: 'kill' | 'stop' | 'start' | 'freeze' | 'thaw' | 'script-fails' | 'script-succeeds' | 'link-down' | 'link-up'; readonly router: number};

/** What a hand from outside does to a small world; machines and routers by their place, the client last. */
export type VrrpAct
	= | RouterAct
		/** Everything from these machines to those, one way. */
		| {readonly kind: 'cut' | 'heal'; readonly from: readonly number[]; readonly to: readonly number[]}
		| {readonly kind: 'network'; readonly loss: number; readonly duplicate: number; readonly reorder: number};

/** The client's traffic, which stands for a connection through the VIP. */
type Traffic = {readonly kind: 'ask' | 'answer' | 'who-has' | 'i-have'};

export type SmallMessage = VrrpMessage | Traffic | VrrpAct;

/** A keepalived with its check script. `scriptSucceeds`: what the script would say now. */
export type Router = {readonly instance: VrrpInstance; scriptSucceeds: boolean; readonly warm: {readonly isActive: boolean; readonly agoUs: Microseconds} | undefined; hasStarted: boolean};

/** A client that asks through the VIP again and again. */
export type Client = {readonly cache: ArpCache; readonly askUs: Microseconds; answeredUs: Microseconds};

export const vip = '10.0.0.100';

export const router: Behaviour<Router, SmallMessage, VrrpNote> = {
	start(state, effects) {
		if (state.warm !== undefined && !state.hasStarted) {
			startWarmVrrp(state.instance, state.warm.isActive, state.warm.agoUs, effects);
			effects.startTimer('script', between(effects.random, 0, state.instance.settings.scriptIntervalMs * 1000));
		} else {
			startVrrp(state.instance, effects);
			effects.startTimer('script', milliseconds(2));
		}

		state.hasStarted = true;
	},
	receive(state, from, message, effects) {
		if (message.kind === 'vrrp-advert') {
			receiveVrrp(state.instance, from, message, effects);
		} else if (state.instance.holdsVip && message.kind === 'ask') {
			effects.send(from, {kind: 'answer'});
		} else if (state.instance.holdsVip && message.kind === 'who-has') {
			effects.sendDatagram(from, {kind: 'i-have'});
		}
	},
	fire(state, timer, effects) {
		if (!fireVrrp(state.instance, timer, effects)) {
			scriptResult(state.instance, state.scriptSucceeds, effects);
			effects.startTimer('script', state.instance.settings.scriptIntervalMs * 1000);
		}
	},
	stop(state, effects) {
		stopVrrp(state.instance, effects);
		effects.exit();
	},
	die(state) {
		dieVrrp(state.instance);
	},
	copy: state => ({...state, instance: copyInstance(state.instance)}),
};

/** The behaviour of a client, who knows how many routers there are. */
export function clientOf(routers: number): Behaviour<Client, SmallMessage, VrrpNote> {
	return {
		start(state, effects) {
			effects.startTimer('ask', between(effects.random, 0, state.askUs));
		},
		receive(state, from, message, effects) {
			if (message.kind === 'gratuitous-arp') {
				learnArp(state.cache, vip, from, effects.now);
			}

			if (message.kind === 'i-have') {
				arpAnswered(state.cache, vip, from, effects.now);
			}

			if (message.kind === 'answer') {
				state.answeredUs = effects.now;
				confirmArp(state.cache, vip, effects.now);
			}
		},
		fire(state, _timer, effects) {
			const {holder, ask} = lookUp(state.cache, vip, effects.now);
			if (ask === 'everybody') {
				for (let each = 0; each < routers; each++) {
					effects.sendDatagram(each, {kind: 'who-has'});
				}
			} else if (ask === 'holder') {
				effects.sendDatagram(holder, {kind: 'who-has'});
			}

			if (holder >= 0) {
				effects.send(holder, {kind: 'ask'});
			}

			effects.startTimer('ask', state.askUs);
		},
		die() {
			// It keeps nothing that matters: clients are not killed here.
		},
		copy: state => ({...state, cache: copyArpCache(state.cache)}),
	};
}
