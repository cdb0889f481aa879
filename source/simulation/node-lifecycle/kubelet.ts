import {fraction} from '../kernel/random.js';
import {jitteredUs} from './kubelet-jitter.js';
import {beginLeaseRound, leaseAnswered, leaseFailed, lookAgain} from './kubelet-lease.js';
import {podStopped} from './kubelet-pods.js';
import type {Kubelet, KubeletAsk, KubeletOutcome} from './kubelet-state.js';
import {beginStatusRound, removePod, statusAnswered, statusFailed} from './kubelet-status.js';
import type {NodeEffects} from './notes.js';

const nothingToAsk: readonly KubeletAsk[] = [];

/** Starts, and reports at once. */
export function startKubelet(kubelet: Kubelet, effects: NodeEffects): void {
	effects.note({kind: 'kubelet-started', node: kubelet.node, pods: kubelet.pods.size});
	effects.startTimer('kubelet-lease', 0);
	effects.startTimer('kubelet-status', 0);
}

/**
Starts in the middle of a quiet life: somewhere between two heartbeats, its status just posted.
@param leaseVersion The version its Lease is at.
*/
export function startWarmKubelet(kubelet: Kubelet, leaseVersion: number, effects: NodeEffects): void {
	const {renewMs, statusMs} = kubelet.settings;
	kubelet.leaseVersion = leaseVersion;
	kubelet.reportedUs = effects.localNow;
	effects.startTimer('kubelet-lease', Math.round(fraction(effects.random) * jitteredUs(kubelet, renewMs, effects)));
	effects.startTimer('kubelet-status', Math.round(fraction(effects.random) * jitteredUs(kubelet, statusMs, effects)));
}

/** @returns What to ask; undefined where the timer is none of a kubelet's. */
export function fireKubelet(kubelet: Kubelet, timer: string, effects: NodeEffects): readonly KubeletAsk[] | undefined {
	switch (timer) {
		case 'kubelet-lease': {
			return [beginLeaseRound(kubelet)];
		}

		case 'kubelet-lease-backoff': {
			return [lookAgain(kubelet)];
		}

		case 'kubelet-status': {
			return [beginStatusRound(kubelet)];
		}

		default: {
			const pod = podStopped(kubelet, timer, effects);
			return pod === undefined ? undefined : [removePod(kubelet, pod)];
		}
	}
}

/** What has become of a request. An outcome that it no longer waits for is nothing to it. */
export function kubeletAnswered(kubelet: Kubelet, token: number, outcome: KubeletOutcome, effects: NodeEffects): readonly KubeletAsk[] {
	if (token === kubelet.leaseToken) {
		kubelet.leaseToken = 0;
		hear(kubelet, outcome, effects);
		const next = outcome.ok ? leaseAnswered(kubelet, outcome.version, effects) : leaseFailed(kubelet, outcome.error, effects);
		return next === null ? nothingToAsk : [next];
	}

	if (token === kubelet.statusToken) {
		kubelet.statusToken = 0;
		hear(kubelet, outcome, effects);
		return outcome.ok ? statusAnswered(kubelet, outcome.node, effects) : statusFailed(kubelet, effects);
	}

	return nothingToAsk;
}

/** An answer of any kind is contact; what never came, or came from somebody who could not answer, is none. */
function hear(kubelet: Kubelet, outcome: KubeletOutcome, effects: NodeEffects): void {
	const isHeard = outcome.ok || outcome.error === 'conflict' || outcome.error === 'not-found' || outcome.error === 'exists';
	if (isHeard && !kubelet.hasContact) {
		effects.note({kind: 'kubelet-regained-contact', node: kubelet.node, afterUs: effects.localNow - kubelet.lostUs});
	} else if (!isHeard && kubelet.hasContact) {
		kubelet.lostUs = effects.localNow;
		effects.note({kind: 'kubelet-lost-contact', node: kubelet.node, why: outcome.error});
	}

	kubelet.hasContact = isHeard;
}
