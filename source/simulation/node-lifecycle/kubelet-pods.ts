import {milliseconds} from '../kernel/time.js';
import type {Kubelet} from './kubelet-state.js';
import type {PodView} from './nodes.js';
import type {NodeEffects} from './notes.js';

const prefix = 'kubelet-pod/';

/**
What the API says of its pods has reached the kubelet: containers of pods that are to go are told to end, also of those whose object is
gone already, and pods that are new to it run. A real kubelet watches its pods; here it hears of them with its status, every 10 s.
@returns Pods that have ended and whose object is still there.
*/
export function stopPods(kubelet: Kubelet, listed: readonly PodView[], effects: NodeEffects): string[] {
	const {pods} = kubelet;
	const ended: string[] = [];
	for (const {name, terminating} of listed) {
		const state = pods.get(name);
		if (state === undefined && !terminating) {
			pods.set(name, 'running');
		} else if (terminating && state === 'running') {
			tell(kubelet, name, effects);
		} else if (terminating && state !== 'stopping') {
			ended.push(name);
		}
	}

	for (const [name, state] of pods) {
		if (!listed.some(pod => pod.name === name)) {
			if (state === 'running') {
				tell(kubelet, name, effects);
			} else if (state === 'stopped') {
				pods.delete(name);
			}
		}
	}

	return ended;
}

function tell(kubelet: Kubelet, pod: string, effects: NodeEffects): void {
	kubelet.pods.set(pod, 'stopping');
	effects.note({kind: 'kubelet-stops-pod', node: kubelet.node, pod});
	effects.startTimer(`${prefix}${pod}`, milliseconds(kubelet.settings.podStopMs));
}

/** @returns The pod whose containers have ended; undefined where the timer is none of these. */
export function podStopped(kubelet: Kubelet, timer: string, effects: NodeEffects): string | undefined {
	if (!timer.startsWith(prefix)) {
		return undefined;
	}

	const pod = timer.slice(prefix.length);
	kubelet.pods.set(pod, 'stopped');
	effects.note({kind: 'kubelet-stopped-pod', node: kubelet.node, pod});
	return pod;
}
