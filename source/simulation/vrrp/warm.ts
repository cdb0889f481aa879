import {between} from '../kernel/random.js';
import type {Microseconds} from '../kernel/time.js';
import {isEligible, type VrrpEffects, type VrrpInstance} from './state.js';
import {startVrrp} from './step.js';
import {ownDownIntervalUs} from './transitions.js';

/**
Starts an instance in the middle of a quiet life: its script succeeds, and the active one has sent its last advert `agoUs` ago. The
same `agoUs` for all instances of a virtual router.
@param agoUs 0 up to, but not including, the interval.
*/
export function startWarmVrrp(instance: VrrpInstance, isActive: boolean, agoUs: Microseconds, effects: VrrpEffects): void {
	if (instance.settings.hasScript) {
		instance.script = 'succeeding';
		instance.scriptResult = instance.settings.scriptRise + instance.settings.scriptFall - 1;
		instance.priority = instance.settings.weight > 0 ? Math.min(254, instance.settings.priority + instance.settings.weight) : instance.settings.priority;
		instance.advert = {...instance.advert, priority: instance.priority};
	}

	if (!isEligible(instance)) {
		startVrrp(instance, effects);
		return;
	}

	instance.activeAdvertUs = instance.advertUs;
	instance.preemptAtUs = -1;
	if (isActive) {
		instance.state = 'active';
		instance.holdsVip = true;
		effects.startTimer('vrrp-advert', instance.advertUs - agoUs);
		if (instance.settings.garpMasterRefreshMs > 0) {
			effects.startTimer('vrrp-garp-refresh', 1 + between(effects.random, 0, instance.settings.garpMasterRefreshMs * 1000));
		}
	} else {
		instance.state = 'backup';
		instance.holdsVip = false;
		instance.downTimerUs = ownDownIntervalUs(instance);
		instance.downAtUs = effects.localNow + instance.downTimerUs - agoUs;
		instance.yieldedAtUs = effects.localNow - agoUs;
		effects.startTimer('vrrp-down', instance.downTimerUs - agoUs);
	}
}
