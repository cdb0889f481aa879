import {milliseconds, seconds, type Microseconds} from '../kernel/time.js';
import type {NodeAction, NodeView} from './nodes.js';
import type {NodeNote} from './notes.js';
import type {NodeSettings} from './settings.js';

/** What is known of the nodes by what was written of them: it shares nothing with the controller that is watched. */
export type NodeWatch = {
	readonly settings: NodeSettings;
	/** Since when no node at all is Ready in the API; -1 while one is. */
	silentUs: Microseconds;
	/** Since when each zone is disrupted in part, and small; no entry: it is not. */
	readonly spared: Map<string, Microseconds>;
	/** When the last node of each zone got its NoExecute taint from this controller. */
	readonly lastTaints: Map<string, Microseconds>;
	/** Since when each node has a NoExecute taint. */
	readonly taints: Map<string, Microseconds>;
};

export function newNodeWatch(settings: NodeSettings): NodeWatch {
	return {settings, silentUs: -1, spared: new Map(), lastTaints: new Map(), taints: new Map()};
}

/** A controller that starts has its first token. */
export function hearNodeNote(watch: NodeWatch, note: NodeNote): void {
	if (note.kind === 'node-controller-started') {
		watch.lastTaints.clear();
	}
}

/** Conditions of nodes changed; to be called with all nodes. */
export function seeConditions(watch: NodeWatch, nodes: readonly NodeView[], atUs: Microseconds): void {
	const zones = new Map<string, {ready: number; all: number}>();
	let ready = 0;
	for (const node of nodes) {
		const zone = zones.get(node.zone) ?? {ready: 0, all: 0};
		zones.set(node.zone, zone);
		zone.all++;
		if (node.ready === 'true') {
			zone.ready++;
			ready++;
		}
	}

	if (ready > 0) {
		watch.silentUs = -1;
	} else if (watch.silentUs < 0) {
		watch.silentUs = atUs;
	}

	const {unhealthyShare, largeCluster} = watch.settings;
	for (const [name, zone] of zones) {
		const lost = zone.all - zone.ready;
		if (zone.ready > 0 && lost > 2 && lost >= zone.all * unhealthyShare && zone.all <= largeCluster) {
			if (!watch.spared.has(name)) {
				watch.spared.set(name, atUs);
			}
		} else {
			watch.spared.delete(name);
		}
	}
}

function taintViolation(watch: NodeWatch, node: NodeView, atUs: Microseconds): string | undefined {
	const {settings: {evictionRatePerS, monitorMs, passMostMs}, lastTaints, spared, taints} = watch;
	if (node.ready === 'true') {
		return `${node.name} got a NoExecute taint though it is Ready`;
	}

	const isSwap = taints.has(node.name) && node.noExecute !== null;
	if (!taints.has(node.name)) {
		taints.set(node.name, atUs);
	}

	if (isSwap) {
		return undefined;
	}

	const lastUs = lastTaints.get(node.zone);
	lastTaints.set(node.zone, atUs);
	if (lastUs !== undefined && atUs - lastUs < Math.floor(1_000_000 / evictionRatePerS)) {
		return `${node.name} got a NoExecute taint ${atUs - lastUs} µs after the last one of zone "${node.zone}"`;
	}

	// A kubelet's word can make a full zone a partial one: the controller knows from its next pass on.
	const sparedUs = spared.get(node.zone);
	return sparedUs !== undefined && sparedUs + milliseconds(monitorMs + passMostMs) < atUs
		? `${node.name} got a NoExecute taint though its zone is small and disrupted in part`
		: undefined;
}

function deletionViolation({taints}: NodeWatch, node: NodeView, pod: string, atUs: Microseconds): string | undefined {
	const sinceUs = taints.get(node.name);
	if (sinceUs === undefined) {
		return `${pod} was deleted though ${node.name} has no NoExecute taint`;
	}

	const tolerationS = node.pods.find(({name}) => name === pod)?.tolerationS;
	if (tolerationS === null) {
		return `${pod} was deleted though it tolerates everything`;
	}

	return tolerationS !== undefined && atUs - sinceUs < seconds(tolerationS)
		? `${pod} was deleted ${atUs - sinceUs} µs after the taint, though it tolerates it for ${tolerationS} s`
		: undefined;
}

/**
What the controller is about to write, in its order. Nobody is evicted while no node is Ready; taints of a zone keep their distance, and
stay off a small zone disrupted in part; a taint goes with a condition; a pod has all its time.
@param node The node as the API holds it, just before.
@param atUs By the controller's clock, or a clock that runs alike.
@returns What is violated.
*/
export function actionViolation(watch: NodeWatch, action: NodeAction, node: NodeView, atUs: Microseconds): string | undefined {
	if (action.kind !== 'taint-no-execute' && action.kind !== 'delete-pod') {
		if (action.kind === 'untaint' && action.effect === 'no-execute') {
			watch.taints.delete(action.node);
		}

		return undefined;
	}

	if (watch.silentUs >= 0 && watch.silentUs < atUs) {
		return `${action.kind} of ${action.node} though no node has been Ready for ${atUs - watch.silentUs} µs`;
	}

	return action.kind === 'taint-no-execute' ? taintViolation(watch, node, atUs) : deletionViolation(watch, node, action.pod, atUs);
}
