import type {ProcessId} from '../kernel/effects.js';
import {calmNetwork, linkOf, type Link} from '../kernel/network.js';
import {newMachine, newWorld} from '../kernel/new-world.js';
import {seededRandom} from '../kernel/random.js';
import {effectsFor, end, freeze, processAt, simulationOf, start, thaw, type Simulation} from '../kernel/simulation.js';
import {milliseconds, type Microseconds} from '../kernel/time.js';
import type {Behaviour, World} from '../kernel/world.js';
import type {Configuration, ConfigurationChange, Entry, RaftMessage} from './messages.js';
import type {RaftNote} from './notes.js';
import type {RaftSettings} from './settings.js';
import {compact, takeCommitted, takeReads, takeSnapshot, wantsCompaction} from './state-machine.js';
import {copyMember, dieMember, joiningConfiguration, newMember, type RaftMember} from './state.js';
import {fireRaft, propose, proposeChange, proposeJoint, receiveRaft, requestRead, startMember, transferLeadership} from './step.js';

/*
Raft and nothing else: a group of members on a network, as tests and sweeps run it.
*/

/** A member and the simplest of state machines: it remembers the last commands, and how many there were. */
export type Server = {
	member: RaftMember;
	/** How many commands were applied, and the last of them. */
	applied: number;
	lastCommand: unknown;
	/** Reads that wait for the state machine to catch up, and how many were answered. */
	waitingReads: Array<{readonly token: number; readonly index: number}>;
	answered: Array<{readonly token: number; readonly index: number}>;
};

type Image = {readonly applied: number; readonly lastCommand: unknown};

function applyEntry(server: Server, {data}: Entry): void {
	if (data.kind === 'command') {
		server.applied++;
		server.lastCommand = data.command;
	}
}

/** Takes out of the member what has become of the requests. */
export function settle(server: Server): void {
	const {member} = server;
	const snapshot = takeSnapshot(member);
	if (snapshot !== undefined) {
		const image = snapshot.data as Image;
		server.applied = image.applied;
		server.lastCommand = image.lastCommand;
	}

	for (const entry of takeCommitted(member)) {
		applyEntry(server, entry);
	}

	if (wantsCompaction(member)) {
		const image: Image = {applied: server.applied, lastCommand: server.lastCommand};
		compact(member, image);
	}

	server.waitingReads.push(...takeReads(member));
	if (server.waitingReads.length > 0) {
		const ready = server.waitingReads.filter(({index}) => index <= member.appliedIndex);
		server.waitingReads = server.waitingReads.filter(({index}) => index > member.appliedIndex);
		server.answered.push(...ready);
	}
}

/** What is done to the group from outside. */
export type ClusterAct
	= | {readonly kind: 'command'; readonly member: ProcessId; readonly command: unknown}
		| {readonly kind: 'read'; readonly member: ProcessId; readonly token: number}
		| {readonly kind: 'process'; readonly member: ProcessId; readonly does: 'start' | 'end' | 'freeze' | 'thaw'}
		| {readonly kind: 'link'; readonly from: ProcessId; readonly to: ProcessId; readonly change: Partial<Link>}
		| {readonly kind: 'disk'; readonly member: ProcessId; readonly delayUs: Microseconds}
		| {readonly kind: 'transfer'; readonly member: ProcessId; readonly to: ProcessId}
		| {readonly kind: 'change'; readonly member: ProcessId; readonly change: ConfigurationChange}
		| {readonly kind: 'joint'; readonly member: ProcessId; readonly voters: readonly ProcessId[]};

export type ClusterMessage = RaftMessage | ClusterAct;

export type Cluster = Simulation<ClusterMessage, RaftNote>;

