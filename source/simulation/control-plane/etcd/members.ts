import type {ProcessId} from '../../kernel/effects.js';
import type {Microseconds} from '../../kernel/time.js';
import {quorumOf} from './quorum-of.js';
import {errorTexts} from './error-texts.js';
import {connectedSince, isLinked} from './links.js';
import type {EtcdMember} from './messages.js';
import {healthIntervalUs, learnerReadyShare} from './settings.js';
import type {EtcdServer} from './state.js';

/** A member by its id; undefined where there is none. */
export function memberOf(server: EtcdServer, id: ProcessId): EtcdMember | undefined {
	return server.members.find(member => member.id === id);
}

/** Whether it is a learner itself, as far as it knows. */
export function isLearner(server: EtcdServer): boolean {
	return memberOf(server, server.id)?.learner ?? false;
}

export function votersOf(server: EtcdServer): EtcdMember[] {
	return server.members.filter(member => !member.learner);
}

function startedOf(members: readonly EtcdMember[]): number {
	return members.filter(member => member.started).length;
}

/** Why a member may not be added now (mayAddMember, and what applying it would find); undefined: it may. */
export function refuseAdd(server: EtcdServer, {id, learner}: {readonly id: ProcessId; readonly learner: boolean}, now: Microseconds): string | undefined {
	const voters = votersOf(server);
	if (server.settings.strictReconfigCheck) {
		const grown = voters.length + 1;
		const started = startedOf(voters);
		if (!learner && started < quorumOf(grown) && !(started === 1 && grown === 2)) {
			return errorTexts.notEnoughStarted;
		}

		const wanted = server.settings.addMemberCheck ? voters.length : quorumOf(grown);
		if (voters.length > 1 && connectedSince(server, voters, now - healthIntervalUs) < wanted) {
			return errorTexts.unhealthy;
		}
	}

	if (server.removed.includes(id)) {
		return errorTexts.memberNotFound;
	}

	if (memberOf(server, id)) {
		return errorTexts.peerExists;
	}

	return learner && server.members.filter(member => member.learner).length >= server.settings.maxLearners ? errorTexts.tooManyLearners : undefined;
}

/** Why a member may not be removed now (mayRemoveMember). Who is not connected is no part of the quorum that works, and may go. */
export function refuseRemove(server: EtcdServer, id: ProcessId, now: Microseconds): string | undefined {
	const member = memberOf(server, id);
	if (server.settings.strictReconfigCheck && !member?.learner) {
		const voters = votersOf(server);
		const rest = voters.filter(voter => voter.id !== id);
		if (startedOf(rest) < quorumOf(rest.length)) {
			return errorTexts.notEnoughStarted;
		}

		const active = connectedSince(server, voters, now - healthIntervalUs);
		if ((id === server.id || isLinked(server, id)) && active - 1 < 1 + Math.floor((voters.length - 1) / 2)) {
			return errorTexts.unhealthy;
		}
	}

	return member ? undefined : errorTexts.memberNotFound;
}

/** Why a learner may not be promoted now (mayPromoteMember). Only the leader can tell. */
export function refusePromote(server: EtcdServer, id: ProcessId): string | undefined {
	const progress = server.raft.progress.find(each => each.id === id);
	const own = server.raft.progress.find(each => each.id === server.id);
	if (!progress || !own) {
		return errorTexts.memberNotFound;
	}

	if (progress.match / own.match < learnerReadyShare) {
		return errorTexts.learnerNotReady;
	}

	const voters = votersOf(server);
	if (server.settings.strictReconfigCheck && startedOf(voters) + 1 < quorumOf(voters.length + 1)) {
		return errorTexts.notEnoughStarted;
	}

	const member = memberOf(server, id);
	if (!member) {
		return errorTexts.memberNotFound;
	}

	return member.learner ? undefined : errorTexts.notLearner;
}
