import type {Microseconds} from '../kernel/time.js';
import {takeToken} from './limiter.js';
import {taintOf, type NodeAction, type NodeTaint, type NodeView} from './nodes.js';
import type {NodeEffects} from './notes.js';
import type {NodeController, Zone} from './state.js';

/** How often it looks into the queues (NodeEvictionPeriod). */
const gridStepUs = 100_000;

function removeFrom(zone: Zone, node: string): boolean {
	const place = zone.queue.indexOf(node);
	if (place !== -1) {
		zone.queue.splice(place, 1);
	}

	zone.known.delete(node);
	return place !== -1;
}

/**
Puts a node that does not have the taint yet at the end of its zone's queue, anew in every pass; one that has it is put there only if
it never was (markNodeForTainting).
*/
export function queueNode(zone: Zone, node: NodeView, taint: NodeTaint, effects: NodeEffects): void {
	const had = node.noExecute !== taint && removeFrom(zone, node.name);
	if (!zone.known.has(node.name)) {
		zone.known.add(node.name);
		zone.queue.push(node.name);
		if (!had) {
			effects.note({kind: 'node-queued', node: node.name, zone: zone.name, taint, place: zone.queue.length - 1});
		}
	}
}

/** Takes the NoExecute taints off a node, and the node out of the queue (markNodeAsReachable). */
export function makeReachable(controller: NodeController, node: NodeView, {why, actions}: {readonly why: 'ready' | 'full-disruption' | 'new-to-controller'; readonly actions: NodeAction[]}, effects: NodeEffects): void {
	if (node.noExecute !== null) {
		actions.push({kind: 'untaint', node: node.name, effect: 'no-execute'});
		effects.note({kind: 'node-untainted', node: node.name, zone: node.zone, effect: 'no-execute', why});
	}

	const zone = controller.zones.get(node.zone);
	if (zone !== undefined && removeFrom(zone, node.name)) {
		effects.note({kind: 'node-unqueued', node: node.name, zone: node.zone, why});
	}
}

/** Writes a NoExecute taint. */
export function taintNoExecute(node: NodeView, taint: NodeTaint, {swapped, actions}: {readonly swapped: boolean; readonly actions: NodeAction[]}, effects: NodeEffects): void {
	actions.push({kind: 'taint-no-execute', node: node.name, taint});
	effects.note({kind: 'node-tainted', node: node.name, zone: node.zone, taint, effect: 'no-execute', swapped});
}

/** Taints whoever is first in each queue and has a token (doNoExecuteTaintingPass). A node that is Ready again costs the token too. */
export function taintingPass(controller: NodeController, view: readonly NodeView[], effects: NodeEffects): readonly NodeAction[] {
	const actions: NodeAction[] = [];
	for (const zone of controller.zones.values()) {
		while (zone.queue.length > 0 && takeToken(zone.limiter, effects.localNow)) {
			const name = zone.queue.shift()!;
			const node = view.find(each => each.name === name);
			const taint = node === undefined ? null : taintOf(node.ready);
			if (node !== undefined && taint !== null) {
				taintNoExecute(node, taint, {swapped: false, actions}, effects);
			}
		}
	}

	return actions;
}

/** Looks into the queues again as soon as there can be something to do, on the grid. */
export function armTainting(controller: NodeController, effects: NodeEffects): void {
	let earliestUs: Microseconds = -1;
	for (const {queue, limiter} of controller.zones.values()) {
		if (queue.length > 0 && limiter.ratePerS > 0 && (earliestUs < 0 || limiter.readyAtUs < earliestUs)) {
			earliestUs = limiter.readyAtUs;
		}
	}

	if (earliestUs < 0) {
		effects.stopTimer('node-tainting');
		return;
	}

	const {localNow} = effects;
	const from = Math.max(earliestUs, localNow + 1) - controller.gridUs;
	effects.startTimer('node-tainting', (controller.gridUs + (Math.ceil(from / gridStepUs) * gridStepUs)) - localNow);
}
