import type {Microseconds} from '../kernel/time.js';
import type {Limiter} from './limiter.js';
import type {NodeTaint} from './nodes.js';
import type {ZoneState} from './notes.js';
import type {NodeSettings} from './settings.js';

/** What the controller remembers of a node between passes. */
export type NodeHealth = {
	statusVersion: number;
	/** 0: none, or forgotten. */
	leaseVersion: number;
	/** When it last saw something new of the node: the pass's time on its own clock, not the kubelet's. */
	probeUs: Microseconds;
};

export type Zone = {
	readonly name: string;
	state: ZoneState;
	/** Who waits for the NoExecute taint. */
	queue: string[];
	/** Who was put into the queue and not taken out by name since: they are not put there again. */
	readonly known: Set<string>;
	readonly limiter: Limiter;
};

/** A pod whose time runs; `atUs` of -1: its deletion has been asked for. */
export type Eviction = {readonly node: string; readonly seenUs: Microseconds; atUs: Microseconds};

/** The node lifecycle controller, and the taint eviction controller that works in the same program. */
export type NodeController = {
	readonly settings: NodeSettings;
	readonly healths: Map<string, NodeHealth>;
	readonly zones: Map<string, Zone>;
	/** Nodes with a NoExecute taint, as the eviction controller last saw them. */
	readonly tainted: Map<string, NodeTaint>;
	readonly evictions: Map<string, Eviction>;
	/** A moment on the grid of 100 ms on which it looks into the queues. */
	gridUs: Microseconds;
	passes: number;
};

/** A controller that knows nothing: what a new leader begins with. All it ever knows is in memory. */
export function newNodeController(settings: NodeSettings): NodeController {
	return {settings, healths: new Map(), zones: new Map(), tainted: new Map(), evictions: new Map(), gridUs: 0, passes: 0};
}

/** It lost the lead, or died: the next one begins anew. */
export function dieNodeController(controller: NodeController): void {
	controller.healths.clear();
	controller.zones.clear();
	controller.tainted.clear();
	controller.evictions.clear();
	controller.passes = 0;
}

function copyZone(zone: Zone): Zone {
	return {...zone, queue: [...zone.queue], known: new Set(zone.known), limiter: {...zone.limiter}};
}

export function copyNodeController(controller: NodeController): NodeController {
	return {
		...controller,
		healths: new Map([...controller.healths].map(([name, health]) => [name, {...health}])),
		zones: new Map([...controller.zones].map(([name, zone]) => [name, copyZone(zone)])),
		tainted: new Map(controller.tainted),
		evictions: new Map([...controller.evictions].map(([name, eviction]) => [name, {...eviction}])),
	};
}

/** Is every zone without a Ready node, as of the last pass? Then nobody is evicted. */
export function isFullyDisrupted({zones}: NodeController): boolean {
	for (const {state} of zones.values()) {
		if (state !== 'full') {
			return false;
		}
	}

	return zones.size > 0;
}
