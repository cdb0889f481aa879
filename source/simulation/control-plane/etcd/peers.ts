import type {ProcessId} from '../../kernel/effects.js';
import {complete} from './answers.js';
import {errorTexts} from './error-texts.js';
import {heardPeer, peerOpened} from './links.js';
import type {EtcdPeerMessage} from './messages.js';
import {submit} from './proposals.js';
import type {EtcdEffects, EtcdServer} from './state.js';

/** It belongs to the cluster no more, and ends with exit code 0: nothing is to start it again. */
export function leave(effects: EtcdEffects): void {
	effects.note({kind: 'etcd-removed'});
	effects.exit();
}

/** What another member says beside Raft. Whoever has been removed and does not know it is told so. */
export function receivePeer(server: EtcdServer, from: ProcessId, message: EtcdPeerMessage, effects: EtcdEffects): void {
	switch (message.kind) {
		case 'etcd-link': {
			if (server.removed.includes(from)) {
				effects.send(from, {kind: 'etcd-gone'});
			} else if (message.opened) {
				peerOpened(server, from, effects);
			} else {
				heardPeer(server, from, 'link', effects);
			}

			break;
		}

		case 'etcd-gone': {
			leave(effects);
			break;
		}

		case 'etcd-promote': {
			submit(server, {asker: from, requestId: message.requestId, viaPeer: true, operation: 'member-promote', timeoutMs: undefined}, () => ({kind: 'promote', member: message.member}), effects);
			break;
		}

		case 'etcd-promoted': {
			const pending = server.pending.get(message.requestId);
			// Another refusal than these makes etcd ask again until its time is over (PromoteMember).
			if (pending && (message.result.ok || final.has(message.result.error))) {
				complete(server, pending, message.result, effects);
			}

			break;
		}
	}
}

const final: ReadonlySet<string> = new Set([errorTexts.learnerNotReady, errorTexts.memberNotFound, errorTexts.notLearner]);
