import {swapRate, newLimiter} from './limiter.js';
import type {NodeAction, NodeView, ReadyStatus} from './nodes.js';
import type {NodeEffects, ZoneState} from './notes.js';
import type {NodeSettings} from './settings.js';
import {isFullyDisrupted, type NodeController, type Zone} from './state.js';
import {makeReachable} from './tainting.js';

/** How many nodes of a zone are Ready, and how many are not, at the end of a pass. */
export type ZoneCount = {ready: number; notReady: number};

/** ComputeZoneState: none Ready, full; more than two not Ready and at least the share of them, partial; else normal. */
export function zoneStateOf({ready, notReady}: ZoneCount, {unhealthyShare}: NodeSettings): ZoneState {
	if (ready === 0 && notReady > 0) {
		return 'full';
	}

	return notReady > 2 && notReady / (notReady + ready) >= unhealthyShare ? 'partial' : 'normal';
}

/** Nodes per second. A zone that is disrupted in part is slowed down if it is large, and left alone if it is small. */
function rateOf(state: ZoneState, nodes: number, {evictionRatePerS, secondaryRatePerS, largeCluster}: NodeSettings): number {
	if (state === 'partial') {
		return nodes > largeCluster ? secondaryRatePerS : 0;
	}

	return evictionRatePerS;
}

/** The zone of this name, which is made where it was not known. */
export function zoneNamed(controller: NodeController, name: string, effects: NodeEffects): Zone {
	let zone = controller.zones.get(name);
	if (zone === undefined) {
		zone = {name, state: 'initial', queue: [], known: new Set(), limiter: newLimiter(controller.settings.evictionRatePerS, effects.localNow)};
		controller.zones.set(name, zone);
	}

	return zone;
}

export function count(counts: Map<string, ZoneCount>, zone: string, ready: ReadyStatus): void {
	const each = counts.get(zone) ?? {ready: 0, notReady: 0};
	counts.set(zone, each);
	if (ready === 'true') {
		each.ready++;
	} else {
		each.notReady++;
	}
}

function judge(controller: NodeController, zone: Zone, {state, counted}: {readonly state: ZoneState; readonly counted: ZoneCount}, effects: NodeEffects): void {
	const nodes = counted.ready + counted.notReady;
	const ratePerS = rateOf(state, nodes, controller.settings);
	swapRate(zone.limiter, ratePerS, effects.localNow);
	if (zone.state !== state) {
		effects.note({kind: 'node-zone', zone: zone.name, state, was: zone.state, notReady: counted.notReady, nodes, ratePerS});
		zone.state = state;
	}
}

function enterFullDisruption(controller: NodeController, view: readonly NodeView[], actions: NodeAction[], effects: NodeEffects): void {
	effects.note({kind: 'node-full-disruption', nodes: view.length});
	for (const node of view) {
		makeReachable(controller, node, {why: 'full-disruption', actions}, effects);
	}

	for (const zone of controller.zones.values()) {
		swapRate(zone.limiter, 0, effects.localNow);
		zone.state = 'full';
	}
}

/**
The end of a pass (handleDisruption): how fast nodes may be tainted from now on. Where no node of any zone is Ready the controller
rather believes that it is cut off itself.
*/
export function handleDisruption(controller: NodeController, view: readonly NodeView[], {counts, actions}: {readonly counts: ReadonlyMap<string, ZoneCount>; readonly actions: NodeAction[]}, effects: NodeEffects): void {
	let isNow = true;
	let ready = 0;
	for (const zone of controller.zones.values()) {
		const counted = counts.get(zone.name);
		if (counted === undefined) {
			controller.zones.delete(zone.name);
		} else {
			ready += counted.ready;
			isNow &&= zoneStateOf(counted, controller.settings) === 'full';
		}
	}

	const was = isFullyDisrupted(controller);
	if (isNow && (was || controller.zones.size === 0)) {
		return;
	}

	if (isNow) {
		enterFullDisruption(controller, view, actions, effects);
		return;
	}

	if (was) {
		effects.note({kind: 'node-full-disruption-over', nodes: view.length, ready});
		for (const health of controller.healths.values()) {
			health.probeUs = effects.localNow;
		}
	}

	for (const zone of controller.zones.values()) {
		const counted = counts.get(zone.name)!;
		const state = zoneStateOf(counted, controller.settings);
		if (was || zone.state !== state) {
			judge(controller, zone, {state, counted}, effects);
		}
	}
}
