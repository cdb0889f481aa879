import type {ProcessId} from '../kernel/effects.js';
import {refusalOf} from './check-advert.js';
import type {VrrpAdvert} from './messages.js';
import {ownerPriority, resigningPriority} from './settings.js';
import {isEligible, type VrrpEffects, type VrrpInstance} from './state.js';
import {skewUs} from './timers.js';
import {becomeActive, becomeBackup, enterFault, ownDownIntervalUs, resign, sendAdvert, sendGratuitousArps, startDownTimer} from './transitions.js';

/**
The program starts: it takes away a VIP that an earlier one left behind, and waits as a backup, whatever `state` its configuration
names; only the owner of the address takes it at once (vrrp_scheduler.c, vrrp_init_state). With a script of weight 0 it waits in
FAULT for that script's first success.
*/
export function startVrrp(instance: VrrpInstance, effects: VrrpEffects): void {
	const {settings} = instance;
	effects.note({kind: 'vrrp-started', priority: settings.priority, hadVip: instance.holdsVip});
	instance.holdsVip = false;
	instance.priority = settings.priority;
	instance.activeAdvertUs = instance.advertUs;
	instance.preemptAtUs = -1;
	instance.script = 'unknown';
	instance.scriptResult = settings.scriptRise - 1;
	if (instance.advert.priority !== settings.priority) {
		instance.advert = {...instance.advert, priority: settings.priority};
	}

	if (!settings.preempt && instance.preempt) {
		effects.note({kind: 'vrrp-setting-cleared', setting: 'nopreempt'});
	} else if (settings.preemptDelayMs > 0 && instance.preemptDelayUs === 0) {
		effects.note({kind: 'vrrp-setting-cleared', setting: 'preempt_delay'});
	}

	if (!isEligible(instance)) {
		enterFault(instance, instance.linkUp ? 'script-unknown' : 'link', effects);
	} else if (settings.priority === ownerPriority) {
		becomeActive(instance, 'address-owner', effects);
	} else {
		becomeBackup(instance, {why: 'started', from: -1, theirs: -1}, effects);
	}
}

/** Version 3: a router goes by the interval of the one that is active (RFC 9568 §6.4.2 and §6.4.3). */
function adoptInterval(instance: VrrpInstance, advert: VrrpAdvert, effects: VrrpEffects): void {
	if (instance.settings.version === 3 && instance.activeAdvertUs !== advert.advertUs) {
		effects.note({kind: 'vrrp-adopted-interval', fromUs: instance.activeAdvertUs, toUs: advert.advertUs});
		instance.activeAdvertUs = advert.advertUs;
	}
}

/** The preempt delay begins with the first advert of a lower router, and is dropped at one that is not lower. */
function keepPreemptDelay(instance: VrrpInstance, isLower: boolean, effects: VrrpEffects): void {
	if (isLower && instance.preemptAtUs < 0) {
		instance.preemptAtUs = effects.localNow + instance.preemptDelayUs;
		effects.note({kind: 'vrrp-preempt-delay', state: 'began', delayUs: instance.preemptDelayUs});
	} else if (!isLower && instance.preemptAtUs >= 0) {
		instance.preemptAtUs = -1;
		effects.note({kind: 'vrrp-preempt-delay', state: 'dropped', delayUs: instance.preemptDelayUs});
	}
}

/** An advert that does not move the down timer; keepalived writes down what is left of it. */
function letTimerRun(instance: VrrpInstance, effects: VrrpEffects): void {
	instance.downTimerUs = Math.max(0, instance.downAtUs - effects.localNow);
}

/** RFC 9568 §6.4.2, and keepalived's vrrp_state_backup. An equal priority refreshes the timer: the addresses do not count here. */
function receiveAsBackup(instance: VrrpInstance, from: ProcessId, advert: VrrpAdvert, effects: VrrpEffects): void {
	const isLower = advert.priority < instance.priority;
	if (advert.priority === resigningPriority) {
		startDownTimer(instance, skewUs(instance.settings.version, instance.priority, instance.activeAdvertUs), effects);
		effects.note({kind: 'vrrp-heard-resignation', from, waitsUs: instance.downTimerUs});
	} else if (!isLower || !instance.preempt || (instance.preemptDelayUs > 0 && (instance.preemptAtUs < 0 || instance.preemptAtUs > effects.localNow))) {
		adoptInterval(instance, advert, effects);
		startDownTimer(instance, ownDownIntervalUs(instance), effects);
		if (instance.preemptDelayUs > 0) {
			keepPreemptDelay(instance, isLower, effects);
		}
	} else {
		letTimerRun(instance, effects);
		effects.note({kind: 'vrrp-ignored-lower', from, theirs: advert.priority, priority: instance.priority, leftUs: instance.downTimerUs});
	}
}

