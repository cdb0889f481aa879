import {milliseconds} from '../kernel/time.js';
import {jitteredUs} from './kubelet-jitter.js';
import {firstBackoffMs, triesPerRound, type Kubelet, type KubeletAsk, type KubeletOperation, type LeaseStep} from './kubelet-state.js';
import type {KubeletFailure, NodeEffects} from './notes.js';

const lastBackoffMs = 7000;

/** A new round: it updates the version it knows; where it knows none it looks for it first. */
export function beginLeaseRound(kubelet: Kubelet): KubeletAsk {
	kubelet.hasEnsured = false;
	return kubelet.leaseVersion > 0 ? beginUpdate(kubelet) : ensureLease(kubelet, 'ensure');
}

/** It has waited, and looks for its Lease again. */
export function lookAgain(kubelet: Kubelet): KubeletAsk {
	return askLease(kubelet, kubelet.leaseStep, {kind: 'get-lease', node: kubelet.node});
}

function askLease(kubelet: Kubelet, step: LeaseStep, operation: KubeletOperation): KubeletAsk {
	kubelet.leaseStep = step;
	kubelet.leaseToken = kubelet.nextToken++;
	return {token: kubelet.leaseToken, operation};
}

function update(kubelet: Kubelet): KubeletAsk {
	return askLease(kubelet, 'update', {kind: 'renew-lease', node: kubelet.node, version: kubelet.leaseVersion});
}

function beginUpdate(kubelet: Kubelet): KubeletAsk {
	kubelet.leaseTries = 0;
	return update(kubelet);
}

function ensureLease(kubelet: Kubelet, step: 'ensure' | 'ensure-after-conflict'): KubeletAsk {
	kubelet.hasEnsured ||= step === 'ensure';
	kubelet.backoffMs = firstBackoffMs;
	return askLease(kubelet, step, {kind: 'get-lease', node: kubelet.node});
}

function endLeaseRound(kubelet: Kubelet, effects: NodeEffects): null {
	kubelet.leaseStep = 'idle';
	effects.startTimer('kubelet-lease', jitteredUs(kubelet, kubelet.settings.renewMs, effects));
	return null;
}

/** A request of the Lease loop was answered with this version. @returns What to ask next; null: it waits. */
export function leaseAnswered(kubelet: Kubelet, version: number, effects: NodeEffects): KubeletAsk | null {
	kubelet.leaseVersion = version;
	if (kubelet.leaseStep === 'ensure') {
		return beginUpdate(kubelet);
	}

	if (kubelet.leaseStep === 'ensure-after-conflict') {
		return kubelet.leaseTries < triesPerRound ? update(kubelet) : afterTries(kubelet, effects);
	}

	effects.note({kind: 'kubelet-renewed', node: kubelet.node, version});
	return endLeaseRound(kubelet, effects);
}

function afterTries(kubelet: Kubelet, effects: NodeEffects): KubeletAsk | null {
	return kubelet.hasEnsured ? endLeaseRound(kubelet, effects) : ensureLease(kubelet, 'ensure');
}

/** A request of the Lease loop failed (retryUpdateLease, backoffEnsureLease). */
export function leaseFailed(kubelet: Kubelet, error: KubeletFailure, effects: NodeEffects): KubeletAsk | null {
	if (kubelet.leaseStep === 'update') {
		kubelet.leaseTries++;
		if (error === 'conflict') {
			return ensureLease(kubelet, 'ensure-after-conflict');
		}

		return kubelet.leaseTries < triesPerRound ? update(kubelet) : afterTries(kubelet, effects);
	}

	if (error === 'not-found' && kubelet.leaseStep !== 'create') {
		return askLease(kubelet, 'create', {kind: 'create-lease', node: kubelet.node});
	}

	// It waits 200 ms at first, twice as long each time, and at most 7 s (backoffEnsureLease).
	effects.startTimer('kubelet-lease-backoff', milliseconds(kubelet.backoffMs));
	kubelet.backoffMs = Math.min(2 * kubelet.backoffMs, lastBackoffMs);
	kubelet.leaseStep = kubelet.leaseStep === 'create' ? 'ensure' : kubelet.leaseStep;
	return null;
}

