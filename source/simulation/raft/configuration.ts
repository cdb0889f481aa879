import {appendOwn, entryAt} from './log.js';
import type {Configuration, ConfigurationChange, Entry, EntryData} from './messages.js';
import type {RaftEffects} from './notes.js';
import {broadcastAppend, commitByQuorum, progressOf, sendAppend} from './sending.js';
import {fitProgress, type RaftMember} from './state.js';

function isChange(data: EntryData): boolean {
	return data.kind !== 'command' && data.kind !== 'empty';
}

function changed(configuration: Configuration, {kind, member}: ConfigurationChange): Configuration {
	const voters = configuration.voters.filter(id => id !== member);
	const learners = configuration.learners.filter(id => id !== member);
	if (kind === 'add-voter' || kind === 'promote-learner') {
		voters.push(member);
	} else if (kind === 'add-learner') {
		learners.push(member);
	}

	return {voters: voters.sort((a, b) => a - b), outgoing: configuration.outgoing, learners: learners.sort((a, b) => a - b)};
}

/** The configuration after an entry; the same one where it changes nothing, or would leave nobody who votes. */
export function configurationAfter(configuration: Configuration, data: EntryData): Configuration {
	if (data.kind === 'configuration') {
		const after = changed(configuration, data.change);
		return after.voters.length === 0 && configuration.voters.length > 0 ? configuration : after;
	}

	if (data.kind === 'joint') {
		const {voters} = data;
		return {voters: [...voters].sort((a, b) => a - b), outgoing: configuration.voters, learners: configuration.learners.filter(id => !voters.includes(id))};
	}

	return data.kind === 'leave-joint' ? {...configuration, outgoing: []} : configuration;
}

/** The members switch to a new configuration when its entry is applied, not when it is appended (as etcd, unlike the Raft thesis). */
function takeEffect(member: RaftMember, {data, index}: Entry, effects: RaftEffects): void {
	member.configuration = configurationAfter(member.configuration, data);
	fitProgress(member);
	const {voters, outgoing, learners} = member.configuration;
	effects.note({kind: 'raft-configuration', term: member.term, index, voters, outgoing, learners});
	// A leader that was removed leads on until its process ends, as in etcd.
	if (member.role !== 'leader' || (progressOf(member, member.id)?.isLearner ?? true)) {
		return;
	}

	if (commitByQuorum(member, effects)) {
		broadcastAppend(member, effects);
	} else {
		for (const progress of member.progress) {
			if (progress.id !== member.id) {
				sendAppend(member, progress, false, effects);
			}
		}
	}

	const {transferTo} = member;
	if (transferTo !== null && !voters.includes(transferTo) && !outgoing.includes(transferTo)) {
		member.transferTo = null;
		effects.note({kind: 'raft-transfer-ended', term: member.term, to: transferTo, why: 'removed'});
	}
}

/** Changes of the configuration take effect as soon as they are committed and on this member's disk. */
export function applyConfigurations(member: RaftMember, effects: RaftEffects): void {
	while (member.effectiveIndex < member.commitIndex && member.effectiveIndex < member.persistedIndex && member.unwrittenSnapshot === null) {
		member.effectiveIndex++;
		const entry = entryAt(member, member.effectiveIndex)!;
		if (isChange(entry.data)) {
			takeEffect(member, entry, effects);
		}
	}

	if (member.role === 'leader' && member.configuration.outgoing.length > 0 && member.effectiveIndex >= member.pendingConfigurationIndex) {
		appendProposal(member, {kind: 'leave-joint'}, effects);
	}
}

type Refusal = 'change-pending' | 'joint' | 'not-joint';

function refusalOf(member: RaftMember, data: EntryData): Refusal | undefined {
	if (member.pendingConfigurationIndex > member.effectiveIndex) {
		return 'change-pending';
	}

	const isJoint = member.configuration.outgoing.length > 0;
	if (data.kind === 'leave-joint') {
		return isJoint ? undefined : 'not-joint';
	}

	return isJoint ? 'joint' : undefined;
}

/**
The leader appends what was proposed. One change of the configuration at a time: where another one has not taken effect yet, an
empty entry takes its place, as in etcd. @returns False while it hands its leadership over, or does not belong to the cluster.
*/
export function appendProposal(member: RaftMember, data: EntryData, effects: RaftEffects): boolean {
	if (member.transferTo !== null || progressOf(member, member.id) === undefined) {
		return false;
	}

	let accepted = data;
	if (isChange(data)) {
		const why = refusalOf(member, data);
		if (why === undefined) {
			member.pendingConfigurationIndex = member.lastIndex + 1;
		} else {
			effects.note({kind: 'raft-configuration-refused', term: member.term, why});
			accepted = {kind: 'empty'};
		}
	}

	appendOwn(member, accepted);
	broadcastAppend(member, effects);
	return true;
}
