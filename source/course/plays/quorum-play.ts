import type {Text} from '../../model/language.js';
import type {Play} from '../../model/lesson.js';

export type QuorumPlay = Extract<Play, {model: 'quorum'}>;

export type QuorumMember = {readonly name: string; readonly isUp: boolean};

export type QuorumState = {
	readonly members: readonly QuorumMember[];
	/** What the last action did, or why it was refused. */
	readonly says: Text | undefined;
	/** Members are numbered on and never share a name. */
	readonly nextNumber: number;
};

export type QuorumAction
	= | {readonly type: 'kill'; readonly member: string}
		| {readonly type: 'revive'; readonly member: string}
		/** A new, running, voting member joins. */
		| {readonly type: 'add'}
		| {readonly type: 'remove'; readonly member: string};

/** What stands and what answers, for a board with members that are killed and revived. */
export type QuorumView = {
	readonly members: readonly QuorumMember[];
	readonly count: number;
	readonly up: number;
	/** Floor(n / 2) + 1 (etcd FAQ). */
	readonly quorum: number;
	/** How many members may fail of all that there are: n - quorum. */
	readonly tolerance: number;
	/** How many more may fail from here; negative where too many have. */
	readonly spare: number;
	readonly hasQuorum: boolean;
	/** With a majority up a leader can be elected; without one there is none. */
	readonly answers: {readonly leader: boolean; readonly writes: boolean; readonly linearizableReads: boolean; readonly serializableReads: boolean};
	readonly sentences: readonly Text[];
};

const mostMembers = 9;

function name(number: number): string {
	return `etcd-${number}`;
}

function counts({members}: QuorumState): {count: number; up: number; quorum: number; hasQuorum: boolean} {
	const up = members.filter(({isUp}) => isUp).length;
	const quorum = Math.floor(members.length / 2) + 1;
	return {count: members.length, up, quorum, hasQuorum: up >= quorum};
}

/** The board as a lesson wants it. */
export function startQuorum({members, down}: QuorumPlay): QuorumState {
	const numbers = Array.from({length: members}, (_, index) => index + 1);
	return {
		members: numbers.map(number => ({name: name(number), isUp: !down.includes(number)})),
		says: undefined,
		nextNumber: members + 1,
	};
}

const noQuorumToChange: Text = {
	en: 'Refused: a change of the members is a write, and without a quorum nothing is written.',
	zh: '被拒绝：变更成员也是一次写入，没有法定人数什么都写不进去。',
};

function add(state: QuorumState): QuorumState {
	const {count, quorum, hasQuorum, up} = counts(state);
	if (!hasQuorum) {
		return {...state, says: noQuorumToChange};
	}

	if (count >= mostMembers) {
		return {...state, says: {en: `This board ends at ${mostMembers} members.`, zh: `这个面板最多 ${mostMembers} 个成员。`}};
	}

	// The reconfiguration check of etcd (--strict-reconfig-check, on by default) asks that all peers are connected.
	if (up < count) {
		return {...state, says: {
			en: 'Refused (--strict-reconfig-check): a member is down. Remove the dead one first, then add the new one.',
			zh: '被拒绝（--strict-reconfig-check）：有成员宕机。先移除坏的，再添加新的。',
		}};
	}

	const after = Math.floor((count + 1) / 2) + 1;
	const added = name(state.nextNumber);
	return {
		members: [...state.members, {name: added, isUp: true}],
		nextNumber: state.nextNumber + 1,
		says: after === quorum
			? {en: `${added} joined. The quorum is still ${quorum}, so one more may fail.`, zh: `${added} 已加入。法定人数仍是 ${quorum}，可以多坏一个。`}
			: {en: `${added} joined. The quorum grew to ${after}, so no more may fail than before.`, zh: `${added} 已加入。法定人数增加到 ${after}，能坏的个数没有变多。`},
	};
}

