import type {Microseconds} from '../kernel/time.js';
import type {VrrpAdvert} from './messages.js';
import type {GarpReason, VrrpNote} from './notes.js';
import {resigningPriority} from './settings.js';
import {advertOf, type VrrpEffects, type VrrpInstance} from './state.js';
import {downIntervalUs} from './timers.js';

/** Sends an advert to each peer; an interface that is down carries none. */
export function sendAdvert(instance: VrrpInstance, advert: VrrpAdvert, effects: VrrpEffects): void {
	if (!instance.linkUp) {
		return;
	}

	for (const peer of instance.peers) {
		effects.sendDatagram(peer, advert);
	}
}

/** A burst of gratuitous ARPs; only who holds the address says so (vrrp.c, vrrp_send_link_update). */
export function sendGratuitousArps(instance: VrrpInstance, count: number, why: GarpReason, effects: VrrpEffects): void {
	if (!instance.holdsVip || count === 0) {
		return;
	}

	const {vip} = instance.settings;
	effects.note({kind: 'vrrp-gratuitous-arp', vip, why, count, first: why === 'takeover'});
	const message = {kind: 'gratuitous-arp', vip} as const;
	for (let packet = 0; packet < count; packet++) {
		for (const listener of instance.listeners) {
			effects.sendDatagram(listener, message);
		}
	}
}

/** Active_Down_Interval as things stand. */
export function ownDownIntervalUs({settings, priority, activeAdvertUs}: VrrpInstance): Microseconds {
	return downIntervalUs(settings.version, priority, activeAdvertUs, settings.downTimerAdverts);
}

/** Sets the down timer anew, from now. */
export function startDownTimer(instance: VrrpInstance, waitUs: Microseconds, effects: VrrpEffects): void {
	instance.downTimerUs = waitUs;
	instance.yieldedAtUs = effects.localNow;
	instance.downAtUs = effects.localNow + waitUs;
	effects.startTimer('vrrp-down', waitUs);
}

/**
Backup or Initialize to Active (RFC 9568 §6.4.1 and §6.4.2). The advert goes before the ARPs, so that the old holder has taken the
address away when neighbours hear of the new one (vrrp.c, vrrp_state_master_tx).
*/
export function becomeActive(instance: VrrpInstance, why: 'down-timer' | 'address-owner', effects: VrrpEffects): void {
	const {settings} = instance;
	instance.state = 'active';
	instance.holdsVip = true;
	instance.activeAdvertUs = instance.advertUs;
	effects.stopTimer('vrrp-down');
	effects.note({kind: 'vrrp-became-active', priority: instance.priority, why, waitedUs: why === 'address-owner' ? 0 : effects.localNow - instance.yieldedAtUs});
	sendAdvert(instance, instance.advert, effects);
	effects.startTimer('vrrp-advert', instance.advertUs);
	sendGratuitousArps(instance, settings.garpRepeat, 'takeover', effects);
	if (settings.garpDelayMs > 0) {
		effects.startTimer('vrrp-garp-repeat', settings.garpDelayMs * 1000);
	}

	if (settings.garpMasterRefreshMs > 0) {
		effects.startTimer('vrrp-garp-refresh', (settings.garpDelayMs + settings.garpMasterRefreshMs) * 1000);
	}
}

/** Why it is a backup, and whose advert made it one; -1 where none did. */
export type Yielding = Pick<Extract<VrrpNote, {kind: 'vrrp-became-backup'}>, 'why' | 'from' | 'theirs'>;

/** To Backup, from whichever state: the VIP is taken from this machine, and a whole down interval begins. */
export function becomeBackup(instance: VrrpInstance, {why, from, theirs}: Yielding, effects: VrrpEffects): void {
	instance.state = 'backup';
	instance.holdsVip = false;
	instance.preemptAtUs = -1;
	effects.stopTimer('vrrp-advert');
	startDownTimer(instance, ownDownIntervalUs(instance), effects);
	effects.note({kind: 'vrrp-became-backup', priority: instance.priority, why, from, theirs, waitsUs: instance.downTimerUs});
}

/** An active router goes: it says so with priority 0, and takes the VIP from its machine (RFC 9568 §6.4.3). */
export function resign(instance: VrrpInstance, why: 'stopped' | 'fault', adverts: number, effects: VrrpEffects): void {
	const advert = advertOf(instance, resigningPriority);
	for (let count = 0; count < adverts; count++) {
		sendAdvert(instance, advert, effects);
	}

	instance.holdsVip = false;
	effects.note({kind: 'vrrp-resigned', why});
}

/** To FAULT, in which it neither advertises nor listens. A holder resigns, twice over (vrrp.c, vrrp_state_leave_master). */
export function enterFault(instance: VrrpInstance, why: 'script' | 'link' | 'script-unknown', effects: VrrpEffects): void {
	const heldVip = instance.holdsVip;
	if (instance.state === 'active') {
		resign(instance, 'fault', 2, effects);
	}

	instance.state = 'fault';
	instance.activeAdvertUs = instance.advertUs;
	effects.stopTimer('vrrp-advert');
	effects.stopTimer('vrrp-down');
	effects.note({kind: 'vrrp-entered-fault', why, heldVip});
}

/** Out of FAULT: always into Backup, and with its own interval (vrrp_scheduler.c, try_up_instance). */
export function leaveFault(instance: VrrpInstance, effects: VrrpEffects): void {
	instance.activeAdvertUs = instance.advertUs;
	becomeBackup(instance, {why: 'recovered', from: -1, theirs: -1}, effects);
}
