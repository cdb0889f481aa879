import {grouped} from '../counted.js';
import {nodesToExpect} from '../facts.js';
import {largeClusters, type Rule} from './rule.js';

/** From here on Kubernetes' own guide considers a separate etcd for events. */
const manyNodes = 1000;

/** ETCD-EVENTS: with many nodes, events fill the same etcd as everything else. */
export const etcdEvents: Rule = facts => {
	const nodes = nodesToExpect(facts);
	return nodes <= manyNodes
		? []
		: [{
			rule: 'ETCD-EVENTS',
			severity: 'info',
			machines: [],
			message: {
				en: `With ${grouped(nodes)} nodes, keep events in an etcd of their own: they are written the most and matter the least.`,
				zh: `有 ${grouped(nodes)} 个节点时，把事件（Event）放到单独的 etcd 里：它们写得最多，却最不要紧。`,
			},
			lesson: 'components',
			source: largeClusters,
		}];
};
