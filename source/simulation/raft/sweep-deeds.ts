import type {ProcessId} from '../kernel/effects.js';
import {linkOf, type Link} from '../kernel/network.js';
import {between, fraction, happens, type Random} from '../kernel/random.js';
import {processAt} from '../kernel/simulation.js';
import {milliseconds, type Microseconds} from '../kernel/time.js';
import {leaderOf, memberAt, perform, type Cluster, type ClusterAct} from './cluster.js';
import type {ConfigurationChange} from './messages.js';

/** What this seed does, and how often: weights, drawn anew for each seed, so that no two runs are alike. */
export type Mix = {
	readonly command: number;
	readonly read: number;
	readonly transfer: number;
	readonly change: number;
	readonly joint: number;
	readonly crash: number;
	readonly bounce: number;
	readonly freeze: number;
	readonly split: number;
	readonly oneWay: number;
	readonly lossy: number;
	readonly slowDisk: number;
	readonly mend: number;
};

/** Where a fault strikes, in what time. */
export type Nemesis = {
	readonly cluster: Cluster;
	readonly random: Random;
	readonly mix: Mix;
	/** The time scale: the election timeout. */
	readonly electionUs: Microseconds;
	/** The links when nothing is wrong with them. */
	readonly delayUs: Microseconds;
	commands: number;
	faults: number;
	/** Acts that undo what was done, by their time. */
	pending: Array<{readonly at: Microseconds; readonly act: ClusterAct}>;
};

function size({world}: Cluster): number {
	return world.processes.length;
}

/** Leaders, and who wants to be one, are worth striking. */
function victim({cluster, random}: Nemesis): ProcessId {
	const anybody = between(random, 0, size(cluster));
	const leader = leaderOf(cluster);
	return leader !== undefined && happens(random, 0.5) ? leader : anybody;
}

function later(nemesis: Nemesis, shortest: number, longest: number, act: ClusterAct): void {
	const {random, electionUs, cluster} = nemesis;
	nemesis.pending.push({at: cluster.world.now + Math.round(electionUs * (shortest + (fraction(random) * (longest - shortest)))), act});
}

function crash(nemesis: Nemesis, shortest: number, longest: number): void {
	const {cluster} = nemesis;
	const member = victim(nemesis);
	if (processAt(cluster.world, member).status !== 'stopped') {
		perform(cluster, {kind: 'process', member, does: 'end'});
		later(nemesis, shortest, longest, {kind: 'process', member, does: 'start'});
	}
}

function freezeOne(nemesis: Nemesis): void {
	const member = victim(nemesis);
	perform(nemesis.cluster, {kind: 'process', member, does: 'freeze'});
	later(nemesis, 0.1, 3, {kind: 'process', member, does: 'thaw'});
}

function eachLink({cluster}: Nemesis, change: (link: Link, from: ProcessId, to: ProcessId) => void): void {
	for (let from = 0; from < size(cluster); from++) {
		for (let to = 0; to < size(cluster); to++) {
			if (from !== to) {
				change(linkOf(cluster.world.network, from, to), from, to);
			}
		}
	}
}

/** Two sides that do not reach each other; now and then one member alone. */
function split(nemesis: Nemesis): void {
	const {random, cluster} = nemesis;
	const alone = happens(random, 0.4) ? victim(nemesis) : -1;
	const sides = cluster.world.processes.map(({id}) => alone === -1 ? happens(random, 0.5) : id === alone);
	eachLink(nemesis, (link, from, to) => {
		link.cut = sides[from] !== sides[to];
	});
}

/** One who cannot be heard, one who cannot hear, or a single direction. */
function cutOneWay(nemesis: Nemesis): void {
	const {random} = nemesis;
	const one = victim(nemesis);
	const how = between(random, 0, 3);
	const other = between(random, 0, size(nemesis.cluster));
	eachLink(nemesis, (link, from, to) => {
		if ((how === 0 && from === one) || (how === 1 && to === one) || (how === 2 && from === one && to === other)) {
			link.cut = true;
		}
	});
}

