import {between, type Random} from '../kernel/random.js';
import {milliseconds} from '../kernel/time.js';
import {taintOf, type NodeAction, type NodeView, type ReadyStatus} from './nodes.js';
import type {NodeEffects} from './notes.js';
import type {NodeController, Zone} from './state.js';
import {armTainting, makeReachable, queueNode, taintNoExecute} from './tainting.js';
import {count, handleDisruption, zoneNamed, type ZoneCount} from './zones.js';

/** The nodes in an order of chance: the controller's cache has none, and who is first in a queue depends on it. */
function inAnyOrder(view: readonly NodeView[], random: Random): readonly NodeView[] {
	const nodes = [...view];
	for (let last = nodes.length - 1; last > 0; last--) {
		const other = between(random, 0, last + 1);
		[nodes[last], nodes[other]] = [nodes[other]!, nodes[last]!];
	}

	return nodes;
}

/**
Looks for news of a node (tryUpdateNodeHealth), and answers its condition afterwards. News are a status or a Lease that differ from
those remembered; they count from this pass on, whenever they were sent.
*/
function probe(controller: NodeController, node: NodeView, actions: NodeAction[], effects: NodeEffects): ReadyStatus {
	const {localNow: now} = effects;
	let health = controller.healths.get(node.name);
	const knownLease = health?.leaseVersion ?? 0;
	if (health === undefined) {
		health = {statusVersion: node.statusVersion, leaseVersion: 0, probeUs: now};
		controller.healths.set(node.name, health);
	} else if (health.statusVersion !== node.statusVersion) {
		// A new status makes it forget the Lease it knew: if that is not renewed by this pass, it is taken for news in the next one.
		health.statusVersion = node.statusVersion;
		health.leaseVersion = 0;
		health.probeUs = now;
	}

	if (node.leaseRenewedVersion > 0 && (knownLease === 0 || knownLease < node.leaseRenewedVersion)) {
		health.leaseVersion = node.leaseRenewedVersion;
		health.probeUs = now;
	}

	if (now <= health.probeUs + milliseconds(controller.settings.graceMs)) {
		return node.ready;
	}

	if (node.ready !== 'unknown') {
		health.leaseVersion = node.leaseRenewedVersion;
		actions.push({kind: 'mark-unknown', node: node.name});
		effects.note({kind: 'node-unknown', node: node.name, zone: node.zone, silentUs: now - health.probeUs});
	}

	return 'unknown';
}

/** Taints by the condition as it was before this pass: a node that has just become Unknown is queued by the next one. */
function react(controller: NodeController, node: NodeView, {zone, actions}: {readonly zone: Zone; readonly actions: NodeAction[]}, effects: NodeEffects): void {
	const taint = taintOf(node.ready);
	if (taint === null) {
		makeReachable(controller, node, {why: 'ready', actions}, effects);
	} else if (node.noExecute !== null && node.noExecute !== taint) {
		taintNoExecute(node, taint, {swapped: true, actions}, effects);
	} else {
		queueNode(zone, node, taint, effects);
	}
}

function forgetAbsent(controller: NodeController, view: readonly NodeView[]): void {
	if (controller.healths.size > view.length) {
		for (const name of controller.healths.keys()) {
			if (!view.some(node => node.name === name)) {
				controller.healths.delete(name);
			}
		}
	}
}

/**
One pass over all nodes (monitorNodeHealth), as one instant: its length only puts the next one off. The actions are to be written in
their order; the next pass reads from `view` what came of them.
*/
export function monitorPass(controller: NodeController, view: readonly NodeView[], effects: NodeEffects): readonly NodeAction[] {
	const actions: NodeAction[] = [];
	const counts = new Map<string, ZoneCount>();
	controller.passes++;
	for (const node of inAnyOrder(view, effects.random)) {
		const zone = zoneNamed(controller, node.zone, effects);
		if (!controller.healths.has(node.name)) {
			makeReachable(controller, node, {why: 'new-to-controller', actions}, effects);
		}

		const ready = probe(controller, node, actions, effects);
		count(counts, node.zone, ready);
		react(controller, node, {zone, actions}, effects);
		if (ready !== 'true' && node.ready === 'true') {
			actions.push({kind: 'mark-pods-not-ready', node: node.name});
		}
	}

	forgetAbsent(controller, view);
	handleDisruption(controller, view, {counts, actions}, effects);
	armTainting(controller, effects);
	return actions;
}
