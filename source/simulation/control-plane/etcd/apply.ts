import type {ConfigurationChange, Entry} from '../../raft/messages.js';
import {compact, wantsCompaction} from '../../raft/state-machine.js';
import {complete} from './answers.js';
import {raiseAlarm} from './alarms.js';
import {errorTexts} from './error-texts.js';
import {fitLinks} from './links.js';
import {votersOf} from './members.js';
import {anyRevision, type EtcdCommand, type EtcdResult} from './messages.js';
import {quorumOf} from './quorum-of.js';
import {askAgain} from './reads.js';
import {removedDelayUs} from './settings.js';
import {nobody, type EtcdEffects, type EtcdServer, type Image} from './state.js';
import {compactStore, copyStore, deleteKey, isWithinQuota, mark, modRevisionOf, putKey, valueOf} from './store.js';

/** The timer after which a member that was removed exits. */
export const removedTimer = 'etcd-removed';

/** Applies one committed entry; what the database already stands for is passed over. */
export function applyEntry(server: EtcdServer, {index, term, data}: Entry, effects: EtcdEffects): void {
	if (index <= server.appliedIndex) {
		return;
	}

	switch (data.kind) {
		case 'empty': {
			askAgain(server, effects);
			break;
		}

		case 'command': {
			applyCommand(server, data.command as EtcdCommand, effects);
			break;
		}

		case 'configuration': {
			applyChange(server, data.change, effects);
			break;
		}

		// Etcd's server never replaces several voters at once.
		case 'joint':
		case 'leave-joint': {
			break;
		}
	}

	server.appliedIndex = index;
	server.appliedTerm = term;
}

function applyCommand(server: EtcdServer, command: EtcdCommand, effects: EtcdEffects): void {
	const {token} = command;
	const result = resultOf(server, command, effects);
	mark(server.store, token);
	const pending = server.pending.get(token);
	if (command.kind === 'put' && !result.ok && server.alarms.length === 0) {
		// The first put that outgrows the quota: every member that finds so raises its alarm, and whoever asked hears of it then.
		server.pending.delete(token);
		raiseAlarm(server, pending ? {...pending, timeoutMs: undefined} : forNobody, effects);
	} else if (pending !== undefined) {
		complete(server, pending, result, effects);
	}
}

const forNobody = {asker: nobody, requestId: 0, viaPeer: false, operation: 'put', timeoutMs: undefined} as const;

const done = (server: EtcdServer): EtcdResult => ({ok: true, revision: server.store.revision});

function resultOf(server: EtcdServer, command: EtcdCommand, effects: EtcdEffects): EtcdResult {
	const {store} = server;
	switch (command.kind) {
		case 'put': {
			return applyPut(server, command, effects);
		}

		case 'delete': {
			if (command.expectRevision !== anyRevision && modRevisionOf(store, command.key) !== command.expectRevision) {
				return unexpected(server, command.key);
			}

			deleteKey(store, command.key, effects.localNow);
			return {ok: true, revision: store.revision, succeeded: true, modRevision: 0};
		}

		case 'compact': {
			const error = compactStore(store, command.revision);
			if (error !== undefined) {
				return {ok: false, error};
			}

			effects.note({kind: 'etcd-compacted', revision: command.revision, bytesInUse: store.usedBytes});
			return done(server);
		}

		case 'alarm': {
			if (!server.alarms.includes(command.member)) {
				server.alarms = [...server.alarms, command.member];
				effects.note({kind: 'etcd-alarm-raised', member: command.member, bytes: store.fileBytes, quotaBytes: server.settings.quotaBytes});
			}

			// Whoever waits for an alarm is one whose put found no space.
			return {ok: false, error: errorTexts.noSpace};
		}

		case 'disarm': {
			if (server.alarms.length > 0) {
				server.alarms = [];
				effects.note({kind: 'etcd-disarmed'});
			}

			return done(server);
		}

		case 'publish': {
			server.members = server.members.map(member => member.id === command.member && !member.started ? {...member, started: true} : member);
			return done(server);
		}
	}
}

