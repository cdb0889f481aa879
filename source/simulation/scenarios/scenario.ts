import type {Text} from '../../model/language.js';
import type {ChainRole, EndpointKind} from '../control-plane/topology.js';
import type {Settings} from '../control-plane/settings.js';

export const measureNames = [
	'etcdLeaderGapMs', 'writeOutageMs', 'vipFailoverMs', 'apiOutageMs', 'backendDownMs', 'backendUpMs', 'leaseTakeoverMs', 'nodeUnknownMs', 'podsDeletedMs', 'podsDeletionRequested',
] as const;
export type MeasureName = (typeof measureNames)[number];

export const protocolNames = ['raft', 'vrrp', 'health-check', 'lease', 'node-lifecycle'] as const;
export type ProtocolName = (typeof protocolNames)[number];

/** Something that goes wrong, staged: who is there, what is set, what happens when, and what is measured of it. */
export type Scenario = {
	/** As in `simulate <id>`. */
	readonly id: string;
	readonly title: Text;
	/** What happens, in a sentence or two, without giving away the numbers. */
	readonly about: Text;
	readonly protocols: readonly ProtocolName[];
	/** Which parts of the chain run; what is left out would only make noise. */
	readonly parts: readonly ChainRole[];
	/** @default 'keepalived' */
	readonly endpoint?: EndpointKind;
	/** What differs from the defaults. */
	readonly settings?: Partial<Settings>;
	/** In the grammar of read-fault.ts; times count from the beginning, where everything is warm. */
	readonly faults: readonly string[];
	readonly untilMs: number;
	readonly measures: readonly MeasureName[];
	/** From which of its faults the measures count, where what comes first breaks nothing yet. @default 0 */
	readonly measuredFault?: number;
	/** Etcd members that stand ready beside the cluster, each on a machine of its own. */
	readonly spareEtcd?: number;
	/** Machines of others on the same wire that speak VRRP with the same router id, each for an address of its own. */
	readonly strangers?: number;
	/** Does a keepalived watch its HAProxy by a script? @default true */
	readonly hasScript?: boolean;
	/** Whether clients reach the wire through a router, whose ARP cache keeps what it learnt for hours. @default false */
	readonly behindRouter?: boolean;
	/** Whether the load balancers are machines of their own, so that what is cut off is nothing but them. @default false */
	readonly apart?: boolean;
	/** Whether the machines have zones: a, b, c in turn. */
	readonly zones?: boolean;
	/** Which probe asks all the time; by default those that the measures need. */
	readonly probes?: ReadonlyArray<'api' | 'write'>;
	/** The Lease that `leaseTakeoverMs` is about. @default 'kube-scheduler' */
	readonly lease?: string;
	/** Pods on each worker, by how long they tolerate an unreachable node in seconds; null: the default toleration of the settings. @default [null] */
	readonly pods?: ReadonlyArray<number | null>;
	/** Logs that the members begin with, as terms entry by entry: for Raft's own textbook cases. */
	readonly logs?: ReadonlyArray<readonly number[]>;
	/** Keys that a learner can press for an accident of this scenario. */
	readonly accidents?: ReadonlyArray<{readonly key: string; readonly fault: string; readonly label: Text}>;
};
