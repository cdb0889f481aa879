import type {ProcessId} from '../../kernel/effects.js';
import {between} from '../../kernel/random.js';
import type {Microseconds} from '../../kernel/time.js';
import type {EtcdMember} from './messages.js';
import {quorumOf} from './quorum-of.js';
import {linkPeriodUs, linkTimeoutUs} from './settings.js';
import type {EtcdEffects, EtcdServer} from './state.js';

const timer = 'etcd-link';

/** Connects to everybody it knows of. */
export function startLinks(server: EtcdServer, effects: EtcdEffects): void {
	fitLinks(server, effects);
	effects.startTimer(timer, between(effects.random, 0, linkPeriodUs));
}

/** Makes the links fit the members; a new one is called at once. */
export function fitLinks(server: EtcdServer, effects: EtcdEffects): void {
	for (const {id} of server.members) {
		if (id !== server.id && !server.links.has(id)) {
			server.links.set(id, {activeSinceUs: -1, heardUs: -1, raftHeardUs: -1});
			effects.send(id, {kind: 'etcd-link', opened: true});
		}
	}

	for (const id of server.links.keys()) {
		if (!server.members.some(member => member.id === id)) {
			server.links.delete(id);
		}
	}
}

/** A peer said something, by Raft or by a sign of life. */
export function heardPeer(server: EtcdServer, peer: ProcessId, by: 'raft' | 'link', effects: EtcdEffects): void {
	const link = server.links.get(peer);
	if (link === undefined) {
		return;
	}

	const now = effects.localNow;
	link.heardUs = now;
	if (by === 'raft') {
		link.raftHeardUs = now;
	}

	if (link.activeSinceUs < 0) {
		link.activeSinceUs = now;
		effects.note({kind: 'etcd-peer-active', peer});
	}
}

/** A peer has just started: whatever connection there was is a new one. */
export function peerOpened(server: EtcdServer, peer: ProcessId, effects: EtcdEffects): void {
	heardPeer(server, peer, 'link', effects);
	const link = server.links.get(peer);
	if (link !== undefined) {
		link.activeSinceUs = effects.localNow;
		effects.send(peer, {kind: 'etcd-link', opened: false});
	}
}

/** A peer is lost: nobody listens there, or it has been silent for too long. */
export function lostPeer(server: EtcdServer, peer: ProcessId, why: 'refused' | 'silent', effects: EtcdEffects): void {
	const link = server.links.get(peer);
	if (link !== undefined && link.activeSinceUs >= 0) {
		link.activeSinceUs = -1;
		effects.note({kind: 'etcd-peer-inactive', peer, why});
	}
}

/**
Peers that talk by Raft need no other sign of life. The rest call each other twice a second: rafthttp does it every 1.7 s and hears
of a broken connection at once, which here takes a call that is refused.
*/
export function fireLinks(server: EtcdServer, effects: EtcdEffects): void {
	const now = effects.localNow;
	for (const [peer, link] of server.links) {
		if (link.activeSinceUs >= 0 && now - link.heardUs > linkTimeoutUs) {
			lostPeer(server, peer, 'silent', effects);
		}

		if (now - link.raftHeardUs > linkPeriodUs) {
			effects.send(peer, {kind: 'etcd-link', opened: false});
		}
	}

	effects.startTimer(timer, linkPeriodUs);
}

/** Whether it is connected to a peer now. */
export function isLinked(server: EtcdServer, peer: ProcessId): boolean {
	return (server.links.get(peer)?.activeSinceUs ?? -1) >= 0;
}

/** Whether it has been connected to a peer since before this time. */
export function isLinkedSince(server: EtcdServer, peer: ProcessId, since: Microseconds): boolean {
	const link = server.links.get(peer);
	return link !== undefined && link.activeSinceUs >= 0 && link.activeSinceUs < since;
}

/** How many of these members it has been connected to since before this time, itself among them. */
export function connectedSince(server: EtcdServer, members: readonly EtcdMember[], since: Microseconds): number {
	return members.filter(({id}) => id === server.id || isLinkedSince(server, id, since)).length;
}

/** Whether it has been connected to a quorum of all members since before this time. */
export function isLinkedToQuorumSince(server: EtcdServer, since: Microseconds): boolean {
	return connectedSince(server, server.members, since) >= quorumOf(server.members.length);
}

/** The voter it has been connected to for longest; undefined where there is none. */
export function longestLinked(server: EtcdServer): ProcessId | undefined {
	let longest: ProcessId | undefined;
	let oldest = -1;
	for (const {id, learner} of server.members) {
		const since = server.links.get(id)?.activeSinceUs ?? -1;
		if (!learner && since >= 0 && (oldest < 0 || since < oldest)) {
			longest = id;
			oldest = since;
		}
	}

	return longest;
}
