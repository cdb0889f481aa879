import {between} from '../kernel/random.js';
import {milliseconds} from '../kernel/time.js';
import {evictDue, observeNode} from './eviction.js';
import {nothing, type NodeAction, type NodeView} from './nodes.js';
import type {NodeEffects} from './notes.js';
import {monitorPass} from './pass.js';
import type {NodeController} from './state.js';
import {armTainting, taintingPass} from './tainting.js';

/** How often a starting controller asks whether its caches are filled (cache.WaitForCacheSync). */
const syncMs = 100;

/**
Begins: at the start of the program that leads, or when it becomes the leader.
@param options.warm In the middle of a quiet life: the first pass comes somewhere within a period.
*/
export function startNodeController(controller: NodeController, effects: NodeEffects, {warm = false}: {readonly warm?: boolean} = {}): void {
	effects.note({kind: 'node-controller-started'});
	controller.gridUs = effects.localNow + between(effects.random, 0, 100_000);
	effects.startTimer('node-monitor', between(effects.random, 1, milliseconds(warm ? controller.settings.monitorMs : syncMs)));
}

/** Nodes changed: see `observeNode`. */
export function observeNodes(controller: NodeController, changed: readonly NodeView[], effects: NodeEffects): readonly NodeAction[] {
	return changed.length === 0 ? nothing : changed.flatMap(node => observeNode(controller, node, effects));
}

/**
@param view What its cache shows of all nodes, in any order.
@returns What to write; undefined where the timer is none of the controller's.
*/
export function fireNodeController(controller: NodeController, timer: string, view: readonly NodeView[], effects: NodeEffects): readonly NodeAction[] | undefined {
	switch (timer) {
		case 'node-monitor': {
			const {monitorMs, passLeastMs, passMostMs} = controller.settings;
			effects.startTimer('node-monitor', milliseconds(monitorMs) + between(effects.random, milliseconds(passLeastMs), milliseconds(passMostMs) + 1));
			// Its caches have just been filled: every node is new to the eviction controller as well.
			const first = controller.passes === 0 ? observeNodes(controller, view, effects) : nothing;
			const actions = monitorPass(controller, view, effects);
			return first.length === 0 ? actions : [...first, ...actions];
		}

		case 'node-tainting': {
			const actions = taintingPass(controller, view, effects);
			armTainting(controller, effects);
			return actions;
		}

		case 'node-eviction': {
			return evictDue(controller, effects);
		}

		default: {
			return undefined;
		}
	}
}
