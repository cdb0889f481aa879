import type {Text} from '../../model/language.js';
import type {RaftNote, Role} from '../../simulation/raft/notes.js';
import type {NarrationContext, Sentences} from './narration-context.js';

type Following = Extract<RaftNote, {readonly kind: 'raft-became-follower' | 'raft-found-leader' | 'raft-stepped-down'}>;

/** What a member gives up by following. */
const givenUp: Readonly<Record<Role, Text>> = {
	leader: {en: ', no longer leading itself', zh: '，自己不再当 Leader'},
	candidate: {en: ', no longer standing itself', zh: '，放弃参选'},
	'pre-candidate': {en: ', no longer standing itself', zh: '，放弃参选'},
	follower: {en: '', zh: ''},
};

function becameFollower({term, leader, was, why}: Extract<Following, {readonly kind: 'raft-became-follower'}>, {process, nameOf}: NarrationContext): Text | undefined {
	switch (why) {
		case 'higher-term': {
			return leader === null
				? {
					en: `${process} hears of term ${term}, which is later than its own: it goes along${givenUp[was].en}.`,
					zh: `${process} 听到比自己更新的任期 ${term}，随之进入${givenUp[was].zh}。`,
				}
				: {
					en: `${process} hears ${nameOf(leader)}, the leader of the later term ${term}, and follows it${was === 'follower' ? '' : givenUp[was].en}.`,
					zh: `${process} 听到更新的任期 ${term} 的 Leader ${nameOf(leader)}，跟随它${givenUp[was].zh}。`,
				};
		}

		case 'leader-found': {
			return {
				en: `${process} hears that ${leader === null ? 'somebody' : nameOf(leader)} leads term ${term}, and follows it${givenUp[was].en}.`,
				zh: `${process} 听到任期 ${term} 的 Leader 是 ${leader === null ? '别的成员' : nameOf(leader)}，跟随它${givenUp[was].zh}。`,
			};
		}

		case 'election-lost': {
			return was === 'pre-candidate'
				? {
					en: `${process} cannot win an election, too many would refuse: it waits anew in term ${term}, as a follower without a leader.`,
					zh: `${process} 选不上，拒绝的成员太多：它留在任期 ${term} 重新等待，是没有 Leader 的 Follower。`,
				}
				: {
					en: `${process} has lost the election of term ${term}, too many refused: it waits anew, as a follower without a leader.`,
					zh: `${process} 在任期 ${term} 落选，拒绝的成员太多：它重新等待，是没有 Leader 的 Follower。`,
				};
		}

		// The leader that steps down has said so.
		case 'check-quorum': {
			return undefined;
		}
	}
}

/** How members come to follow. */
export const raftFollowing: Sentences<Following> = {
	'raft-became-follower': becameFollower,
	'raft-found-leader': ({term, leader}, {process, nameOf}) => ({
		en: `${process} hears from ${nameOf(leader)}, the leader of term ${term}, and follows it.`,
		zh: `${process} 收到任期 ${term} 的 Leader ${nameOf(leader)} 的消息，跟随它。`,
	}),
	'raft-stepped-down': ({term, active, voters}, {process}) => ({
		en: `${process} no longer leads term ${term}: in a whole election timeout it has heard from ${active} of ${voters} voters only, itself counted, and that is no quorum (CheckQuorum).`,
		zh: `${process} 不再是任期 ${term} 的 Leader：整整一个选举超时里，算上自己只有 ${active}/${voters} 个投票成员有消息，不到法定人数（CheckQuorum）。`,
	}),
};