/** How a process that is nothing but a member of a Raft group behaves. */
const raftBehaviour: Behaviour<Server, ClusterMessage, RaftNote> = {
	start(server, effects) {
		startMember(server.member, effects);
		settle(server);
	},
	receive(server, from, message, effects) {
		receiveRaft(server.member, from, message as RaftMessage, effects);
		settle(server);
	},
	fire(server, timer, effects) {
		fireRaft(server.member, timer, effects);
		settle(server);
	},
	die(server) {
		dieMember(server.member);
		server.applied = 0;
		server.lastCommand = undefined;
		server.waitingReads = [];
		server.answered = [];
	},
	copy: server => ({...server, member: copyMember(server.member), waitingReads: [...server.waitingReads], answered: [...server.answered]}),
};

export function serverAt(cluster: Cluster, id: ProcessId): Server {
	return processAt(cluster.world, id).state as Server;
}

export function memberAt(cluster: Cluster, id: ProcessId): RaftMember {
	return serverAt(cluster, id).member;
}

/** Who leads, by the highest term; undefined where nobody who runs does. */
export function leaderOf(cluster: Cluster): ProcessId | undefined {
	let leader: ProcessId | undefined;
	for (const {id, status} of cluster.world.processes) {
		const member = memberAt(cluster, id);
		if (status !== 'stopped' && member.role === 'leader' && (leader === undefined || member.term > memberAt(cluster, leader).term)) {
			leader = id;
		}
	}

	return leader;
}

const processActs = {start, end, freeze, thaw};

/** Does something to the group: to a process that runs, where it is something that a process does. */
export function perform(cluster: Cluster, act: ClusterMessage): void {
	const {world} = cluster;
	if (act.kind === 'link') {
		Object.assign(linkOf(world.network, act.from, act.to), act.change);
		return;
	}

	if (act.kind === 'disk') {
		world.machines[act.member]!.diskDelayUs = act.delayUs;
		return;
	}

	if (act.kind === 'process') {
		processActs[act.does](cluster, act.member);
		return;
	}

	if ('member' in act && processAt(world, act.member).status === 'running') {
		request(cluster, act);
	}
}

function request(cluster: Cluster, act: Exclude<ClusterAct, {readonly kind: 'link' | 'process' | 'disk'}>): void {
	const process = processAt(cluster.world, act.member);
	const server = process.state as Server;
	const {member} = server;
	const effects = effectsFor(cluster, process);
	switch (act.kind) {
		case 'command': {
			propose(member, act.command, effects);
			break;
		}

		case 'read': {
			requestRead(member, act.token, effects);
			break;
		}

		case 'transfer': {
			transferLeadership(member, act.to, effects);
			break;
		}

		case 'change': {
			proposeChange(member, act.change, effects);
			break;
		}

		case 'joint': {
			proposeJoint(member, act.voters, effects);
			break;
		}
	}

	settle(server);
}

/** What a group is made of. Processes from `founders` on exist, and belong to nothing until they are added and started. */
export type ClusterParts = {
	readonly seed: number;
	readonly founders: number;
	readonly joiners?: number;
	readonly settings: RaftSettings;
	readonly delayUs?: Microseconds;
	readonly jitter?: number;
	readonly diskDelayUs?: Microseconds;
};

/** A group, each member on a machine of its own, none of which runs yet. */
export function newCluster({seed, founders, joiners = 0, settings, delayUs = milliseconds(1), jitter = 0.5, diskDelayUs = milliseconds(2)}: ClusterParts): Cluster {
	const ids = Array.from({length: founders + joiners}, (_, id) => id);
	const founding: Configuration = {voters: ids.slice(0, founders), outgoing: [], learners: []};
	const world = newWorld<ClusterMessage>({
		seed,
		machines: ids.map(id => newMachine(`node-${id + 1}`, {diskDelayUs})),
		programs: ids.map(id => {
			const member = newMember(id, settings, id < founders ? founding : joiningConfiguration);
			const state: Server = {member, applied: 0, lastCommand: undefined, waitingReads: [], answered: []};
			return {name: `etcd-${id + 1}`, kind: 'etcd', machine: id, state};
		}),
		network: calmNetwork(ids.length, {delayUs, jitter}),
	});
	return simulationOf<ClusterMessage, RaftNote>({world, behaviours: new Map([['etcd', raftBehaviour]]) as Cluster['behaviours'], perform});
}
