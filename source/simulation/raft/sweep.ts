import type {ProcessId} from '../kernel/effects.js';
import {between, happens, seededRandom, type Random} from '../kernel/random.js';
import {runUntil} from '../kernel/simulation.js';
import {milliseconds, type Microseconds} from '../kernel/time.js';
import {leaderOf, memberAt, newCluster, perform, serverAt, type Cluster} from './cluster.js';
import type {RaftInvariants} from './invariant-logs.js';
import {checkMember, checkMessage, raftInvariants} from './invariants.js';
import {defaultRaftSettings, type RaftSettings} from './settings.js';
import {mendLinks, type Nemesis} from './sweep-deeds.js';
import {drawMix, strike, undoDue, type Profile} from './sweep-faults.js';

export type SweepOptions = {
	/** How long faults strike, in election timeouts. */
	readonly timeouts?: number;
	/** How many members found the group; drawn where it is not given. */
	readonly founders?: number;
	/** The real timers of etcd instead of drawn ones. */
	readonly defaultTimers?: boolean;
};

export type SweepResult = {
	readonly profile: Profile;
	readonly seed: number;
	/** The first thing that must not be, and when; undefined where all is well. */
	readonly violation: string | undefined;
	/** It did too little to prove anything. */
	readonly isVoid: boolean;
	readonly events: number;
	readonly elections: number;
	readonly commits: number;
	readonly simulatedUs: Microseconds;
};

/** Small logs, small messages and small windows, so that snapshots and full windows happen within seconds. */
function drawSettings(random: Random, defaultTimers: boolean): RaftSettings {
	const heartbeatMs = defaultTimers ? defaultRaftSettings.heartbeatMs : [10, 20, 50, 100][between(random, 0, 4)]!;
	return {
		heartbeatMs,
		electionMs: heartbeatMs * 10,
		preVote: happens(random, 0.7),
		checkQuorum: happens(random, 0.8),
		snapshotEntries: between(random, 5, 120),
		snapshotCatchUpEntries: between(random, 0, 30),
		maxLearners: 1,
		maxEntriesPerAppend: between(random, 1, 20),
		maxInflightAppends: between(random, 1, 16),
	};
}

/** A run under way. */
type Run = {
	readonly nemesis: Nemesis;
	readonly invariants: RaftInvariants;
	/** What was committed when each read was asked for, by token. */
	readonly fresh: number[];
	elections: number;
	violation: string | undefined;
};

function found(run: Run, violation: string | undefined): void {
	if (violation !== undefined && run.violation === undefined) {
		run.violation = `${violation}, at ${run.nemesis.cluster.world.now} µs`;
	}
}

/** Every event is followed by the checks of whatever it can have changed. */
function watch(run: Run): void {
	const {nemesis: {cluster}, invariants} = run;
	cluster.watch = {
		noted(note) {
			if (note.kind === 'raft-became-leader') {
				run.elections++;
			}
		},
		happened({kind, process, from, message}) {
			found(run, checkMember(invariants, process));
			if (kind === 'deliver' && !('member' in message!) && message!.kind !== 'link') {
				found(run, checkMessage(invariants, from, process, message!));
			}
		},
	};
}

/** Raft lets a leader that was removed lead on; etcd's server ends by itself a second later (stopWithDelay), so that the others hear of it. */
function endRemoved({nemesis}: Run, member: ProcessId): void {
	const {pending, cluster, electionUs} = nemesis;
	if (pending.every(({act}) => act.kind !== 'process' || act.member !== member || act.does !== 'end')) {
		pending.push({at: cluster.world.now + electionUs, act: {kind: 'process', member, does: 'end'}});
	}
}

/** Acts from outside pass by the watch: everybody is looked at, and what became of reads. I9: a read sees all that was committed when it was asked for. */
function lookAround(run: Run): string | undefined {
	const {nemesis: {cluster}, invariants, fresh} = run;
	for (const {id, status} of cluster.world.processes) {
		const violation = checkMember(invariants, id);
		if (violation !== undefined) {
			return violation;
		}

		const server = serverAt(cluster, id);
		for (const {token, index} of server.answered) {
			if (index < fresh[token]!) {
				return `I9 linearizable reads: member ${id} read at index ${index} what was committed up to ${fresh[token]} when it was asked`;
			}
		}

		if (server.answered.length > 0) {
			server.answered = [];
		}

		if (status === 'running' && server.member.role === 'leader' && server.member.progress.every(progress => progress.id !== id)) {
			endRemoved(run, id);
		}
	}

	return undefined;
}

function askToRead({nemesis: {cluster, random}, invariants, fresh}: Run): void {
	const member = between(random, 0, cluster.world.processes.length);
	fresh.push(invariants.committedThrough);
	perform(cluster, {kind: 'read', member, token: fresh.length - 1});
}

