import type {ProcessId} from '../../source/simulation/kernel/effects.js';
import {runUntil, effectsFor, processAt} from '../../source/simulation/kernel/simulation.js';
import {milliseconds} from '../../source/simulation/kernel/time.js';
import {memberAt, newCluster, perform, settle, type Cluster, type Server} from '../../source/simulation/raft/cluster.js';
import {defaultRaftSettings, type RaftSettings} from '../../source/simulation/raft/settings.js';
import {fitProgress} from '../../source/simulation/raft/state.js';
import {finish} from '../../source/simulation/raft/disk.js';
import {stand} from '../../source/simulation/raft/roles.js';
import {entriesOf} from './raft-member.js';

export type GroupPart = {readonly log: readonly number[]; readonly term: number; readonly committed?: number};

/** A group of members whose logs are as told, running, without pre-vote; equal entries are the same objects. */
export function groupWithLogs(parts: readonly GroupPart[], settings: Partial<RaftSettings> = {}): Cluster {
	const group = newCluster({seed: 1, founders: parts.length, settings: {...defaultRaftSettings, preVote: false, ...settings}});
	const voters = parts.map((_, id) => id);
	for (const [id, {log, term, committed = 0}] of parts.entries()) {
		const member = memberAt(group, id);
		const entries = entriesOf(log);
		Object.assign(member, {term, entries, lastIndex: entries.length, persistedIndex: entries.length, commitIndex: committed, effectiveIndex: committed});
		Object.assign(member.disk, {term, entries: [...entries], commitIndex: committed, snapshot: {...member.snapshot, configuration: {voters, outgoing: [], learners: []}}});
		member.snapshot = member.disk.snapshot;
		member.configuration = member.snapshot.configuration;
		fitProgress(member);
	}

	for (const id of voters) {
		perform(group, {kind: 'process', member: id, does: 'start'});
	}

	return group;
}

/** A member's timeout runs out, now. */
export function standNow(group: Cluster, id: ProcessId): void {
	const process = processAt(group.world, id);
	const {member} = process.state as Server;
	const effects = effectsFor(group, process);
	stand(member, member.settings.preVote ? 'pre-vote' : 'election', effects);
	finish(member, effects);
	settle(process.state as Server);
}

/** Time passes, after somebody has stood for election. */
export function runGroup(group: Cluster, {stands, forMs}: {readonly stands?: ProcessId; readonly forMs: number}): void {
	if (stands !== undefined) {
		standNow(group, stands);
	}

	runUntil(group, group.world.now + milliseconds(forMs));
}

/** Cuts or mends the links between these members and all others, both ways. */
export function isolate(group: Cluster, ids: readonly ProcessId[], cut = true): void {
	for (const {id: from} of group.world.processes) {
		for (const {id: to} of group.world.processes) {
			if (ids.includes(from) !== ids.includes(to)) {
				perform(group, {kind: 'link', from, to, change: {cut}});
			}
		}
	}
}

export function startAll(group: Cluster): void {
	for (const {id} of group.world.processes) {
		perform(group, {kind: 'process', member: id, does: 'start'});
	}
}

export const kill = (group: Cluster, member: ProcessId): void => {
	perform(group, {kind: 'process', member, does: 'end'});
};

export const revive = (group: Cluster, member: ProcessId): void => {
	perform(group, {kind: 'process', member, does: 'start'});
};
