import type {Effects, ProcessId} from '../kernel/effects.js';
import {milliseconds, type Microseconds} from '../kernel/time.js';
import type {Behaviour} from '../kernel/world.js';
import type {EtcdOperation, EtcdResult} from './etcd/messages.js';
import type {ChainMessage} from './messages.js';
import type {ChainNote} from './notes.js';

type Env = Effects<ChainMessage, ChainNote>;

/** What one command waits for; commands of several steps (compact asks for the revision first) go on from `then`. */
type Waiting = {readonly command: readonly string[]; readonly sentUs: Microseconds; readonly isRevision: boolean; readonly to: ProcessId};

/** Somebody with etcdctl in front of the members: asks one of them at a time, and waits five seconds by default. */
export type OperatorProcess = {
	/** Every member there is or may be, by name. */
	readonly members: ReadonlyMap<string, ProcessId>;
	next: number;
	readonly waiting: Map<number, Waiting>;
};

/** Etcdctl --command-timeout. */
const commandTimeoutMs = 5000;

export function newOperatorProcess(members: ReadonlyMap<string, ProcessId>): OperatorProcess {
	return {members, next: 1, waiting: new Map()};
}

function operationOf({members}: OperatorProcess, [name = '', word = '']: readonly string[]): EtcdOperation {
	const member = members.get(word) ?? -1;
	switch (name) {
		case 'put': {
			// What is put takes as many bytes as the word says, so that a quota can be filled in a few commands.
			return {kind: 'put', key: `/operator/${word}`, value: word, size: /^\d+$/v.test(word) ? Number(word) : word.length};
		}

		case 'delete': {
			return {kind: 'delete', key: `/operator/${word}`};
		}

		case 'get': {
			return {kind: 'get', key: word, serializable: false};
		}

		case 'get-serializable': {
			return {kind: 'get', key: word, serializable: true};
		}

		case 'member-add':
		case 'member-add-learner': {
			return {kind: 'member-add', member, learner: name === 'member-add-learner'};
		}

		case 'member-remove':
		case 'member-promote': {
			return {kind: name, member};
		}

		case 'move-leader': {
			return {kind: 'move-leader', to: member};
		}

		case 'snapshot-save':
		case 'defragment':
		case 'disarm': {
			return {kind: name};
		}

		default: {
			return {kind: 'status'};
		}
	}
}

/** What an answer says, in a few words; null where "done" is all there is. */
function saying(result: EtcdResult): string | null {
	if (!result.ok) {
		return null;
	}

	if (result.status) {
		const {databaseBytes, databaseBytesInUse, errors} = result.status;
		return [`${databaseBytes} bytes, ${databaseBytesInUse} in use`, ...errors].join('; ');
	}

	return result.bytes === undefined ? (result.value === undefined ? null : JSON.stringify(result.value)) : `${result.bytes} bytes`;
}

function send(state: OperatorProcess, command: readonly string[], {to, operation, isRevision}: {readonly to: ProcessId; readonly operation: EtcdOperation; readonly isRevision: boolean}, effects: Env): void {
	const requestId = (effects.self * 1_000_000_000) + state.next++;
	state.waiting.set(requestId, {command, sentUs: effects.now, isRevision, to});
	effects.startTimer(`operator-timeout/${requestId}`, milliseconds(commandTimeoutMs));
	effects.send(to, {kind: 'etcd-request', requestId, operation, timeoutMs: commandTimeoutMs});
}

function answered(state: OperatorProcess, requestId: number, result: EtcdResult, effects: Env): void {
	const waiting = state.waiting.get(requestId);
	if (!waiting) {
		return;
	}

	const {command, sentUs, isRevision, to} = waiting;
	state.waiting.delete(requestId);
	effects.stopTimer(`operator-timeout/${requestId}`);
	if (isRevision && result.ok) {
		send(state, command, {to, operation: {kind: 'compact', revision: result.revision}, isRevision: false}, effects);
		return;
	}

	effects.note({kind: 'operator-answered', command, ok: result.ok, error: result.ok ? null : result.error, says: saying(result), tookUs: effects.now - sentUs});
}

/** @param chooses Whom a command goes to: the member it names, or one that runs. */
export function operatorBehaviour(chooses: (command: readonly string[]) => {readonly id: ProcessId; readonly name: string} | undefined): Behaviour<OperatorProcess, ChainMessage, ChainNote> {
	return {
		start() {
			// It waits for somebody's hand.
		},
		receive(state, _from, message, effects) {
			switch (message.kind) {
				case 'operate': {
					const to = chooses(message.command);
					if (to === undefined) {
						effects.note({kind: 'operator-answered', command: message.command, ok: false, error: 'no member runs', says: null, tookUs: 0});
						return;
					}

					effects.note({kind: 'operator-asked', command: message.command, member: to.name});
					const isRevision = message.command[0] === 'compact';
					send(state, message.command, {to: to.id, operation: isRevision ? {kind: 'get', key: '/operator', serializable: true} : operationOf(state, message.command), isRevision}, effects);

					break;
				}

				case 'etcd-response': {
					answered(state, message.requestId, message.result, effects);

					break;
				}

				case 'etcd-goaway': {
					answered(state, message.requestId, {ok: false, error: 'the member is stopping'}, effects);

					break;
				}
			// No default
			}
		},
		refused(state, _by, message, effects) {
			if (message.kind === 'etcd-request') {
				answered(state, message.requestId, {ok: false, error: 'connection refused'}, effects);
			}
		},
		fire(state, timer, effects) {
			answered(state, Number(timer.slice('operator-timeout/'.length)), {ok: false, error: 'context deadline exceeded'}, effects);
		},
		die(state) {
			state.waiting.clear();
		},
		copy: state => ({...state, waiting: new Map(state.waiting)}),
	};
}
