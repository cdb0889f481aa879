import type {PlantedBug} from './types.js';

const room = 'source/simulation/node-lifecycle';
const tests = 'test/simulation/node-lifecycle';

/** The rules of the node lifecycle controller, the eviction controller and the kubelet, each broken once. */
export const nodeLifecycleBugs: readonly PlantedBug[] = [
	{
		name: 'the grace period ends a moment too soon: a comparison that is not strict',
		file: `${room}/pass.ts`,
		find: 'if (now <= health.probeUs + milliseconds',
		replace: 'if (now < health.probeUs + milliseconds',
		caughtBy: `${tests}/pass.test.ts`,
	},
	{
		name: 'news count from when they were last seen to be old',
		file: `${room}/pass.ts`,
		find: '		health.leaseVersion = node.leaseRenewedVersion;\n		health.probeUs = now;\n',
		replace: '		health.leaseVersion = node.leaseRenewedVersion;\n',
		caughtBy: `${tests}/sweep.test.ts`,
	},
	{
		name: 'a node is queued in the very pass that marks it',
		file: `${room}/pass.ts`,
		find: 'react(controller, node, {zone, actions}, effects);',
		replace: 'react(controller, {...node, ready}, {zone, actions}, effects);',
		caughtBy: `${tests}/pass.test.ts`,
	},
	{
		name: 'full disruption leaves queues and taints as they are',
		file: `${room}/zones.ts`,
		find: '		makeReachable(controller, node, {why: \'full-disruption\', actions}, effects);\n',
		replace: '',
		caughtBy: `${tests}/sweep.test.ts`,
	},
	{
		name: 'full disruption does not stop the queues',
		file: `${room}/zones.ts`,
		find: 'swapRate(zone.limiter, 0, effects.localNow);',
		replace: 'swapRate(zone.limiter, controller.settings.evictionRatePerS, effects.localNow);',
		caughtBy: `${tests}/sweep.test.ts`,
	},
	{
		name: 'leaving full disruption keeps the old news',
		file: `${room}/zones.ts`,
		find: '			health.probeUs = effects.localNow;\n',
		replace: '			health.probeUs += 0;\n',
		caughtBy: `${tests}/pass.test.ts`,
	},
	{
		name: 'a small zone disrupted in part is evicted as usual',
		file: `${room}/zones.ts`,
		find: 'return nodes > largeCluster ? secondaryRatePerS : 0;',
		replace: 'return nodes > largeCluster ? secondaryRatePerS : evictionRatePerS;',
		caughtBy: `${tests}/sweep.test.ts`,
	},
	{
		name: 'two nodes not Ready are enough for a partial disruption',
		file: `${room}/zones.ts`,
		find: 'notReady > 2 &&',
		replace: 'notReady > 1 &&',
		caughtBy: `${tests}/pass.test.ts`,
	},
	{
		name: 'the queues are not limited',
		file: `${room}/limiter.ts`,
		find: '	limiter.readyAtUs = now + periodUs(limiter.ratePerS);\n	return true;',
		replace: '	return true;',
		caughtBy: `${tests}/sweep.test.ts`,
	},
	{
		name: 'a limiter that starts again has a token',
		file: `${room}/limiter.ts`,
		find: 'hadToken || ratePerS <= 0 ? now',
		replace: 'hadToken || ratePerS >= 0 ? now',
		caughtBy: `${tests}/pass.test.ts`,
	},
	{
		name: 'a node that is Ready when its turn comes is tainted',
		file: `${room}/tainting.ts`,
		find: 'const taint = node === undefined ? null : taintOf(node.ready);',
		replace: 'const taint = node === undefined ? null : (taintOf(node.ready) ?? \'unreachable\');',
		caughtBy: `${tests}/pass.test.ts`,
	},
	{
		name: 'clocks of pods run on when the taint goes',
		file: `${room}/eviction.ts`,
		find: '	} else if (controller.tainted.delete(node.name)) {\n		cancelEvictions(controller, node.name, () => true, effects);',
		replace: '	} else if (controller.tainted.delete(node.name)) {\n		cancelEvictions(controller, node.name, () => false, effects);',
		caughtBy: `${tests}/sweep.test.ts`,
	},
	{
		name: 'a pod that tolerates everything is deleted',
		file: `${room}/eviction.ts`,
		find: 'if (terminating || tolerationS === null ||',
		replace: 'if (terminating ||',
		caughtBy: `${tests}/sweep.test.ts`,
	},
	{
		name: 'the clock of a pod begins anew when one taint takes the other\'s place',
		file: `${room}/eviction.ts`,
		find: '		controller.tainted.set(node.name, node.noExecute);\n',
		replace: '		if (controller.tainted.get(node.name) !== node.noExecute) {\n			controller.evictions.clear();\n		}\n\n		controller.tainted.set(node.name, node.noExecute);\n',
		caughtBy: `${tests}/eviction.test.ts`,
	},
	{
		name: 'a kubelet that looks for its Lease in vain waits longer and longer',
		file: `${room}/kubelet-lease.ts`,
		find: 'kubelet.backoffMs = Math.min(2 * kubelet.backoffMs, lastBackoffMs);',
		replace: 'kubelet.backoffMs = 2 * kubelet.backoffMs;',
		caughtBy: `${tests}/kubelet.test.ts`,
	},
	{
		name: 'containers end as soon as their kubelet dies',
		file: `${room}/kubelet-state.ts`,
		find: '	for (const [pod, state] of kubelet.pods) {\n		if (state === \'stopping\') {\n			kubelet.pods.set(pod, \'running\');\n		}\n	}',
		replace: '	kubelet.pods.clear();',
		caughtBy: `${tests}/kubelet.test.ts`,
	},
];
