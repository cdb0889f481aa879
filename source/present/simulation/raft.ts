import type {Text} from '../../model/language.js';
import type {RaftNote} from '../../simulation/raft/notes.js';
import {counted, enumeration, ticksOf} from './figures.js';
import type {NarrationContext, Sentences} from './narration-context.js';
import {raftFollowing} from './raft-following.js';

type Note<Kind extends RaftNote['kind']> = Extract<RaftNote, {readonly kind: Kind}>;

function started({term, votedFor, lastIndex, commitIndex}: Note<'raft-started'>, {process, nameOf}: NarrationContext): Text {
	if (lastIndex === 0) {
		return {en: `${process} begins to take part in Raft, with an empty log.`, zh: `${process} 开始参与 Raft，日志是空的。`};
	}

	const vote = votedFor === null
		? {en: 'no vote in it yet', zh: '在其中还没有投过票'}
		: {en: `its vote in it given to ${nameOf(votedFor)}`, zh: `票已投给 ${nameOf(votedFor)}`};
	return {
		en: `${process} begins with what its disk holds: term ${term}, ${vote.en}; a log up to entry ${lastIndex}, known to be committed up to ${commitIndex}.`,
		zh: `${process} 带着磁盘上的内容开始：任期 ${term}，${vote.zh}；日志到第 ${lastIndex} 条，已知提交到第 ${commitIndex} 条。`,
	};
}

function refusedVote({term, candidate, preVote, why, votedFor}: Note<'raft-refused-vote'>, {process, nameOf}: NarrationContext): Text {
	const asker = nameOf(candidate);
	const head = preVote
		? {en: `${process} refuses ${asker} a pre-vote`, zh: `${process} 在 PreVote 中拒绝 ${asker}`}
		: {en: `${process} refuses ${asker} its vote in term ${term}`, zh: `${process} 在任期 ${term} 拒绝投票给 ${asker}`};
	const other = votedFor === null ? '' : nameOf(votedFor);
	const reasons: Readonly<Record<typeof why, Text>> = {
		'log-behind': {en: `the log of ${asker} is behind its own, and a leader must not lack what may be committed`, zh: `${asker} 的日志比它的旧，Leader 不能缺少可能已提交的内容`},
		'voted-already': {en: `it has given this term's only vote to ${other}`, zh: `这个任期唯一的一票已经投给 ${other}`},
		'has-leader': {en: 'it knows this term\'s leader', zh: '它知道这个任期的 Leader 是谁'},
		'stale-term': {en: `it is in term ${term} already, and what ${asker} asks for is over`, zh: `它已经在任期 ${term}，${asker} 所求的任期已经过去`},
	};
	return {en: `${head.en}: ${reasons[why].en}.`, zh: `${head.zh}：${reasons[why].zh}。`};
}

function configuration({index, voters, outgoing, learners}: Note<'raft-configuration'>, {process, nameOf}: NarrationContext): Text {
	const named = (ids: readonly number[]) => ids.map(id => nameOf(id));
	const extra = [
		...(outgoing.length === 0 ? [] : [{en: `, jointly with the old ones (${enumeration(named(outgoing), 'en')})`, zh: `，并与旧的投票成员（${enumeration(named(outgoing), 'zh')}）共同决定`}]),
		...(learners.length === 0 ? [] : [{en: `; learners: ${enumeration(named(learners), 'en')}`, zh: `；learner：${enumeration(named(learners), 'zh')}`}]),
	];
	return {
		en: `${process} goes by the configuration of entry ${index}: the voters are ${enumeration(named(voters), 'en')}${extra.map(({en}) => en).join('')}.`,
		zh: `${process} 按第 ${index} 条日志的配置行事：投票成员是 ${enumeration(named(voters), 'zh')}${extra.map(({zh}) => zh).join('')}。`,
	};
}

