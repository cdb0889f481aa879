import type {Chain} from '../../../simulation/control-plane/chain.js';
import type {EtcdServer} from '../../../simulation/control-plane/etcd/state.js';
import type {Store} from '../../../simulation/control-plane/etcd/store.js';
import type {ProcessId} from '../../../simulation/kernel/effects.js';
import type {Role} from '../../../simulation/raft/notes.js';
import {stateOf, vitalOf, type Vital} from './vital.js';

/** A member as one sees it from outside. */
export type MemberPicture = Vital & {
	/** `learner` follows without a vote; `outsider` belongs to no cluster that it knows of. */
	readonly role: Role | 'learner' | 'outsider';
	readonly term: number;
	readonly leader: ProcessId | null;
	readonly lastIndex: number;
	readonly commitIndex: number;
	/** The terms of the last entries, the newest last. */
	readonly terms: readonly number[];
	/** Clients are answered. */
	readonly isServing: boolean;
	/** NOSPACE: no writes are taken. */
	readonly hasAlarm: boolean;
};

/** More of a log is never drawn. */
const drawnEntries = 60;

function roleOf({raft}: EtcdServer): MemberPicture['role'] {
	const {voters, outgoing, learners} = raft.configuration;
	if (raft.role === 'follower' && learners.includes(raft.id)) {
		return 'learner';
	}

	return raft.role === 'follower' && !voters.includes(raft.id) && !outgoing.includes(raft.id) ? 'outsider' : raft.role;
}

export function etcdPicture({simulation: {world}}: Chain, id: ProcessId): MemberPicture {
	const server = stateOf<EtcdServer>(world, id);
	const {term, leader, lastIndex, commitIndex, entries} = server.raft;
	return {
		...vitalOf(world, id),
		role: roleOf(server),
		term,
		leader,
		lastIndex,
		commitIndex,
		terms: entries.slice(-drawnEntries).map(entry => entry.term),
		isServing: server.serving,
		hasAlarm: server.alarms.length > 0,
	};
}

/** What the cluster holds, as its leader has it, or else the member that has applied most; null without etcd. */
export function storeIn({places, simulation: {world}}: Chain, leader: ProcessId | null): Store | null {
	const servers = [...places.etcd, ...places.spareEtcd].map(id => stateOf<EtcdServer>(world, id));
	const best = leader === null
		? servers.toSorted((left, right) => right.appliedIndex - left.appliedIndex)[0]
		: stateOf<EtcdServer>(world, leader);
	return best?.store ?? null;
}