function makeLossy(nemesis: Nemesis): void {
	const {random, delayUs} = nemesis;
	const loss = happens(random, 0.7) ? fraction(random) * 0.3 : 0;
	const duplicate = happens(random, 0.7) ? fraction(random) * 0.3 : 0;
	const reorder = happens(random, 0.7) ? fraction(random) * 0.4 : 0;
	const slow = happens(random, 0.3) ? 1 + between(random, 0, 10) : 1;
	eachLink(nemesis, link => {
		Object.assign(link, {loss, duplicate, reorder, delayUs: delayUs * slow});
	});
}

/** All links as they were. */
export function mendLinks(nemesis: Nemesis): void {
	eachLink(nemesis, link => {
		Object.assign(link, {cut: false, loss: 0, duplicate: 0, reorder: 0, delayUs: nemesis.delayUs});
	});
}

/** A change that makes sense to the leader: at least two voters stay. */
function drawChange({cluster, random}: Nemesis, leader: ProcessId): ConfigurationChange {
	const {voters, learners} = memberAt(cluster, leader).configuration;
	const member = between(random, 0, size(cluster));
	if (voters.includes(member)) {
		return voters.length > 2 ? {kind: 'remove', member} : {kind: 'add-voter', member};
	}

	if (learners.includes(member)) {
		return happens(random, 0.7) ? {kind: 'promote-learner', member} : {kind: 'remove', member};
	}

	return {kind: happens(random, 0.5) ? 'add-voter' : 'add-learner', member};
}

function changeMembers(nemesis: Nemesis): void {
	const {cluster} = nemesis;
	const leader = leaderOf(cluster);
	if (leader !== undefined) {
		const change = drawChange(nemesis, leader);
		perform(cluster, {kind: 'process', member: change.member, does: 'start'});
		perform(cluster, {kind: 'change', member: leader, change});
	}
}

function changeJointly(nemesis: Nemesis): void {
	const {cluster, random} = nemesis;
	const leader = leaderOf(cluster);
	const voters = cluster.world.processes.map(({id}) => id).filter(() => happens(random, 0.6));
	if (leader !== undefined && voters.length >= 2) {
		for (const member of voters) {
			perform(cluster, {kind: 'process', member, does: 'start'});
		}

		perform(cluster, {kind: 'joint', member: leader, voters});
	}
}

function slowDown(nemesis: Nemesis): void {
	const {cluster, random, electionUs} = nemesis;
	perform(cluster, {kind: 'disk', member: victim(nemesis), delayUs: between(random, milliseconds(1), electionUs)});
}

function command(nemesis: Nemesis): void {
	const {cluster, random} = nemesis;
	const burst = happens(random, 0.1) ? between(random, 2, 20) : 1;
	const member = victim(nemesis);
	for (let count = 0; count < burst; count++) {
		perform(cluster, {kind: 'command', member, command: nemesis.commands++});
	}
}

function transfer(nemesis: Nemesis): void {
	perform(nemesis.cluster, {kind: 'transfer', member: victim(nemesis), to: between(nemesis.random, 0, size(nemesis.cluster))});
}

function mend(nemesis: Nemesis): void {
	mendLinks(nemesis);
	nemesis.cluster.world.machines[between(nemesis.random, 0, size(nemesis.cluster))]!.diskDelayUs = milliseconds(1);
}

/** What can be done to a group, by its name in the mix. */
export const deeds: Readonly<Record<Exclude<keyof Mix, 'read'>, (nemesis: Nemesis) => void>> = {
	command,
	transfer,
	change: changeMembers,
	joint: changeJointly,
	crash(nemesis) {
		crash(nemesis, 0.05, 2);
	},
	bounce(nemesis) {
		crash(nemesis, 0, 0.02);
	},
	freeze: freezeOne,
	split,
	oneWay: cutOneWay,
	lossy: makeLossy,
	slowDisk: slowDown,
	mend,
};
