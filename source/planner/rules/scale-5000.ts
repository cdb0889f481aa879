import {mostNodes} from '../alternatives/many-clusters.js';
import {grouped} from '../counted.js';
import {nodesToExpect} from '../facts.js';
import {largeClusters, type Rule} from './rule.js';

/** SCALE-5000: more Nodes than Kubernetes is tested with. */
export const scale5000: Rule = facts => {
	const nodes = nodesToExpect(facts);
	return nodes <= mostNodes
		? []
		: [{
			rule: 'SCALE-5000',
			severity: 'warning',
			machines: [],
			message: {
				en: `${grouped(nodes)} nodes in one cluster: Kubernetes is tested with up to ${grouped(mostNodes)}. See the alternative of many clusters.`,
				zh: `一个集群 ${grouped(nodes)} 个节点：Kubernetes 只测试到 ${grouped(mostNodes)} 个。请看拆成多个集群的备选。`,
			},
			lesson: 'components',
			source: largeClusters,
		}];
};
