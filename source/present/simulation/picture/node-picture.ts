import type {Chain} from '../../../simulation/control-plane/chain.js';
import {itemsUnder} from '../../../simulation/control-plane/etcd/store.js';
import type {KubeletProcess} from '../../../simulation/control-plane/kubelet-process.js';
import {nodePrefix, nodesIn} from '../../../simulation/control-plane/node-objects.js';
import type {ProcessId} from '../../../simulation/kernel/effects.js';
import type {NodeTaint, ReadyStatus} from '../../../simulation/node-lifecycle/nodes.js';
import {storeIn} from './etcd-picture.js';
import {stateOf, vitalOf, type Vital} from './vital.js';

/** A node: what the API says of it, and what really runs there. */
export type NodePicture = Vital & {
	readonly node: string;
	/** Null: the API does not know it. */
	readonly ready: ReadyStatus | null;
	readonly noExecute: NodeTaint | null;
	/** Pods in the API, and how many of them have been told to go. */
	readonly pods: number;
	readonly terminating: number;
	/** Containers that run, whatever the API says. */
	readonly containers: number;
	/** Whether the kubelet believes that it is heard. */
	readonly hasContact: boolean;
};

/** Every node, in the order of their machines. */
export function nodePictures(chain: Chain, leader: ProcessId | null): NodePicture[] {
	const {places: {kubelets}, simulation: {world}} = chain;
	if (kubelets.length === 0) {
		return [];
	}

	const store = storeIn(chain, leader);
	const known = new Map((store ? nodesIn(itemsUnder(store, nodePrefix)) : []).map(node => [node.name, node]));
	return kubelets.map(id => {
		const vital = vitalOf(world, id);
		const {kubelet} = stateOf<KubeletProcess>(world, id);
		const node = known.get(kubelet.node);
		return {
			...vital,
			node: kubelet.node,
			ready: node?.ready ?? null,
			noExecute: node?.noExecute ?? null,
			pods: node?.pods.length ?? 0,
			terminating: node?.pods.filter(({terminating}) => terminating).length ?? 0,
			containers: vital.vitality === 'off' ? 0 : [...kubelet.pods.values()].filter(state => state !== 'stopped').length,
			hasContact: kubelet.hasContact,
		};
	});
}