function runFaults(run: Run, untilUs: Microseconds, spacingUs: Microseconds): void {
	const {nemesis} = run;
	const {cluster, random} = nemesis;
	while (cluster.world.now < untilUs && run.violation === undefined) {
		runUntil(cluster, cluster.world.now + between(random, 1, 2 * spacingUs));
		undoDue(nemesis);
		if (strike(nemesis)) {
			askToRead(run);
		}

		found(run, lookAround(run));
	}
}

function heal({nemesis}: Run): void {
	const {cluster} = nemesis;
	nemesis.pending = [];
	mendLinks(nemesis);
	for (const {id} of cluster.world.processes) {
		cluster.world.machines[id]!.diskDelayUs = milliseconds(1);
		perform(cluster, {kind: 'process', member: id, does: 'thaw'});
		perform(cluster, {kind: 'process', member: id, does: 'start'});
	}
}

/** Whether one leader leads, and every voter has applied this command. */
function isWell(cluster: Cluster, command: string): boolean {
	const leader = leaderOf(cluster);
	return leader !== undefined && memberAt(cluster, leader).configuration.voters.every(id => serverAt(cluster, id).lastCommand === command);
}

/**
Whether all agree on who belongs to the group. Where they do not, etcd's Raft may be stuck for good: whoever may be elected lacks
entries that only one who takes itself for removed holds, since a configuration counts from its application on.
*/
function isAgreed(cluster: Cluster): boolean {
	const configurations = new Set<string>();
	for (const {id} of cluster.world.processes) {
		const {configuration} = memberAt(cluster, id);
		if (configuration.voters.length > 0) {
			configurations.add(JSON.stringify(configuration));
		}
	}

	return configurations.size === 1;
}

/** How many election timeouts the group may take to recover: ten are plenty, but two voters of which one lags may toss tails often. */
const recovery = 40;

/** L1: with all faults gone, a write is committed everywhere before long. */
function runHealed(run: Run): void {
	const {cluster, electionUs} = run.nemesis;
	heal(run);
	const isDemanded = isAgreed(cluster);
	for (let round = 0; round < recovery && run.violation === undefined; round++) {
		const command = `probe ${round}`;
		const leader = leaderOf(cluster);
		if (leader !== undefined) {
			perform(cluster, {kind: 'command', member: leader, command});
		}

		runUntil(cluster, cluster.world.now + electionUs);
		undoDue(run.nemesis);
		found(run, lookAround(run));
		if (isWell(cluster, command) || (round >= 10 && !isDemanded)) {
			return;
		}
	}

	found(run, `L1 liveness: ${recovery} election timeouts after all faults were gone no write is committed everywhere`);
}

/**
One run of a group under the faults of a profile, with all invariants checked after every event. The same profile, seed and options
give the same run.
@param seed A whole number of at least 0.
*/
export function sweepSeed(profile: Profile, seed: number, {timeouts = 12, founders, defaultTimers = false}: SweepOptions = {}): SweepResult {
	const random = seededRandom(seed, `faults/${profile}`);
	const settings = drawSettings(random, defaultTimers);
	const electionUs = milliseconds(settings.electionMs);
	const delayUs = between(random, 100, Math.round(electionUs / 100));
	const cluster = newCluster({
		seed, settings, delayUs,
		founders: founders ?? [3, 3, 5, 5, 4][between(random, 0, 5)]!,
		joiners: happens(random, 0.3) ? 1 : 0,
		jitter: happens(random, 0.8) ? 0.5 : 0,
		diskDelayUs: between(random, 50, Math.round(electionUs / 50)),
	});
	const nemesis: Nemesis = {cluster, random, mix: drawMix(profile, random), electionUs, delayUs, commands: 0, faults: 0, pending: []};
	const {processes} = cluster.world;
	const run: Run = {nemesis, invariants: raftInvariants(processes.map(({id}) => memberAt(cluster, id))), fresh: [], elections: 0, violation: undefined};
	watch(run);
	for (const {id} of processes) {
		perform(cluster, {kind: 'process', member: id, does: 'start'});
	}

	try {
		const spacingUs = Math.round(electionUs / [5, 10, 20][between(random, 0, 3)]!);
		runFaults(run, electionUs * timeouts, spacingUs);
		if (run.violation === undefined) {
			runHealed(run);
		}
	} catch (error) {
		// A member that finds its own log wrong stops: raft panics there.
		found(run, `panic: ${error instanceof Error ? error.message : String(error)}`);
	}

	const {now, steps} = cluster.world;
	const commits = run.invariants.committedThrough;
	const isVoid = run.violation === undefined && (run.elections === 0 || commits < 10);
	return {profile, seed, violation: run.violation, isVoid, events: steps, elections: run.elections, commits, simulatedUs: now};
}