function remove(state: QuorumState, member: QuorumMember): QuorumState {
	const {count, up, hasQuorum} = counts(state);
	if (!hasQuorum) {
		return {...state, says: noQuorumToChange};
	}

	if (count === 1) {
		return {...state, says: {en: 'Refused: the last member cannot be removed.', zh: '被拒绝：不能移除最后一个成员。'}};
	}

	const quorumAfter = Math.floor((count - 1) / 2) + 1;
	if (member.isUp && up - 1 < quorumAfter) {
		return {...state, says: {
			en: `Refused (--strict-reconfig-check): ${up - 1} would be left running, and ${quorumAfter} of ${count - 1} would be needed. Remove a dead one instead.`,
			zh: `被拒绝（--strict-reconfig-check）：只会剩下 ${up - 1} 个在运行，而 ${count - 1} 个成员需要 ${quorumAfter} 个。请改为移除坏的成员。`,
		}};
	}

	return {...state, members: state.members.filter(other => other !== member), says: {
		en: `${member.name} was removed. Of ${count - 1} members the quorum is ${quorumAfter}.`,
		zh: `${member.name} 已移除。${count - 1} 个成员的法定人数是 ${quorumAfter}。`,
	}};
}

/** One action on the board. What etcd would refuse is refused, with the reason in `says`. */
export function stepQuorum(state: QuorumState, action: QuorumAction): QuorumState {
	if (action.type === 'add') {
		return add(state);
	}

	const member = state.members.find(each => each.name === action.member);
	if (member === undefined) {
		return state;
	}

	if (action.type === 'remove') {
		return remove(state, member);
	}

	const isUp = action.type === 'revive';
	if (member.isUp === isUp) {
		return state;
	}

	const after = {...state, members: state.members.map(other => other === member ? {...member, isUp} : other)};
	const had = counts(state).hasQuorum;
	const {hasQuorum} = counts(after);
	return {...after, says: isUp
		? (hasQuorum && !had
			? {en: `${member.name} is back: a majority again, and writes go on where they stopped.`, zh: `${member.name} 恢复：又有多数派了，写入从停下的地方继续。`}
			: {en: `${member.name} is back and catches up.`, zh: `${member.name} 恢复，正在追赶日志。`})
		: (had && !hasQuorum
			? {en: `${member.name} is gone, and the majority with it. Nothing is lost; nothing can be written.`, zh: `${member.name} 挂了，多数派没有了。数据没有丢，但无法写入。`}
			: {en: `${member.name} is gone.`, zh: `${member.name} 挂了。`})};
}

const are = (count: number) => count === 1 ? 'is' : 'are';

function sentencesOf({says}: QuorumState, view: Omit<QuorumView, 'sentences'>): Text[] {
	const {count, up, quorum, spare, hasQuorum} = view;
	const now: Text = hasQuorum
		? {
			en: `${up} of ${count} ${are(up)} up and ${quorum} ${are(quorum)} needed: it serves, and ${spare === 0 ? 'not one more may fail' : `${spare} more may fail`}.`,
			zh: `${count} 个里有 ${up} 个在运行，需要 ${quorum} 个：正常服务，${spare === 0 ? '一个都不能再坏' : `还可以再坏 ${spare} 个`}。`,
		}
		: {
			en: `${up} of ${count} ${are(up)} up and ${quorum} ${are(quorum)} needed: no leader, no writes, no linearizable reads${up > 0 ? '; a serializable read still answers, maybe with old data' : ''}.`,
			zh: `${count} 个里有 ${up} 个在运行，需要 ${quorum} 个：没有 Leader，不能写入，线性一致性读也不行${up > 0 ? '；串行读仍能应答，但可能读到旧数据' : ''}。`,
		};
	return says === undefined ? [now] : [says, now];
}

/** What the board shows. */
export function quorumView(state: QuorumState): QuorumView {
	const {count, up, quorum, hasQuorum} = counts(state);
	const view = {
		members: state.members,
		count,
		up,
		quorum,
		tolerance: count - quorum,
		spare: up - quorum,
		hasQuorum,
		// A serializable read asks only the member it reaches (etcd API guarantees).
		answers: {leader: hasQuorum, writes: hasQuorum, linearizableReads: hasQuorum, serializableReads: up > 0},
	};
	return {...view, sentences: sentencesOf(state, view)};
}
