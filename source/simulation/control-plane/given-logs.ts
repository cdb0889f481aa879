import type {Entry} from '../raft/messages.js';
import type {RaftMember} from '../raft/state.js';
import type {EtcdServer} from './etcd/state.js';

/**
Gives members logs as a textbook draws them: each a list of terms, entry by entry, after the entries that found the cluster. Entries
of the same place and term are the same entry. Everybody has heard of the highest term, and has not voted in it.
*/
export function giveLogs(members: readonly RaftMember[], logs: ReadonlyArray<readonly number[]>): void {
	const term = Math.max(...logs.flat());
	const known = new Map<string, Entry>();
	const entryOf = (index: number, entryTerm: number): Entry => {
		const key = `${index}/${entryTerm}`;
		const entry = known.get(key) ?? {term: entryTerm, index, data: {kind: 'empty'}};
		known.set(key, entry);
		return entry;
	};

	for (const [place, member] of members.entries()) {
		const founded = member.lastIndex;
		const given = (logs[place] ?? []).map((entryTerm, offset) => entryOf(founded + offset + 1, entryTerm));
		member.entries = [...member.entries, ...given];
		member.lastIndex = founded + given.length;
		member.persistedIndex = member.lastIndex;
		member.term = term;
		member.disk.term = term;
		member.disk.entries = [...member.entries];
	}
}

/** Members that have just started serve at once, without making their names known first: nothing is in their logs but what was given. */
export function keepQuiet(servers: readonly EtcdServer[]): void {
	for (const server of servers) {
		server.serving = true;
		server.pending.clear();
		server.queue = [];
	}
}
