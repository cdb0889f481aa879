import type {ProcessId} from '../../kernel/effects.js';
import {milliseconds, seconds} from '../../kernel/time.js';
import type {Behaviour} from '../../kernel/world.js';
import type {RaftMessage} from '../../raft/messages.js';
import {takeCommitted, takeReads, takeSnapshot} from '../../raft/state-machine.js';
import {advanceTicks, fireRaft, receiveRaft, startMember} from '../../raft/step.js';
import {applyEntry, compactIfLong, loadImage, removedTimer} from './apply.js';
import {armDeadline, deadlineTimer} from './deadlines.js';
import {fireHandover, handoverTimer, stopEtcd} from './handover.js';
import {fireLinks, heardPeer, lostPeer, startLinks} from './links.js';
import type {EtcdMessage} from './messages.js';
import {leave, receivePeer} from './peers.js';
import type {EtcdNote} from './notes.js';
import {expirePending, flushQueue, submit} from './proposals.js';
import {answerReads, expireReads, fireReads, readConfirmed, readsMissedLeader} from './reads.js';
import {receiveCall, serve} from './requests.js';
import {copyEtcdServer, dieEtcdServer, nobody, type EtcdEffects, type EtcdServer, type Image} from './state.js';

const fastForwardTimer = 'etcd-fast-forward';
const fastForwardPeriodUs = milliseconds(50);

/**
A cluster that comes up need not wait for a whole election timeout: once two peers are connected, the ticks that tell nothing are
passed over (adjustTicks). A single member elects itself at once.
*/
function fastForward(server: EtcdServer, effects: EtcdEffects): void {
	const {electionTicks} = server.raft;
	let connected = 0;
	for (const {activeSinceUs} of server.links.values()) {
		connected += activeSinceUs >= 0 ? 1 : 0;
	}

	if (connected > 1) {
		advanceTicks(server.raft, Math.max(0, electionTicks - 2), effects);
	} else if (effects.localNow < server.fastForwardUntilUs) {
		effects.startTimer(fastForwardTimer, fastForwardPeriodUs);
	}
}

/** Tells all members its name, by way of the leader; only then does it serve clients (publishV3). */
function publish(server: EtcdServer, effects: EtcdEffects): void {
	submit(server, {asker: nobody, requestId: 0, viaPeer: false, operation: 'status', timeoutMs: undefined}, token => ({kind: 'command', command: {kind: 'publish', token, member: server.id}}), effects);
}

function start(server: EtcdServer, effects: EtcdEffects): void {
	server.running = true;
	effects.note({kind: 'etcd-started'});
	if (server.removed.includes(server.id)) {
		leave(effects);
		return;
	}

	startMember(server.raft, effects);
	startLinks(server, effects);
	if (server.members.length === 1) {
		advanceTicks(server.raft, server.raft.electionTicks - 1, effects);
	} else {
		server.fastForwardUntilUs = effects.localNow + seconds(5);
		effects.startTimer(fastForwardTimer, fastForwardPeriodUs);
	}

	publish(server, effects);
	settle(server, effects);
}

/** Takes what Raft has for the server, in the order in which etcd does: who leads, reads, what is committed. */
function settle(server: EtcdServer, effects: EtcdEffects): void {
	const {raft} = server;
	if (!server.running) {
		return;
	}

	if (raft.leader !== server.leader) {
		followLeader(server, effects);
	}

	for (const {token, index} of takeReads(raft)) {
		readConfirmed(server, token, index);
	}

	const snapshot = takeSnapshot(raft);
	if (snapshot !== undefined) {
		loadImage(server, snapshot.index, snapshot.data as Image, effects);
	}

	const entries = takeCommitted(raft);
	if (entries.length > 0) {
		for (const entry of entries) {
			applyEntry(server, entry, effects);
		}

		compactIfLong(server, effects);
		if (!server.serving && !server.stopping && hasPublished(server)) {
			serve(server, effects);
		}
	}

	answerReads(server, effects);
	// What was asked for meanwhile may have changed Raft's mind at once, where the member is alone.
	if (raft.leader !== server.leader || raft.appliedIndex < raft.effectiveIndex) {
		settle(server, effects);
	}
}

/** It publishes itself anew each time it runs, and the request is gone once that is applied. */
function hasPublished(server: EtcdServer): boolean {
	for (const {work} of server.pending.values()) {
		if (work.kind === 'command' && work.command.kind === 'publish') {
			return false;
		}
	}

	return true;
}

function followLeader(server: EtcdServer, effects: EtcdEffects): void {
	const {leader} = server.raft;
	server.leader = leader;
	effects.note({kind: 'etcd-leader-changed', leader});
	if (leader !== null) {
		if (leader === server.id) {
			server.electedUs = effects.localNow;
		}

		readsMissedLeader(server, effects);
		flushQueue(server, effects);
	}
}

function receiveFromRaft(server: EtcdServer, from: ProcessId, message: RaftMessage, effects: EtcdEffects): void {
	if (server.removed.includes(from)) {
		return;
	}

	heardPeer(server, from, 'raft', effects);
	receiveRaft(server.raft, from, message, effects);
}

function fireServer(server: EtcdServer, timer: string, effects: EtcdEffects): void {
	switch (timer) {
		case 'etcd-link': {
			fireLinks(server, effects);
			break;
		}

		case 'etcd-read': {
			fireReads(server, effects);
			break;
		}

		case deadlineTimer: {
			server.deadlineTimerUs = -1;
			const next = expirePending(server, effects, () => {
				publish(server, effects);
			});
			armDeadline(server, Math.min(next, expireReads(server, effects)), effects);
			break;
		}

		case handoverTimer: {
			fireHandover(server, effects);
			break;
		}

		case fastForwardTimer: {
			fastForward(server, effects);
			break;
		}

		case removedTimer: {
			leave(effects);
			break;
		}

		default: {
			break;
		}
	}
}

/** An etcd member, `etcd` among the kinds of processes. */
export const etcdBehaviour: Behaviour<EtcdServer, EtcdMessage, EtcdNote> = {
	start,
	receive(server, from, message, effects) {
		const {kind} = message;
		if (kind === 'etcd-request' || kind === 'etcd-ping') {
			receiveCall(server, from, message, effects);
		} else if (kind === 'etcd-link' || kind === 'etcd-gone' || kind === 'etcd-promote' || kind === 'etcd-promoted') {
			receivePeer(server, from, message, effects);
		} else if (kind !== 'etcd-response' && kind !== 'etcd-goaway' && kind !== 'etcd-pong') {
			receiveFromRaft(server, from, message, effects);
		}

		settle(server, effects);
	},
	fire(server, timer, effects) {
		if (!fireRaft(server.raft, timer, effects)) {
			fireServer(server, timer, effects);
		}

		settle(server, effects);
	},
	refused(server, by, message, effects) {
		if (message.kind === 'etcd-link') {
			lostPeer(server, by, 'refused', effects);
		}
	},
	stop: stopEtcd,
	die: dieEtcdServer,
	copy: copyEtcdServer,
};
