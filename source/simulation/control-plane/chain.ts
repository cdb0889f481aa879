import type {ProcessId} from '../kernel/effects.js';
import type {Simulation} from '../kernel/simulation.js';
import type {ChainMessage} from './messages.js';
import type {ChainNote} from './notes.js';
import type {Settings} from './settings.js';
import type {ChainTopology} from './topology.js';

/** The processes of each kind, in the order of their machines: `etcd-1` is the first of `etcd`. */
export type ChainPlaces = {
	readonly etcd: readonly ProcessId[];
	/** Members that no cluster knows yet: machines that stand ready. */
	readonly spareEtcd: readonly ProcessId[];
	readonly apiservers: readonly ProcessId[];
	readonly schedulers: readonly ProcessId[];
	readonly controllerManagers: readonly ProcessId[];
	readonly haproxies: readonly ProcessId[];
	readonly keepaliveds: readonly ProcessId[];
	/** Keepalived of others on the same wire. */
	readonly strangers: readonly ProcessId[];
	readonly kubeVips: readonly ProcessId[];
	readonly kubelets: readonly ProcessId[];
	readonly hosts: readonly ProcessId[];
	/** Null where the scenario has no such probe. */
	readonly apiProbe: ProcessId | null;
	readonly writeProbe: ProcessId | null;
	readonly operator: ProcessId | null;
};

/** A control plane that runs: the simulation, and who is who in it. */
export type Chain = {
	readonly topology: ChainTopology;
	readonly settings: Settings;
	readonly places: ChainPlaces;
	readonly simulation: Simulation<ChainMessage, ChainNote>;
};

/** The address that clients use. */
export const chainVip = '10.0.0.100';
