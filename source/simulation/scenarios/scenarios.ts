import {didYouMean, nearest} from '../../model/nearest.js';
import {quoted} from '../../model/quoted.js';
import {UserError} from '../../model/user-error.js';
import {controlPlaneScenarios} from './control-plane-scenarios.js';
import {etcdScenarios} from './etcd-scenarios.js';
import {raftScenarios} from './raft-scenarios.js';
import type {Scenario} from './scenario.js';
import {vipScenarios} from './vip-scenarios.js';

/** Every scenario by what it is about, in the order in which a learner meets them. */
export const scenarioGroups = [
	{id: 'etcd', scenarios: etcdScenarios},
	{id: 'raft', scenarios: raftScenarios},
	{id: 'front', scenarios: vipScenarios},
	{id: 'control-plane', scenarios: controlPlaneScenarios},
] as const satisfies ReadonlyArray<{readonly id: string; readonly scenarios: readonly Scenario[]}>;

/** Every scenario, in the same order. */
export const scenarios: readonly Scenario[] = scenarioGroups.flatMap(group => group.scenarios);

/** @throws UserError (exit 2) with the nearest one, or all of them. */
export function scenarioNamed(id: string): Scenario {
	const found = scenarios.find(scenario => scenario.id === id);
	if (found === undefined) {
		const known = scenarios.map(scenario => scenario.id);
		const near = nearest(id, known);
		throw new UserError(
			{en: `There is no scenario ${quoted(id)}.`, zh: `没有场景 ${quoted(id)}。`},
			near === undefined ? {fix: {en: 'k8s-ha-tutor simulate list shows them all.', zh: 'k8s-ha-tutor simulate list 会列出全部场景。'}} : didYouMean(near),
		);
	}

	return found;
}