/** RFC 9568 §6.4.3, and keepalived's vrrp_state_master_rx. Of equals the higher address wins, unsigned; its own is not answered. */
function receiveAsActive(instance: VrrpInstance, from: ProcessId, advert: VrrpAdvert, effects: VrrpEffects): void {
	const {settings, priority, address} = instance;
	if (advert.priority === resigningPriority) {
		sendAdvert(instance, instance.advert, effects);
		effects.note({kind: 'vrrp-heard-resignation', from, waitsUs: 0});
	} else if (advert.priority > priority || (advert.priority === priority && advert.address > address)) {
		adoptInterval(instance, advert, effects);
		becomeBackup(instance, {why: advert.priority > priority ? 'higher-priority' : 'higher-address', from, theirs: advert.priority}, effects);
	} else if (advert.priority < priority || advert.address < address) {
		effects.note({kind: 'vrrp-outranks', from, theirs: advert.priority, priority});
		sendAdvert(instance, instance.advert, effects);
		sendGratuitousArps(instance, settings.garpRepeat, 'lower-advert', effects);
		if (settings.garpDelayMs > 0) {
			effects.startTimer('vrrp-garp-lower-repeat', settings.garpDelayMs * 1000);
		}
	}
}

/** An advert comes. In FAULT nothing is read; another virtual router's is nobody's business here. */
export function receiveVrrp(instance: VrrpInstance, from: ProcessId, advert: VrrpAdvert, effects: VrrpEffects): void {
	const isActive = instance.state === 'active';
	if ((!isActive && instance.state !== 'backup') || advert.virtualRouterId !== instance.settings.virtualRouterId) {
		return;
	}

	const refusal = refusalOf(instance, advert);
	if (refusal !== undefined) {
		effects.note({kind: 'vrrp-refused-advert', from, why: refusal});
		if (!isActive) {
			letTimerRun(instance, effects);
		}
	} else if (isActive) {
		receiveAsActive(instance, from, advert, effects);
	} else {
		receiveAsBackup(instance, from, advert, effects);
	}

	// Whatever an active keepalived reads restarts its advert timer, even what it refuses (vrrp_scheduler.c, vrrp_dispatcher_read).
	if (instance.state === 'active') {
		effects.startTimer('vrrp-advert', instance.advertUs);
	}
}

/** A timer fires; false where it is none of VRRP's. */
export function fireVrrp(instance: VrrpInstance, timer: string, effects: VrrpEffects): boolean {
	const {settings} = instance;
	switch (timer) {
		case 'vrrp-advert': {
			sendAdvert(instance, instance.advert, effects);
			effects.startTimer('vrrp-advert', instance.advertUs);
			return true;
		}

		case 'vrrp-down': {
			becomeActive(instance, 'down-timer', effects);
			return true;
		}

		case 'vrrp-garp-repeat': {
			sendGratuitousArps(instance, settings.garpRepeat, 'takeover-repeat', effects);
			return true;
		}

		case 'vrrp-garp-lower-repeat': {
			sendGratuitousArps(instance, settings.garpRepeat, 'lower-advert-repeat', effects);
			return true;
		}

		case 'vrrp-garp-refresh': {
			// Who has lost the VIP stays silent; taking over starts the timer anew.
			if (instance.holdsVip) {
				sendGratuitousArps(instance, 1, 'refresh', effects);
				effects.startTimer('vrrp-garp-refresh', settings.garpMasterRefreshMs * 1000);
			}

			return true;
		}

		default: {
			return false;
		}
	}
}

/** SIGTERM (RFC 9568 §6.4.3, shutdown). The process goes on to end: that is its owner's to do. */
export function stopVrrp(instance: VrrpInstance, effects: VrrpEffects): void {
	if (instance.state === 'active') {
		resign(instance, 'stopped', 1, effects);
	}

	instance.state = 'initialize';
	for (const timer of ['vrrp-advert', 'vrrp-down', 'vrrp-garp-repeat', 'vrrp-garp-lower-repeat', 'vrrp-garp-refresh']) {
		effects.stopTimer(timer);
	}

	effects.note({kind: 'vrrp-stopped'});
}