function ignoredVote({candidate, candidateTerm, preVote, leader, remainingTicks}: Note<'raft-ignored-vote'>, {process, nameOf, tickMs}: NarrationContext): Text {
	const left = ticksOf(remainingTicks, tickMs);
	if (nameOf(leader) === process) {
		return {
			en: `${process} does not even answer ${nameOf(candidate)}, which asks for its ${preVote ? 'pre-vote' : 'vote'} in term ${candidateTerm}: it leads itself, and looks only in ${left.en} whether it still has a quorum.`,
			zh: `${process} 不理会 ${nameOf(candidate)} 在任期 ${candidateTerm} 的${preVote ? ' PreVote' : '拉票'}：它自己就是 Leader，${left.zh}后才检查自己是否还有多数派。`,
		};
	}

	return {
		en: `${process} does not even answer ${nameOf(candidate)}, which asks for its ${preVote ? 'pre-vote' : 'vote'} in term ${candidateTerm}: it heard from its leader ${nameOf(leader)} less than an election timeout ago, and goes by that for ${left.en} more.`,
		zh: `${process} 不理会 ${nameOf(candidate)} 在任期 ${candidateTerm} 的${preVote ? ' PreVote' : '拉票'}：它在一个选举超时之内还收到过 Leader ${nameOf(leader)} 的消息，还要再认 ${left.zh}。`,
	};
}

