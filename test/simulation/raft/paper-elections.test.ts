import test from 'ava';
import {copyMember} from '../../../source/simulation/raft/state.js';
import {advanceTicks} from '../../../source/simulation/raft/step.js';
import {append, command, heartbeat, lead, lone, receive, sent, sentOf, standUp, voteAnswer, voteRequest, type Lone} from '../../helpers/raft-member.js';

/*
One test per statement of the Raft paper about elections, §5.1 and §5.2 and §5.4.1, with the tables of etcd-io/raft's
raft_paper_test.go.
*/

const roles: ReadonlyArray<readonly [string, (one: Lone) => void]> = [
	['follower', () => undefined],
	['candidate', one => {
		standUp(one);
	}],
	['leader', lead],
];

for (const [role, become] of roles) {
	test(`a ${role} that hears of a later term takes it and follows`, t => {
		const one = lone({term: 1});
		become(one);
		receive(one, 1, append(5));
		t.like(one.member, {term: 5, role: 'follower', leader: 1});
	});
}

test('what comes from a term that is over is not taken', t => {
	const one = lone({term: 2});
	receive(one, 1, append(1, {entries: [{term: 1, index: 1, data: {kind: 'empty'}}]}));
	receive(one, 1, voteRequest(1, [9, 9]));
	t.like(one.member, {term: 2, lastIndex: 0, votedFor: null, leader: null});
});

test('a member begins as a follower', t => {
	t.is(lone().member.role, 'follower');
});

test('a leader sends heartbeats at every tick', t => {
	const one = lone();
	lead(one);
	advanceTicks(one.member, 1, one.effects);
	t.deepEqual(sent(one).map(({to, message}) => [to, message.kind, message.term]), [[1, 'raft-heartbeat', 1], [2, 'raft-heartbeat', 1]]);
});

for (const from of ['follower', 'candidate']) {
	test(`a ${from} that hears nothing for its timeout stands for the next term, votes for itself, and asks the others`, t => {
		const one = lone({term: 1});
		if (from === 'candidate') {
			standUp(one);
			sent(one);
		}

		const {term} = one.member;
		t.true(standUp(one) >= one.member.electionTicks);
		t.like(one.member, {term: term + 1, role: 'candidate', votedFor: 0});
		t.deepEqual(sent(one), [1, 2].map(to => ({to, message: {kind: 'raft-vote', term: term + 1, lastIndex: 0, lastTerm: 0, transfer: false}})));
	});
}

const elections: ReadonlyArray<readonly [size: number, votes: Readonly<Record<number, boolean>>, role: string]> = [
	[1, {}, 'leader'],
	[3, {1: true, 2: true}, 'leader'],
	[3, {1: true}, 'leader'],
	[5, {1: true, 2: true, 3: true, 4: true}, 'leader'],
	[5, {1: true, 2: true, 3: true}, 'leader'],
	[5, {1: true, 2: true}, 'leader'],
	[3, {1: false, 2: false}, 'follower'],
	[5, {1: false, 2: false, 3: false, 4: false}, 'follower'],
	[5, {1: true, 2: false, 3: false, 4: false}, 'follower'],
	[3, {}, 'candidate'],
	[5, {1: true}, 'candidate'],
	[5, {1: false, 2: false}, 'candidate'],
	[5, {}, 'candidate'],
];

for (const [size, votes, role] of elections) {
	test(`of ${size} members, with the answers ${JSON.stringify(votes)} a candidate is ${role}`, t => {
		const one = lone({voters: Array.from({length: size}, (_, id) => id)});
		standUp(one);
		for (const [id, granted] of Object.entries(votes)) {
			receive(one, Number(id), voteAnswer(1, !granted));
		}

		t.like(one.member, {role, term: 1});
	});
}

test('an answer that comes twice counts once', t => {
	const one = lone({voters: [0, 1, 2, 3, 4]});
	standUp(one);
	receive(one, 1, voteAnswer(1));
	receive(one, 1, voteAnswer(1));
	t.is(one.member.role, 'candidate');
});

