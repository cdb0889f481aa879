import type {ProcessId} from '../../kernel/effects.js';
import {milliseconds} from '../../kernel/time.js';
import {transferLeadership} from '../../raft/step.js';
import {reply} from './answers.js';
import {hasCome} from './deadlines.js';
import {errorTexts} from './error-texts.js';
import {longestLinked} from './links.js';
import {memberOf, votersOf} from './members.js';
import {never, nobody, type EtcdEffects, type EtcdServer} from './state.js';

export const handoverTimer = 'etcd-handover';

/** `etcdctl move-leader`: only the leader itself does it. */
export function moveLeader(server: EtcdServer, {asker, requestId, to, timeoutMs}: {readonly asker: ProcessId; readonly requestId: number; readonly to: ProcessId; readonly timeoutMs: number | undefined}, effects: EtcdEffects): void {
	const startUs = effects.localNow;
	const member = memberOf(server, to);
	const error = server.leader === server.id ? (member === undefined || member.learner ? errorTexts.badTransferee : undefined) : errorTexts.notLeader;
	if (error !== undefined) {
		reply(server, {asker, requestId, operation: 'move-leader', startUs}, {ok: false, error}, effects);
		return;
	}

	server.transfer = {to, startUs, deadlineUs: timeoutMs === undefined ? never : startUs + milliseconds(timeoutMs), asker, requestId};
	handOver(server, to, effects);
}

function handOver(server: EtcdServer, to: ProcessId, effects: EtcdEffects): void {
	effects.note({kind: 'etcd-transfer-started', to});
	transferLeadership(server.raft, to, effects);
	effects.startTimer(handoverTimer, milliseconds(server.settings.heartbeatMs));
}

/** Looks once per heartbeat whether the other one leads (MoveLeader). */
export function fireHandover(server: EtcdServer, effects: EtcdEffects): void {
	const {transfer} = server;
	if (transfer === null) {
		return;
	}

	if (server.leader === transfer.to) {
		effects.note({kind: 'etcd-transfer-finished', to: transfer.to, tookUs: effects.localNow - transfer.startUs});
		endHandover(server, undefined, effects);
	} else if (hasCome(transfer.deadlineUs, effects)) {
		effects.note({kind: 'etcd-transfer-failed', to: transfer.to, error: errorTexts.timeoutTransfer});
		endHandover(server, errorTexts.timeoutTransfer, effects);
	} else {
		effects.startTimer(handoverTimer, milliseconds(server.settings.heartbeatMs));
	}
}

function endHandover(server: EtcdServer, error: string | undefined, effects: EtcdEffects): void {
	const {asker, requestId, startUs} = server.transfer!;
	server.transfer = null;
	if (server.stopping) {
		effects.note({kind: 'etcd-stopped'});
		effects.exit();
		return;
	}

	const result = error === undefined ? {ok: true as const, revision: server.store.revision} : {ok: false as const, error};
	reply(server, {asker, requestId, operation: 'move-leader', startUs}, result, effects);
}

/**
SIGTERM. Clients are sent away at once: on TLS, as kubeadm sets etcd up, their connections are closed, which fails what is under
way (etcd server/embed/etcd.go, stopServers). A leader of several voters then hands over to the one it has been connected to for
longest, waits until that one leads, but not longer than for a request, and exits (TryTransferLeadershipOnShutdown).
*/
export function stopEtcd(server: EtcdServer, effects: EtcdEffects): void {
	if (server.stopping) {
		return;
	}

	const leads = server.leader === server.id && votersOf(server).length > 1;
	server.stopping = true;
	effects.note({kind: 'etcd-stopping', leads});
	closeConnections(server, effects);
	const to = leads ? longestLinked(server) : undefined;
	if (to === undefined) {
		effects.note({kind: 'etcd-stopped'});
		effects.exit();
		return;
	}

	server.transfer = {to, startUs: effects.localNow, deadlineUs: effects.localNow + server.requestTimeoutUs, asker: nobody, requestId: 0};
	handOver(server, to, effects);
}

function closeConnections(server: EtcdServer, effects: EtcdEffects): void {
	const closed = {ok: false, error: errorTexts.connectionLost} as const;
	for (const pending of server.pending.values()) {
		if (!pending.viaPeer) {
			reply(server, pending, closed, effects);
		}
	}

	const {reads, early} = server;
	for (const read of [...reads.batch, ...reads.next]) {
		reply(server, {...read, operation: read.operation.kind}, closed, effects);
	}

	for (const {from, message} of early) {
		effects.send(from, {kind: 'etcd-goaway', requestId: message.requestId});
	}

	if (server.transfer !== null) {
		reply(server, {...server.transfer, operation: 'move-leader'}, closed, effects);
	}

	server.pending.clear();
	server.queue = [];
	server.early = [];
	reads.batch = [];
	reads.next = [];
}