/** What etcd's Raft tells. */
export const raftSentences: Sentences<RaftNote> = {
	...raftFollowing,
	'raft-started': started,
	'raft-became-pre-candidate': ({term, ticks}, {process, tickMs}) => ({
		en: `${process} no longer waits for a leader: its election timeout of ${ticksOf(ticks, tickMs).en} is over; it asks the others whether they would vote for it in term ${term + 1} (pre-vote), and stays in term ${term} meanwhile.`,
		zh: `${process} 不再等 Leader：选举超时 ${ticksOf(ticks, tickMs).zh}已到；它先问其他成员在任期 ${term + 1} 是否愿意投它（PreVote），自己仍留在任期 ${term}。`,
	}),
	'raft-became-candidate': ({term, transfer}, {process}) => ({
		en: `${process} stands for election${transfer ? ' as it was told' : ''}: it begins term ${term}, votes for itself and asks the others for their votes.`,
		zh: `${process} ${transfer ? '按要求参选' : '参选'}：它进入任期 ${term}，投自己一票，并向其他成员拉票。`,
	}),
	'raft-became-leader': ({term, votes, voters, index}, {process}) => ({
		en: `${process} has ${votes} of ${voters} votes and leads term ${term}; it begins with an empty entry, ${index}, for only an entry of its own term tells it what is committed.`,
		zh: `${process} 得到 ${votes}/${voters} 票，成为任期 ${term} 的 Leader；它先写一条空日志（第 ${index} 条），因为只有自己任期的日志才能让它确定哪些已提交。`,
	}),
	'raft-voted': ({term, candidate, preVote}, {process, nameOf}) => preVote
		? {
			en: `${process} would vote for ${nameOf(candidate)} (pre-vote): that one's log is at least as complete as its own.`,
			zh: `${process} 愿意投 ${nameOf(candidate)}（PreVote）：对方的日志至少和自己的一样完整。`,
		}
		: {
			en: `${process} gives its one vote of term ${term} to ${nameOf(candidate)}, whose log is at least as complete as its own.`,
			zh: `${process} 把任期 ${term} 的唯一一票投给 ${nameOf(candidate)}，对方的日志至少和自己的一样完整。`,
		},
	'raft-refused-vote': refusedVote,
	'raft-ignored-vote': ignoredVote,
	'raft-vote-counted': ({voter, granted, preVote, votes, voters}, {process, nameOf}) => ({
		en: `${process} counts a ${granted ? 'yes' : 'no'} from ${nameOf(voter) === process ? 'itself' : nameOf(voter)}: ${votes} of ${voters} ${preVote ? 'pre-votes' : 'votes'}.`,
		zh: `${process} 计入${nameOf(voter) === process ? '自己' : ` ${nameOf(voter)} `}的${granted ? '赞成' : '反对'}：${preVote ? 'PreVote ' : ''}${votes}/${voters} 票。`,
	}),
	'raft-rejected-append': ({leader, previousIndex, hintIndex}, {process, nameOf}) => ({
		en: `${process} cannot take entries from ${nameOf(leader)}: its log does not have the leader's entry ${previousIndex}, which they follow; it proposes to go back to ${hintIndex}.`,
		zh: `${process} 接不上 ${nameOf(leader)} 发来的日志：它没有 Leader 的第 ${previousIndex} 条，即它们之前的那条；它建议退回到第 ${hintIndex} 条。`,
	}),
	'raft-truncated': ({index, count}, {process}) => ({
		en: `${process} drops ${count === 1 ? `entry ${index}, which was` : `the ${count} entries from ${index} on, which were`} never committed: the leader's log has something else there.`,
		zh: `${process} 丢弃从未提交的第 ${index} 条${count === 1 ? '' : `起的 ${count} 条`}日志：Leader 的日志在那里是别的内容。`,
	}),
	'raft-committed': ({index, role}, {process}) => role === 'leader'
		? {en: `${process} commits up to entry ${index}: a majority has it on disk.`, zh: `${process} 提交到第 ${index} 条：多数派已把它落盘。`}
		: {en: `${process} learns that all up to entry ${index} is committed.`, zh: `${process} 得知到第 ${index} 条为止都已提交。`},
	'raft-compacted': ({index, firstIndex}, {process}) => ({
		en: `${process} has a snapshot up to entry ${index}, and keeps its log only from ${firstIndex} on.`,
		zh: `${process} 已有到第 ${index} 条的快照，日志只保留第 ${firstIndex} 条之后的部分。`,
	}),
	'raft-snapshot-sent': ({to, index}, {process, nameOf}) => ({
		en: `${process} sends ${nameOf(to)} a snapshot up to entry ${index}: what ${nameOf(to)} lacks is no longer in the log.`,
		zh: `${process} 把到第 ${index} 条的快照发给 ${nameOf(to)}：对方缺少的内容已不在日志里。`,
	}),
	'raft-snapshot-installed': ({index, from}, {process, nameOf}) => ({
		en: `${process} puts the snapshot of ${nameOf(from)}, up to entry ${index}, in the place of its log.`,
		zh: `${process} 用 ${nameOf(from)} 的快照（到第 ${index} 条）代替自己的日志。`,
	}),
	'raft-configuration': configuration,
	'raft-configuration-refused': ({why}, {process}) => ({
		en: `${process} writes an empty entry instead of the change of members: ${why === 'change-pending' ? 'an earlier one has not taken effect yet' : (why === 'joint' ? 'a joint change is under way' : 'no joint change is under way')}.`,
		zh: `${process} 写入一条空日志来代替成员变更：${why === 'change-pending' ? '上一次变更还没有生效' : (why === 'joint' ? '联合变更正在进行' : '并没有联合变更在进行')}。`,
	}),
	'raft-transfer-started': ({term, to}, {process, nameOf}) => ({
		en: `${process} wants ${nameOf(to)} to lead after term ${term}, and takes no writes until then.`,
		zh: `${process} 要让 ${nameOf(to)} 在任期 ${term} 之后接任 Leader，在此之前不接受写入。`,
	}),
	'raft-transfer-ended': ({to, why}, {process, nameOf}) => ({
		en: `${process} gives up handing over to ${nameOf(to)}: ${why === 'timed-out' ? 'an election timeout has passed without a new leader' : (why === 'other-target' ? 'it is to be another one' : `${nameOf(to)} votes no more`)}.`,
		zh: `${process} 放弃移交给 ${nameOf(to)}：${why === 'timed-out' ? '一个选举超时过去了，仍没有新的 Leader' : (why === 'other-target' ? '要移交给另一个成员' : `${nameOf(to)} 不再是投票成员`)}。`,
	}),
	'raft-told-to-stand': ({leader}, {process, nameOf}) => ({
		en: `${process} is told by its leader ${nameOf(leader)} to stand for election at once.`,
		zh: `${process} 收到 Leader ${nameOf(leader)} 的要求：立即参选。`,
	}),
	'raft-ticks-missed': ({count, role}, {process}) => role === 'leader'
		? {en: `${process} waits for its disk, and misses ${counted(count, 'heartbeat', 'heartbeats')} it should have sent as the leader.`, zh: `${process} 在等磁盘，作为 Leader 漏发了 ${count} 次心跳。`}
		: {en: `${process} waits for its disk, and misses ${counted(count, 'tick', 'ticks')} of its clock.`, zh: `${process} 在等磁盘，漏掉了 ${count} 个 tick。`},
};

