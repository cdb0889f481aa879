import {seconds, type Microseconds} from '../kernel/time.js';
import {taintOf, type NodeAction, type NodeView} from './nodes.js';
import type {NodeEffects} from './notes.js';
import type {NodeController} from './state.js';

function requestDeletion(pod: string, {node, toleratedUs, actions}: {readonly node: string; readonly toleratedUs: Microseconds; readonly actions: NodeAction[]}, effects: NodeEffects): void {
	actions.push({kind: 'delete-pod', node, pod});
	effects.note({kind: 'pod-deletion-requested', pod, node, toleratedUs});
}

/** Stops the clocks of a node's pods that are to be spared: all of them, or those that are gone. */
function cancelEvictions(controller: NodeController, node: string, isSpared: (pod: string) => boolean, effects: NodeEffects): void {
	for (const [pod, eviction] of controller.evictions) {
		if (eviction.node === node && isSpared(pod)) {
			controller.evictions.delete(pod);
			if (eviction.atUs >= 0) {
				effects.note({kind: 'pod-eviction-cancelled', pod, node, leftUs: Math.max(0, eviction.atUs - effects.localNow)});
			}
		}
	}
}

function observePods(controller: NodeController, {name: node, pods}: NodeView, actions: NodeAction[], effects: NodeEffects): void {
	const {localNow: now} = effects;
	cancelEvictions(controller, node, pod => !pods.some(each => each.name === pod), effects);
	for (const {name, tolerationS, terminating} of pods) {
		// A pod whose clock runs keeps it, also when one taint takes the other's place.
		if (terminating || tolerationS === null || controller.evictions.has(name)) {
			continue;
		}

		const atUs = tolerationS <= 0 ? -1 : now + seconds(tolerationS);
		controller.evictions.set(name, {node, seenUs: now, atUs});
		if (atUs < 0) {
			requestDeletion(name, {node, toleratedUs: 0, actions}, effects);
		} else {
			effects.note({kind: 'pod-eviction-scheduled', pod: name, node, afterUs: atUs - now});
		}
	}
}

/**
A node, or a pod of it, changed: the taint that keeps new pods away follows the condition at once, and the clocks of its pods follow the
NoExecute taint. To be called with every node at first, and with each that changes.
*/
export function observeNode(controller: NodeController, node: NodeView, effects: NodeEffects): readonly NodeAction[] {
	const actions: NodeAction[] = [];
	const taint = taintOf(node.ready);
	if (node.noSchedule !== taint) {
		if (taint === null) {
			actions.push({kind: 'untaint', node: node.name, effect: 'no-schedule'});
			effects.note({kind: 'node-untainted', node: node.name, zone: node.zone, effect: 'no-schedule', why: 'ready'});
		} else {
			actions.push({kind: 'taint-no-schedule', node: node.name, taint});
			effects.note({kind: 'node-tainted', node: node.name, zone: node.zone, taint, effect: 'no-schedule', swapped: node.noSchedule !== null});
		}
	}

	if (node.noExecute !== null) {
		controller.tainted.set(node.name, node.noExecute);
		observePods(controller, node, actions, effects);
	} else if (controller.tainted.delete(node.name)) {
		cancelEvictions(controller, node.name, () => true, effects);
	}

	armEvictions(controller, effects);
	return actions;
}

/** Deletes the pods whose time is over. */
export function evictDue(controller: NodeController, effects: NodeEffects): readonly NodeAction[] {
	const actions: NodeAction[] = [];
	for (const [pod, eviction] of controller.evictions) {
		if (eviction.atUs >= 0 && eviction.atUs <= effects.localNow) {
			eviction.atUs = -1;
			requestDeletion(pod, {node: eviction.node, toleratedUs: effects.localNow - eviction.seenUs, actions}, effects);
		}
	}

	armEvictions(controller, effects);
	return actions;
}

function armEvictions(controller: NodeController, effects: NodeEffects): void {
	let earliestUs: Microseconds = -1;
	for (const {atUs} of controller.evictions.values()) {
		if (atUs >= 0 && (earliestUs < 0 || atUs < earliestUs)) {
			earliestUs = atUs;
		}
	}

	if (earliestUs < 0) {
		effects.stopTimer('node-eviction');
	} else {
		effects.startTimer('node-eviction', Math.max(0, earliestUs - effects.localNow));
	}
}
