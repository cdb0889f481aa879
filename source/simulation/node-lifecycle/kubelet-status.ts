import {milliseconds} from '../kernel/time.js';
import {jitteredUs} from './kubelet-jitter.js';
import {stopPods} from './kubelet-pods.js';
import {triesPerRound, type Kubelet, type KubeletAsk, type KubeletOperation, type StatusStep} from './kubelet-state.js';
import type {PodView, ReadyStatus} from './nodes.js';
import type {NodeEffects} from './notes.js';

function askStatus(kubelet: Kubelet, step: StatusStep, operation: KubeletOperation): KubeletAsk {
	kubelet.statusStep = step;
	kubelet.statusToken = kubelet.nextToken++;
	return {token: kubelet.statusToken, operation};
}

/** A new round: it reads its node, and posts its status where the node says otherwise, or it is time. */
export function beginStatusRound(kubelet: Kubelet): KubeletAsk {
	kubelet.statusTries = 0;
	return getNode(kubelet);
}

function getNode(kubelet: Kubelet): KubeletAsk {
	return askStatus(kubelet, 'get', {kind: 'get-node', node: kubelet.node});
}

function endStatusRound(kubelet: Kubelet, effects: NodeEffects): void {
	kubelet.statusStep = 'idle';
	effects.startTimer('kubelet-status', jitteredUs(kubelet, kubelet.settings.statusMs, effects));
}

/** A try failed: five of them follow at once, then it waits for the next round (updateNodeStatus). */
export function statusFailed(kubelet: Kubelet, effects: NodeEffects): readonly KubeletAsk[] {
	kubelet.statusTries++;
	if (kubelet.statusTries < triesPerRound) {
		return [getNode(kubelet)];
	}

	endStatusRound(kubelet, effects);
	return [];
}

/** Tells the API that a pod's containers have ended. Nobody waits for the outcome: it is told again with the next status. */
export function removePod(kubelet: Kubelet, pod: string): KubeletAsk {
	return {token: kubelet.nextToken++, operation: {kind: 'remove-pod', node: kubelet.node, pod}};
}

/** The node was read, or the status posted. */
export function statusAnswered(kubelet: Kubelet, node: {readonly ready: ReadyStatus; readonly pods: readonly PodView[]} | null, effects: NodeEffects): readonly KubeletAsk[] {
	if (kubelet.statusStep === 'post') {
		kubelet.reportedUs = effects.localNow;
		endStatusRound(kubelet, effects);
		return [];
	}

	if (node === null) {
		return statusFailed(kubelet, effects);
	}

	const asks = stopPods(kubelet, node.pods, effects).map(pod => removePod(kubelet, pod));
	const isDue = kubelet.reportedUs < 0 || effects.localNow >= kubelet.reportedUs + milliseconds(kubelet.settings.reportMs);
	if (isDue || node.ready !== 'true') {
		effects.note({kind: 'kubelet-posted-status', node: kubelet.node, why: node.ready === 'true' ? 'due' : 'changed'});
		asks.push(askStatus(kubelet, 'post', {kind: 'post-status', node: kubelet.node, ready: 'true'}));
	} else {
		endStatusRound(kubelet, effects);
	}

	return asks;
}
