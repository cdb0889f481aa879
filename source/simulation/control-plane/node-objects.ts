import type {NodeTaint, NodeView, PodView, ReadyStatus} from '../node-lifecycle/nodes.js';
import type {ApiItem} from './api.js';

/** A node's status as its kubelet posts it, and the controller overwrites it. `posted` counts the kubelet's posts alone. */
export type NodeStatus = {readonly ready: ReadyStatus; readonly posted: number; readonly zone: string};

export type NodeTaints = {readonly noSchedule: NodeTaint | null; readonly noExecute: NodeTaint | null};

export type PodObject = {readonly tolerationS: number | null; readonly terminating: boolean};

/** Everything of a node lies under one key, so that one list shows it whole. */
export const nodePrefix = '/node/';
export const statusKey = (node: string): string => `${nodePrefix}${node}/status`;
export const taintsKey = (node: string): string => `${nodePrefix}${node}/taints`;
export const leaseKey = (node: string): string => `${nodePrefix}${node}/lease`;
export const podKey = (node: string, pod: string): string => `${nodePrefix}${node}/pod/${pod}`;

type Parts = {status: NodeStatus | null; taints: NodeTaints | null; lease: number; readonly pods: PodView[]};

/** The nodes that a list shows, in the order of their names as etcd sorts them. */
export function nodesIn(items: readonly ApiItem[]): readonly NodeView[] {
	const nodes = new Map<string, Parts>();
	for (const {key, value, modRevision} of items) {
		const [name = '', kind, pod = ''] = key.slice(nodePrefix.length).split('/');
		const parts = nodes.get(name) ?? {status: null, taints: null, lease: 0, pods: []};
		nodes.set(name, parts);
		switch (kind) {
			case 'status': {
				parts.status = value as NodeStatus;

				break;
			}

			case 'taints': {
				parts.taints = value as NodeTaints;

				break;
			}

			case 'lease': {
				parts.lease = modRevision;

				break;
			}

			default: {
				const {tolerationS, terminating} = value as PodObject;
				parts.pods.push({name: pod, tolerationS, terminating});
			}
		}
	}

	return [...nodes].flatMap(([name, {status, taints, lease, pods}]) => status === null
		? []
		: [{
			name,
			zone: status.zone,
			leaseRenewedVersion: lease,
			statusVersion: status.posted,
			ready: status.ready,
			noSchedule: taints?.noSchedule ?? null,
			noExecute: taints?.noExecute ?? null,
			pods,
		}]);
}
