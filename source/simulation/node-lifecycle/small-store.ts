import type {KubeletOperation, KubeletOutcome} from './kubelet-state.js';
import type {NodeAction, NodeView, PodView} from './nodes.js';

/*
What stands for the whole control plane in a small world: it holds nodes, answers kubelets, and does what the controller says.
*/

/** What the store holds of a node. */
export type StoredNode = {-readonly [Key in keyof Omit<NodeView, 'pods'>]: NodeView[Key]} & {leaseVersion: number; pods: readonly PodView[]};

export type NodeStore = {readonly nodes: StoredNode[]};

/** Who looks on when the controller writes, before it is done, and after conditions changed. */
export type Onlooker = {writes: (action: NodeAction, node: NodeView) => void; conditions: () => void};

/** @returns undefined where nothing is amiss with the version. */
function renew(node: StoredNode, operation: KubeletOperation): KubeletOutcome | undefined {
	if (operation.kind === 'get-lease') {
		return node.leaseVersion === 0 ? {ok: false, error: 'not-found'} : undefined;
	}

	if (operation.kind === 'renew-lease' && operation.version !== node.leaseVersion) {
		return {ok: false, error: 'conflict'};
	}

	node.leaseVersion++;
	node.leaseRenewedVersion++;
	return undefined;
}

/** Does what a kubelet asks, and answers it. */
export function outcomeOf(store: NodeStore, operation: KubeletOperation, onlooker: Onlooker): KubeletOutcome {
	const node = store.nodes.find(({name}) => name === operation.node)!;
	switch (operation.kind) {
		case 'get-node': {
			return {ok: true, version: 0, node: {ready: node.ready, pods: node.pods}};
		}

		case 'post-status': {
			node.ready = operation.ready;
			node.statusVersion++;
			onlooker.conditions();
			return {ok: true, version: 0, node: null};
		}

		case 'remove-pod': {
			node.pods = node.pods.filter(({name}) => name !== operation.pod);
			return {ok: true, version: 0, node: null};
		}

		case 'get-lease':
		case 'create-lease':
		case 'renew-lease': {
			return renew(node, operation) ?? {ok: true, version: node.leaseVersion, node: null};
		}
	}
}

/** Does one thing that the controller says. */
export function write(node: StoredNode, action: NodeAction): void {
	switch (action.kind) {
		case 'mark-unknown': {
			node.ready = 'unknown';
			break;
		}

		case 'taint-no-schedule': {
			node.noSchedule = action.taint;
			break;
		}

		case 'taint-no-execute': {
			node.noExecute = action.taint;
			break;
		}

		case 'untaint': {
			if (action.effect === 'no-schedule') {
				node.noSchedule = null;
			} else {
				node.noExecute = null;
			}

			break;
		}

		case 'delete-pod': {
			node.pods = node.pods.map(pod => pod.name === action.pod ? {...pod, terminating: true} : pod);
			break;
		}

		case 'mark-pods-not-ready': {
			break;
		}
	}
}
