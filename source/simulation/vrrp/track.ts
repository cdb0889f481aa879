import {ownerPriority} from './settings.js';
import {isEligible, type VrrpEffects, type VrrpInstance} from './state.js';
import {enterFault, leaveFault, ownDownIntervalUs} from './transitions.js';

/** Enters or leaves FAULT where what it may hold the VIP by has changed. */
function followEligibility(instance: VrrpInstance, why: 'script' | 'link', effects: VrrpEffects): void {
	if (instance.state === 'initialize') {
		return;
	}

	const eligible = isEligible(instance);
	if (eligible && instance.state === 'fault') {
		leaveFault(instance, effects);
	} else if (!eligible && instance.state !== 'fault') {
		enterFault(instance, why, effects);
	}
}

/**
The priority that the script's state gives: a positive weight is added while it succeeds, a negative one taken away while it fails,
and the sum kept within 1 to 254 (vrrp_track.c, vrrp_set_effective_priority). A backup's timer moves by what its interval changed.
*/
function followPriority(instance: VrrpInstance, effects: VrrpEffects): void {
	const {settings, script, priority} = instance;
	const counts = settings.weight > 0 ? script === 'succeeding' : script === 'failing';
	const next = settings.priority === ownerPriority ? ownerPriority : Math.min(254, Math.max(1, settings.priority + (counts ? settings.weight : 0)));
	if (next === priority) {
		return;
	}

	const before = instance.downTimerUs;
	instance.priority = next;
	instance.advert = {...instance.advert, priority: next};
	instance.downTimerUs = ownDownIntervalUs(instance);
	effects.note({kind: 'vrrp-priority-changed', before: priority, after: next});
	if (instance.state === 'backup') {
		instance.downAtUs += instance.downTimerUs - before;
		effects.startTimer('vrrp-down', Math.max(0, instance.downAtUs - effects.localNow));
	}
}

function scriptChanged(instance: VrrpInstance, script: 'succeeding' | 'failing', effects: VrrpEffects): void {
	instance.script = script;
	effects.note({kind: 'vrrp-script', result: script === 'succeeding' ? 'succeeds' : 'fails'});
	if (instance.settings.weight === 0) {
		followEligibility(instance, 'script', effects);
	} else {
		followPriority(instance, effects);
	}
}

/**
One run of the check script has ended; one that ran into its timeout has failed. `rise` successes in a row make it succeed, `fall`
failures in a row make it fail; the very first result counts at once (vrrp_scheduler.c, vrrp_script_child_thread).
*/
export function scriptResult(instance: VrrpInstance, success: boolean, effects: VrrpEffects): void {
	const {settings: {hasScript, scriptRise, scriptFall}, state, script, scriptResult: result} = instance;
	if (!hasScript || state === 'initialize') {
		return;
	}

	if (success) {
		if (result < scriptRise - 1) {
			instance.scriptResult++;
		} else {
			instance.scriptResult = scriptRise + scriptFall - 1;
			if (result < scriptRise) {
				scriptChanged(instance, 'succeeding', effects);
			}
		}
	} else if (result > scriptRise) {
		instance.scriptResult--;
	} else {
		instance.scriptResult = 0;
		if (result === scriptRise || script === 'unknown') {
			scriptChanged(instance, 'failing', effects);
		}
	}
}

/** The interface got or lost its carrier: without one, FAULT, and the VIP is taken away. */
export function linkChanged(instance: VrrpInstance, up: boolean, effects: VrrpEffects): void {
	if (instance.linkUp !== up) {
		instance.linkUp = up;
		effects.note({kind: 'vrrp-link', up});
		followEligibility(instance, 'link', effects);
	}
}
