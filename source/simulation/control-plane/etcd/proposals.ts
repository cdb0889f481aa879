import {milliseconds, type Microseconds} from '../../kernel/time.js';
import {propose, proposeChange} from '../../raft/step.js';
import {complete} from './answers.js';
import {armDeadline, hasCome} from './deadlines.js';
import {errorTexts} from './error-texts.js';
import {isLinkedSince, isLinkedToQuorumSince} from './links.js';
import {refusePromote} from './members.js';
import {nextToken, never, type EtcdEffects, type EtcdServer, type Pending, type Work} from './state.js';

/** What a request is about, for the one who asked; `timeoutMs`: how long that one waits, where it said so. */
export type Asked = Pick<Pending, 'asker' | 'requestId' | 'viaPeer' | 'operation'> & {readonly timeoutMs: number | undefined};

/**
Takes what has to go through the leader. Without one it waits for it; its deadlines go on meanwhile: the client's, and the server's
own, which a change of members does not have.
*/
export function submit(server: EtcdServer, {asker, requestId, viaPeer, operation, timeoutMs}: Asked, workFor: (token: number) => Work, effects: EtcdEffects): void {
	const token = nextToken(server);
	const work = workFor(token);
	const startUs = effects.localNow;
	const clients = timeoutMs === undefined ? never : startUs + milliseconds(timeoutMs);
	const servers = work.kind === 'change' ? never : startUs + server.requestTimeoutUs;
	const pending: Pending = {token, asker, requestId, viaPeer, operation, work, startUs, deadlineUs: Math.min(clients, servers), deadlineIsClients: clients < servers, proposed: false};
	server.pending.set(token, pending);
	armDeadline(server, pending.deadlineUs, effects);
	push(server, pending, effects);
}

/** To Raft, or into the queue: Raft's node takes no proposals while it knows no leader. */
function push(server: EtcdServer, pending: Pending, effects: EtcdEffects): void {
	if (server.raft.leader === null) {
		server.queue.push(pending.token);
		effects.note({kind: 'etcd-write-queued', operation: pending.operation, waiting: server.queue.length});
		return;
	}

	pending.proposed = true;
	const {work} = pending;
	switch (work.kind) {
		case 'command': {
			finish(server, pending, propose(server.raft, work.command, effects), effects);
			break;
		}

		case 'change': {
			finish(server, pending, proposeChange(server.raft, work.change, effects), effects);
			break;
		}

		case 'promote': {
			promote(server, pending, work.member, effects);
			break;
		}
	}
}

/** A leader that hands its leadership over drops what it is asked; what a follower passes on to it then is lost without a word. */
function finish(server: EtcdServer, pending: Pending, outcome: ReturnType<typeof propose>, effects: EtcdEffects): void {
	if (outcome === 'no-leader') {
		complete(server, pending, {ok: false, error: errorTexts.proposalDropped}, effects);
	}
}

/** Only the leader knows how far a learner is: it decides, and others ask it. */
function promote(server: EtcdServer, pending: Pending, member: number, effects: EtcdEffects): void {
	if (server.raft.leader !== server.id) {
		effects.send(server.raft.leader!, {kind: 'etcd-promote', requestId: pending.token, member});
		return;
	}

	const refusal = refusePromote(server, member);
	if (refusal === undefined) {
		finish(server, pending, proposeChange(server.raft, {kind: 'promote-learner', member, requestId: pending.token}, effects), effects);
	} else {
		effects.note({kind: 'etcd-change-refused', operation: 'member-promote', member, error: refusal});
		complete(server, pending, {ok: false, error: refusal}, effects);
	}
}

/** There is a leader: what waited goes to it, in its order. */
export function flushQueue(server: EtcdServer, effects: EtcdEffects): void {
	const {queue} = server;
	if (queue.length === 0) {
		return;
	}

	server.queue = [];
	effects.note({kind: 'etcd-queue-proposed', count: queue.length, leader: server.raft.leader!});
	for (const token of queue) {
		const pending = server.pending.get(token);
		if (pending !== undefined) {
			push(server, pending, effects);
		}
	}
}

/** Gives up what has waited for too long; answers when the next one will have. */
export function expirePending(server: EtcdServer, effects: EtcdEffects, republish: () => void): Microseconds {
	let next = never;
	for (const pending of server.pending.values()) {
		if (!hasCome(pending.deadlineUs, effects)) {
			next = Math.min(next, pending.deadlineUs);
			continue;
		}

		if (!pending.proposed) {
			server.queue = server.queue.filter(token => token !== pending.token);
		}

		complete(server, pending, {ok: false, error: expiredText(server, pending)}, effects);
		if (pending.work.kind === 'command' && pending.work.command.kind === 'publish') {
			republish();
		}
	}

	return next;
}

/** What etcd says of a request that ran out of time (parseProposeCtxErr); one that was never proposed fails with the bare deadline. */
function expiredText(server: EtcdServer, pending: Pending): string {
	if (pending.work.kind === 'command' && pending.work.command.kind === 'alarm') {
		return errorTexts.noSpace;
	}

	if (!pending.proposed || pending.deadlineIsClients) {
		return errorTexts.deadlineExceeded;
	}

	const {startUs} = pending;
	if (server.electedUs >= 0 && startUs < server.electedUs && startUs > server.electedUs - milliseconds(2 * server.settings.electionMs)) {
		return errorTexts.timeoutLeaderFailed;
	}

	const lost = server.leader === server.id ? !isLinkedToQuorumSince(server, startUs) : (server.leader !== null && !isLinkedSince(server, server.leader, startUs));
	return lost ? errorTexts.timeoutConnectionLost : errorTexts.timeout;
}
