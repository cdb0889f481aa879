import type {Settings} from './settings.js';
import type {ChainTopology} from './topology.js';

/** What a control plane is built from. */
export type ChainParts = {
	readonly seed: number;
	readonly topology: ChainTopology;
	readonly settings: Settings;
	readonly probes: ReadonlyArray<'api' | 'write'>;
	/** Etcd members that stand ready beside the cluster, each on a machine of its own. */
	readonly spareEtcd: number;
	/** Keepalived of others on the same wire, with our router id and an address of its own each. */
	readonly strangers: number;
	readonly hasScript: boolean;
	readonly behindRouter: boolean;
	/** Pods on each worker, by how many seconds they tolerate an unreachable node. */
	readonly pods: readonly number[];
};