function unexpected(server: EtcdServer, key: string): EtcdResult {
	return {ok: true, revision: server.store.revision, succeeded: false, value: valueOf(server.store, key), modRevision: modRevisionOf(server.store, key)};
}

/**
Under an alarm nothing is put. Without one a put that outgrows the quota is still done, on all members alike, and answered with the
error (quotaApplierV3): members differ in how full they are, and must not differ in what they hold.
*/
function applyPut(server: EtcdServer, command: EtcdCommand & {kind: 'put'}, effects: EtcdEffects): EtcdResult {
	const {store} = server;
	if (server.alarms.length > 0) {
		return {ok: false, error: errorTexts.noSpace};
	}

	const within = isWithinQuota(store, command.bytes, server.settings.quotaBytes, effects.localNow);
	if (command.expectRevision !== anyRevision && modRevisionOf(store, command.key) !== command.expectRevision) {
		return unexpected(server, command.key);
	}

	putKey(store, command, effects.localNow);
	return within ? {ok: true, revision: store.revision, succeeded: true, modRevision: store.revision} : {ok: false, error: errorTexts.noSpace};
}

function applyChange(server: EtcdServer, {kind, member, requestId}: ConfigurationChange, effects: EtcdEffects): void {
	const known = server.members.find(each => each.id === member);
	if (kind === 'remove') {
		if (known) {
			server.members = server.members.filter(each => each !== known);
			server.removed = [...server.removed, member];
			if (member === server.id) {
				effects.startTimer(removedTimer, removedDelayUs);
			}
		}
	} else if (kind === 'promote-learner') {
		server.members = server.members.map(each => each === known ? {...each, learner: false} : each);
	} else if (!known) {
		server.members = [...server.members, {id: member, learner: kind === 'add-learner', started: false}].sort((left, right) => left.id - right.id);
	}

	// The founders' entries, with which the log begins, change nothing.
	if (known ? kind === 'remove' || kind === 'promote-learner' : kind !== 'remove') {
		fitLinks(server, effects);
		tellChange(server, kind, member, effects);
	}

	const pending = requestId === undefined ? undefined : server.pending.get(requestId);
	if (pending) {
		complete(server, pending, {ok: true, revision: server.store.revision, members: server.members}, effects);
	}
}

function tellChange(server: EtcdServer, kind: ConfigurationChange['kind'], member: number, effects: EtcdEffects): void {
	const voters = votersOf(server).length;
	const quorum = quorumOf(voters);
	if (kind === 'remove') {
		effects.note({kind: 'etcd-member-removed', member, voters, quorum});
	} else if (kind === 'promote-learner') {
		effects.note({kind: 'etcd-member-promoted', member, voters, quorum});
	} else {
		effects.note({kind: 'etcd-member-added', member, learner: kind === 'add-learner', voters, quorum});
	}
}

/** Takes over what the leader sent instead of a log it no longer has. */
export function loadImage(server: EtcdServer, index: number, image: Image, effects: EtcdEffects): void {
	if (index <= server.appliedIndex) {
		return;
	}

	server.store = copyStore(image.store);
	server.members = image.members;
	server.removed = image.removed;
	server.alarms = image.alarms;
	server.appliedIndex = index;
	server.appliedTerm = image.appliedTerm;
	effects.note({kind: 'etcd-snapshot-loaded', index, revision: server.store.revision});
	fitLinks(server, effects);
	if (server.removed.includes(server.id)) {
		effects.startTimer(removedTimer, removedDelayUs);
	}
}

/** Lets the store stand for the log, once enough of it has been applied. */
export function compactIfLong(server: EtcdServer, effects: EtcdEffects): void {
	const {raft} = server;
	if (!wantsCompaction(raft)) {
		return;
	}

	const image: Image = {store: copyStore(server.store), members: server.members, removed: server.removed, alarms: server.alarms, appliedTerm: server.appliedTerm};
	if (compact(raft, image)) {
		effects.note({kind: 'etcd-log-compacted', index: raft.appliedIndex});
	}
}
