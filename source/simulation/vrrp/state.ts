import type {Effects, ProcessId} from '../kernel/effects.js';
import type {Microseconds} from '../kernel/time.js';
import type {VrrpAdvert, VrrpMessage} from './messages.js';
import type {VrrpNote} from './notes.js';
import {advertisedMs, ownerPriority, type VrrpSettings} from './settings.js';

/** RFC 9568 §6.4, and keepalived's FAULT. `initialize`: it does not run. */
export type VrrpState = 'initialize' | 'backup' | 'active' | 'fault';

export type VrrpEffects = Effects<VrrpMessage, VrrpNote>;

/** Who is who on the wire. */
export type VrrpPlace = {
	readonly self: ProcessId;
	/** Who gets its adverts: everybody on the wire (multicast), or its unicast_peer list, which may forget one. */
	readonly peers: readonly ProcessId[];
	/** Who hears its gratuitous ARPs: every process with an ARP cache on this wire. */
	readonly listeners: readonly ProcessId[];
	/** Its own address as a number, unsigned. */
	readonly address: number;
};

/** One machine's part in one virtual router. Changed in place; readable by everybody. */
export type VrrpInstance = VrrpPlace & {
	readonly settings: VrrpSettings;
	/** Preempt_Mode in force: keepalived clears nopreempt where the initial state is MASTER, and for an address owner. */
	readonly preempt: boolean;
	/** The preempt_delay in force: cleared likewise, and by nopreempt. */
	readonly preemptDelayUs: Microseconds;
	readonly advertUs: Microseconds;
	state: VrrpState;
	/** The effective priority. */
	priority: number;
	/** Does this machine have the VIP? It keeps it when keepalived is killed, until keepalived runs again. */
	holdsVip: boolean;
	/** Active_Adver_Interval: the active router's interval as far as known. */
	activeAdvertUs: Microseconds;
	/** What keepalived calls ms_down_timer: how long the down timer was last set for, or what was left at the last advert ignored. */
	downTimerUs: Microseconds;
	/** When the down timer fires, on the local clock. */
	downAtUs: Microseconds;
	/** Since when no advert has come that it yields to, on the local clock. */
	yieldedAtUs: Microseconds;
	/** When the preempt delay ends, on the local clock; -1 where none was begun. */
	preemptAtUs: Microseconds;
	linkUp: boolean;
	script: 'unknown' | 'succeeding' | 'failing';
	/** What keepalived calls `result`: 0 to rise + fall - 1; at least rise is success. */
	scriptResult: number;
	/** The advert of this priority, made once. */
	advert: VrrpAdvert;
};

/** The advert that this instance sends with this priority. */
export function advertOf({settings, advertUs, address}: Pick<VrrpInstance, 'settings' | 'advertUs' | 'address'>, priority: number): VrrpAdvert {
	const {version, virtualRouterId, vip, authPass} = settings;
	return {kind: 'vrrp-advert', version, virtualRouterId, priority, advertUs, address, vip, authPass};
}

/** An instance that does not run yet. */
export function newInstance(settings: VrrpSettings, place: VrrpPlace): VrrpInstance {
	const {priority, preempt, preemptDelayMs, startsAs, version} = settings;
	const wantsItAtOnce = startsAs === 'master' || priority === ownerPriority;
	const inForce = preempt || wantsItAtOnce;
	const advertUs = advertisedMs(settings) * 1000;
	// Version 3 has no authentication.
	const own = version === 2 ? settings : {...settings, authPass: null};
	return {
		self: place.self,
		peers: place.peers,
		listeners: place.listeners,
		address: place.address,
		settings: own,
		preempt: inForce,
		preemptDelayUs: inForce && !wantsItAtOnce ? preemptDelayMs * 1000 : 0,
		advertUs,
		state: 'initialize',
		priority,
		holdsVip: false,
		activeAdvertUs: advertUs,
		downTimerUs: 0,
		downAtUs: 0,
		yieldedAtUs: 0,
		preemptAtUs: -1,
		linkUp: true,
		script: 'unknown',
		scriptResult: 0,
		advert: advertOf({settings: own, advertUs, address: place.address}, priority),
	};
}

/** A copy that shares only what never changes. */
export function copyInstance(instance: VrrpInstance): VrrpInstance {
	return {...instance};
}

/** The program is killed: nobody resigns, and the VIP stays where it is. */
export function dieVrrp(instance: VrrpInstance): void {
	instance.state = 'initialize';
	instance.preemptAtUs = -1;
	instance.script = 'unknown';
	instance.scriptResult = 0;
}

/** The machine itself is gone, and with it the addresses it had. */
export function forgetVip(instance: VrrpInstance): void {
	instance.holdsVip = false;
}

/** May it hold the VIP? A link that is down forbids it, and a script of weight 0 that fails or has not run yet. */
export function isEligible({linkUp, script, settings}: VrrpInstance): boolean {
	return linkUp && (!settings.hasScript || settings.weight !== 0 || script === 'succeeding');
}