for (const [votedFor, candidate, granted] of [[null, 1, true], [null, 2, true], [1, 1, true], [2, 2, true], [1, 2, false], [2, 1, false]] as const) {
	test(`one vote per term, first come first served: having voted for ${votedFor}, asked by ${candidate}`, t => {
		const one = lone({term: 1, votedFor});
		receive(one, candidate, voteRequest(1));
		t.deepEqual(sentOf(one, 'raft-vote-answer'), [{kind: 'raft-vote-answer', term: 1, rejected: !granted}]);
		t.is(one.member.votedFor, granted ? candidate : votedFor);
	});
}

for (const later of [0, 1]) {
	test(`a candidate that hears a leader of its term${later === 0 ? '' : ' or a later one'} follows it`, t => {
		const one = lone();
		standUp(one);
		receive(one, 2, append(1 + later));
		t.like(one.member, {role: 'follower', term: 1 + later, leader: 2});
	});
}

for (const from of ['follower', 'candidate']) {
	test(`the timeout of a ${from} is drawn from the election timeout up to twice of it`, t => {
		const one = lone();
		if (from === 'candidate') {
			standUp(one);
		}

		const drawn = new Set<number>();
		for (let round = 0; round < 500; round++) {
			drawn.add(standUp({member: copyMember(one.member), effects: one.effects}));
			receive(one, 1, heartbeat(one.member.term + 1));
			if (from === 'candidate') {
				standUp(one);
			}
		}

		t.deepEqual([...drawn].sort((a, b) => a - b), Array.from({length: 10}, (_, place) => 10 + place));
	});
}

test('in most rounds one of five members stands alone: they seldom collide', t => {
	let collisions = 0;
	for (let seed = 0; seed < 1000; seed++) {
		const timeouts = Array.from({length: 5}, (_, id) => standUp(lone({id, voters: [0, 1, 2, 3, 4], seed: (seed * 5) + id}))).sort((a, b) => a - b);
		collisions += timeouts[0] === timeouts[1] ? 1 : 0;
	}

	// With ten values the first of five is shared in 1 - 5 * sum(k^4) / 10^5 = 23 % of the rounds.
	t.true(collisions > 150 && collisions < 320, `${collisions}`);
});

test('a request for a vote tells the candidate\'s term and its last entry', t => {
	for (const log of [[1], [1, 2], [1, 1, 3, 4]]) {
		const one = lone({log});
		standUp(one);
		t.deepEqual(sentOf(one, 'raft-vote')[0], {kind: 'raft-vote', term: log.at(-1)! + 1, lastIndex: log.length, lastTerm: log.at(-1)!, transfer: false});
	}
});

const upToDate: ReadonlyArray<readonly [log: number[], last: readonly [index: number, term: number], granted: boolean]> = [
	[[1], [1, 1], true],
	[[1], [2, 1], true],
	[[1, 1], [1, 1], false],
	[[1], [1, 2], true],
	[[1], [2, 2], true],
	[[1, 1], [1, 2], true],
	[[2], [1, 1], false],
	[[2], [2, 1], false],
	[[1, 2], [1, 1], false],
];

for (const [log, last, granted] of upToDate) {
	test(`a voter with log ${log.join(' ')} ${granted ? 'votes' : 'does not vote'} for a candidate whose entry ${last[0]} of term ${last[1]} is the last`, t => {
		for (const kind of ['raft-vote', 'raft-pre-vote'] as const) {
			const one = lone({log});
			receive(one, 1, voteRequest(3, last, kind));
			const answers = sent(one).map(({message}) => message);
			t.like(answers, [{rejected: !granted}]);
		}
	});
}

test('who has nobody beside it leads at once, and commits what it is told', t => {
	const one = lone({voters: [0]});
	standUp(one);
	t.is(one.member.role, 'leader');
	command(one, 'x');
	t.is(one.member.commitIndex, 2);
});
