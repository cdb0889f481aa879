import type {ProcessId} from '../kernel/effects.js';
import {between} from '../kernel/random.js';
import {appendProposal} from './configuration.js';
import {finish, finishWrite} from './disk.js';
import type {ConfigurationChange, EntryData, RaftMessage} from './messages.js';
import type {RaftEffects} from './notes.js';
import {leadRead} from './reads.js';
import {belongsToTerm, handle, passOn} from './receive.js';
import {reset} from './roles.js';
import type {RaftMember} from './state.js';
import {tick} from './ticks.js';
import {leadTransfer} from './transfer.js';

/** The member begins to run. Its first tick comes within one heartbeat, at a phase of its own. */
export function startMember(member: RaftMember, effects: RaftEffects): void {
	reset(member, member.term, effects);
	effects.startTimer('raft-tick', between(effects.random, 0, member.tickUs));
	effects.note({kind: 'raft-started', term: member.term, votedFor: member.votedFor, lastIndex: member.lastIndex, commitIndex: member.commitIndex});
	finish(member, effects);
}

/** A message from another member arrives. */
export function receiveRaft(member: RaftMember, from: ProcessId, message: RaftMessage, effects: RaftEffects): void {
	if (belongsToTerm(member, from, message, effects)) {
		handle(member, from, message, effects);
	}

	finish(member, effects);
}

/** A timer fires; false where it is none of Raft's. */
export function fireRaft(member: RaftMember, timer: string, effects: RaftEffects): boolean {
	if (timer === 'raft-tick') {
		effects.startTimer('raft-tick', member.tickUs);
		if (member.write === null) {
			tick(member, effects);
			finish(member, effects);
		} else {
			member.ticksWaiting++;
		}

		return true;
	}

	if (timer !== 'raft-disk') {
		return false;
	}

	finishWrite(member, effects);
	if (member.ticksWaiting > 0) {
		// A Go ticker keeps one tick for a loop that is late, and drops the others.
		if (member.ticksWaiting > 1) {
			effects.note({kind: 'raft-ticks-missed', term: member.term, count: member.ticksWaiting - 1, role: member.role});
		}

		member.ticksWaiting = 0;
		tick(member, effects);
	}

	finish(member, effects);
	return true;
}

/** What becomes of a request: the leader takes it, a follower passes it on, or there is no leader to take it. */
export type Proposed = 'appended' | 'forwarded' | 'no-leader';

function proposeData(member: RaftMember, data: EntryData, effects: RaftEffects): Proposed {
	let result: Proposed = 'no-leader';
	if (member.role === 'leader') {
		result = appendProposal(member, data, effects) ? 'appended' : 'no-leader';
	} else if (passOn(member, {kind: 'raft-proposal', term: 0, data})) {
		result = 'forwarded';
	}

	finish(member, effects);
	return result;
}

/**
Proposes a command. Nobody promises anything: what was appended or forwarded may be lost, and is done only once it comes out of
`takeCommitted`. @returns `no-leader` also while a leader hands over its leadership, when etcd drops proposals.
*/
export function propose(member: RaftMember, command: unknown, effects: RaftEffects): Proposed {
	return proposeData(member, {kind: 'command', command}, effects);
}

/** Proposes one member more or less; where another change is under way, the leader appends an empty entry instead. */
export function proposeChange(member: RaftMember, change: ConfigurationChange, effects: RaftEffects): Proposed {
	return proposeData(member, {kind: 'configuration', change}, effects);
}

/** Proposes a new set of voters, by way of a joint configuration that is left as soon as it has taken effect. */
export function proposeJoint(member: RaftMember, voters: readonly ProcessId[], effects: RaftEffects): Proposed {
	return proposeData(member, {kind: 'joint', voters}, effects);
}

/** Asks for the index a linearizable read has to wait for; the answer comes out of `takeReads`, or never, where it is lost. */
export function requestRead(member: RaftMember, token: number, effects: RaftEffects): 'asked' | 'no-leader' {
	let asked = true;
	if (member.role === 'leader') {
		leadRead(member, member.id, token);
	} else {
		asked = passOn(member, {kind: 'raft-read-index', term: 0, token});
	}

	finish(member, effects);
	return asked ? 'asked' : 'no-leader';
}

/** Asks the leader to hand its leadership to this member; forwarded where it is not the leader itself. */
export function transferLeadership(member: RaftMember, to: ProcessId, effects: RaftEffects): void {
	if (member.role === 'leader') {
		leadTransfer(member, to, effects);
	} else {
		passOn(member, {kind: 'raft-transfer', term: 0, to});
	}

	finish(member, effects);
}

/** Ticks at once, as etcd does when it starts, so that a first leader is found sooner. @param ticks At least 0. */
export function advanceTicks(member: RaftMember, ticks: number, effects: RaftEffects): void {
	for (let count = 0; count < ticks; count++) {
		tick(member, effects);
	}

	finish(member, effects);
}
