import type {ProcessId} from '../kernel/effects.js';
import type {RaftEffects} from './notes.js';
import {progressOf, send, sendAppend} from './sending.js';
import type {RaftMember} from './state.js';

/** The leader brings a follower up to date and tells it to stand at once; meanwhile it takes no proposals. */
export function leadTransfer(member: RaftMember, to: ProcessId, effects: RaftEffects): void {
	const progress = progressOf(member, to);
	if (progress === undefined || progress.isLearner || member.transferTo === to) {
		return;
	}

	if (member.transferTo !== null) {
		effects.note({kind: 'raft-transfer-ended', term: member.term, to: member.transferTo, why: 'other-target'});
		member.transferTo = null;
	}

	if (to === member.id) {
		return;
	}

	// It has one election timeout from now.
	member.ticksElapsed = 0;
	member.transferTo = to;
	effects.note({kind: 'raft-transfer-started', term: member.term, to});
	if (progress.match === member.lastIndex) {
		send(member, to, {kind: 'raft-timeout-now', term: member.term});
	} else {
		sendAppend(member, progress, true, effects);
	}
}
