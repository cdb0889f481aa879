import type {Microseconds} from '../../kernel/time.js';
import {requestRead} from '../../raft/step.js';
import {readLocally, reply} from './answers.js';
import {errorTexts} from './error-texts.js';
import type {EtcdResult} from './messages.js';
import {readRetryUs} from './settings.js';
import {armDeadline, hasCome} from './deadlines.js';
import {nextToken, never, type EtcdEffects, type EtcdServer, type Read} from './state.js';

const timer = 'etcd-read';

/** Takes a linearizable read: it is answered once this member has applied all that was committed when it came. */
export function addRead(server: EtcdServer, read: Read, effects: EtcdEffects): void {
	server.reads.next.push(read);
	armDeadline(server, read.deadlineUs, effects);
	if (server.reads.batch.length === 0) {
		beginBatch(server, effects);
	}
}

function beginBatch(server: EtcdServer, effects: EtcdEffects): void {
	const {reads} = server;
	reads.batch = reads.next;
	reads.next = [];
	reads.index = -1;
	if (reads.batch.length > 0) {
		reads.firstToken = 0;
		reads.errorUs = effects.localNow + server.requestTimeoutUs;
		askLeader(server, effects);
	}
}

/** Asks for the leader's commit index, without a leader too: nobody hears it then, and the next question follows. */
function askLeader(server: EtcdServer, effects: EtcdEffects): void {
	const {reads} = server;
	const token = nextToken(server);
	reads.lastToken = token;
	if (reads.firstToken === 0) {
		reads.firstToken = token;
	}

	reads.retryUs = effects.localNow + readRetryUs;
	requestRead(server.raft, token, effects);
	arm(server, Math.min(reads.retryUs, reads.errorUs), effects);
}

/** A timer that runs out sooner is left alone: what it finds is looked at then. */
function arm(server: EtcdServer, atUs: Microseconds, effects: EtcdEffects): void {
	const {reads} = server;
	if (reads.timerUs < 0 || reads.timerUs > atUs) {
		reads.timerUs = atUs;
		effects.startTimer(timer, Math.max(0, atUs - effects.localNow));
	}
}

/** The timer of the reads. */
export function fireReads(server: EtcdServer, effects: EtcdEffects): void {
	const {reads} = server;
	reads.timerUs = -1;
	if (reads.batch.length === 0 || reads.index >= 0) {
		return;
	}

	if (hasCome(reads.errorUs, effects)) {
		endBatch(server, {ok: false, error: errorTexts.timeout}, effects);
	} else if (hasCome(reads.retryUs, effects)) {
		effects.note({kind: 'etcd-read-retried', waiting: reads.batch.length});
		askLeader(server, effects);
	} else {
		arm(server, Math.min(reads.retryUs, reads.errorUs), effects);
	}
}

/** The leader has committed in its term: what was asked before may have been lost. */
export function askAgain(server: EtcdServer, effects: EtcdEffects): void {
	if (server.reads.batch.length > 0 && server.reads.index < 0) {
		askLeader(server, effects);
	}
}

/** Another leader: what the old one was asked is void (etcd server/etcdserver/v3_server.go, requestCurrentIndex). */
export function readsMissedLeader(server: EtcdServer, effects: EtcdEffects): void {
	if (server.reads.batch.length > 0 && server.reads.index < 0) {
		endBatch(server, {ok: false, error: errorTexts.leaderChanged}, effects);
	}
}

/** The leader's answer to one of the questions. */
export function readConfirmed(server: EtcdServer, token: number, index: number): void {
	const {reads} = server;
	if (reads.batch.length > 0 && reads.index < 0 && token >= reads.firstToken && token <= reads.lastToken) {
		reads.index = index;
	}
}

/** Answers the batch where all it waits for has been applied. */
export function answerReads(server: EtcdServer, effects: EtcdEffects): void {
	const {reads} = server;
	while (reads.batch.length > 0 && reads.index >= 0 && server.raft.appliedIndex >= reads.index) {
		endBatch(server, undefined, effects);
	}
}

function endBatch(server: EtcdServer, failure: EtcdResult | undefined, effects: EtcdEffects): void {
	const {reads} = server;
	const {batch} = reads;
	reads.batch = [];
	reads.index = -1;
	for (const read of batch) {
		answerRead(server, read, failure, effects);
	}

	beginBatch(server, effects);
}

function answerRead(server: EtcdServer, read: Read, failure: EtcdResult | undefined, effects: EtcdEffects): void {
	const {asker, requestId, operation, startUs} = read;
	let result = failure ?? readLocally(server, operation);
	if (operation.kind === 'health' && !result.ok) {
		result = {ok: false, error: `RANGE ERROR:${result.error}`};
	}

	reply(server, {asker, requestId, operation: operation.kind, startUs}, result, effects);
}

/** Gives up the reads whose clients have; answers when the next one will. */
export function expireReads(server: EtcdServer, effects: EtcdEffects): Microseconds {
	const {reads} = server;
	let next = never;
	const isLeft = (read: Read): boolean => {
		if (!hasCome(read.deadlineUs, effects)) {
			next = Math.min(next, read.deadlineUs);
			return true;
		}

		answerRead(server, read, {ok: false, error: errorTexts.deadlineExceeded}, effects);
		return false;
	};

	reads.batch = reads.batch.filter(read => isLeft(read));
	reads.next = reads.next.filter(read => isLeft(read));
	if (reads.batch.length === 0) {
		beginBatch(server, effects);
	}

	return next;
}
