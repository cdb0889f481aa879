import test from 'ava';
import {errorOf, etcdLab, get, okOf, put, type Asked, type LabOptions} from './etcd-lab.js';

/*
What etcd 3.4.23 was measured to do when its leader is lost, on intervals: elections are drawn by lot. Etcd's settings are the
defaults of 3.6 unless a test names others.
*/

const range = (count: number) => Array.from({length: count}, (_, index) => index + 1);

/** How long each of these clusters had no leader after what was done to it. */
function gaps(seeds: number, options: LabOptions, does: 'kill' | 'freeze' | 'stop'): Array<{readonly ms: number; readonly terms: number}> {
	return range(seeds).map(seed => {
		const lab = etcdLab({...options, seed});
		const leader = lab.leader();
		const {term} = lab.server(leader).raft;
		// Any phase of the heartbeat.
		lab.run(seed * 37 % 100);
		const at = lab.now();
		lab[does](leader);
		lab.run(8000);
		return {ms: lab.electedAfter(at)! - at, terms: lab.server(lab.leader()).raft.term - term};
	});
}

for (const members of [3, 5]) {
	test(`a cluster of ${members} that starts has a leader within 15 s`, t => {
		for (const seed of range(10)) {
			const lab = etcdLab({members, seed, warmMs: 0});
			lab.run(15_000);
			const elected = lab.electedAfter(0)!;
			t.true(elected > 0 && elected < 15_000, `${elected} ms, seed ${seed}`);
			t.true(lab.answerOf(lab.followers()[0]!, put('first')).result?.ok);
		}
	});

	test(`kill -9 of the leader of ${members}: another one within a randomised timeout, without pre-vote one round later at times`, t => {
		for (const {ms} of gaps(20, {members, settings: {preVote: false}}, 'kill')) {
			t.true(ms >= 750 && ms <= 4300, `${ms} ms`);
		}
	});
}

test('kill -9 of the leader with pre-vote: every one at the first round, each one term on', t => {
	for (const {ms, terms} of gaps(20, {}, 'kill')) {
		t.true(ms >= 780 && ms <= 2050, `${ms} ms`);
		t.is(terms, 1);
	}
});

test('SIGSTOP of the leader is as good as its death', t => {
	for (const {ms} of gaps(5, {}, 'freeze')) {
		t.true(ms >= 780 && ms <= 2050, `${ms} ms`);
	}
});

test('SIGTERM of the leader hands leadership over first: 4 to 18 ms, and the process is gone soon after', t => {
	for (const seed of range(10)) {
		const lab = etcdLab({seed});
		const leader = lab.leader();
		const at = lab.now();
		lab.stop(leader);
		lab.run(30);
		const ms = lab.electedAfter(at)! - at;
		t.true(ms >= 2 && ms <= 18, `${ms} ms`);
		// It looks whether the other one leads once per heartbeat.
		t.true(lab.isRunning(leader));
		lab.run(85);
		t.false(lab.isRunning(leader));
	}
});

test('SIGTERM of the leader under writes fails next to none of them', t => {
	const asked: Asked[] = [];
	for (const seed of range(5)) {
		const lab = etcdLab({seed});
		const follower = lab.followers()[0]!;
		for (let count = 0; count < 20; count++) {
			asked.push(lab.ask(follower, put(`key-${count}`)));
			lab.run(25);
			if (count === 5) {
				lab.stop(lab.leader());
			}

			lab.run(25);
		}

		lab.run(8000);
	}

	const failed = asked.filter(each => !each.result?.ok);
	t.is(asked.length, 100);
	t.true(failed.length <= 2, failed.map(each => errorOf(each)).join('; '));
});

test('a write that reaches the leader while it hands over is dropped, and hangs for 7 s', t => {
	const lab = etcdLab();
	const follower = lab.followers()[0]!;
	lab.stop(lab.leader());
	const asked = lab.ask(follower, put('lost'));
	lab.run(7100);
	t.regex(errorOf(asked)!, /^etcdserver: request timed out/v);
	t.true(Math.abs(asked.after! - 7000) < 10, `${asked.after}`);
});

test('SIGTERM of a follower ends it at once', t => {
	const lab = etcdLab();
	const [follower] = lab.followers();
	lab.stop(follower!);
	t.false(lab.isRunning(follower!));
});

test('a heartbeat of 50 ms and an election timeout of 500 ms halve the gap; 20 and 200 bring it to a fifth', t => {
	for (const electionMs of [500, 200]) {
		const all = gaps(11, {settings: {heartbeatMs: electionMs / 10, electionMs}}, 'kill').map(({ms}) => ms).sort((left, right) => left - right);
		t.true(all[0]! >= 0.75 * electionMs && all[5]! <= 2.05 * electionMs, all.join(' '));
		// Two that stand within one latency of each other need a second round, the more likely the shorter the ticks are.
		t.true(all.at(-1)! <= 4.2 * electionMs, all.join(' '));
	}
});

test('a member that was killed and starts again knows the leader after a heartbeat', t => {
	for (const seed of range(10)) {
		const lab = etcdLab({seed});
		const [follower] = lab.followers();
		lab.kill(follower!);
		lab.run(2000);
		t.true(lab.answerOf(lab.leader(), put('meanwhile')).result?.ok);
		lab.restart(follower!);
		const at = lab.now();
		lab.run(400);
		const found = lab.notes.find(({note, process, at: notedAt}) => process === follower && notedAt >= at && note.kind === 'etcd-leader-changed')!;
		t.true(found.at - at <= 110, `${found.at - at} ms`);
		t.is(okOf(lab.answerOf(follower!, get('meanwhile', true))).value, 'meanwhile');
	}
});

for (const [electionMs, heartbeatMs, waitMs] of [[1000, 100, 7000], [500, 50, 6000], [200, 20, 5400]] as const) {
	test(`a write that is passed on to a dead leader hangs for ${waitMs} ms where the election timeout is ${electionMs} ms`, t => {
		const errors = new Set<string>();
		for (const seed of range(8)) {
			const lab = etcdLab({seed, settings: {electionMs, heartbeatMs}});
			const followers = lab.followers();
			lab.kill(lab.leader());
			const lost = followers.map(follower => lab.ask(follower, put('lost')));
			lab.run(waitMs + 100);
			for (const asked of lost) {
				t.true(asked.after! >= waitMs && asked.after! <= waitMs + 10, `${asked.after} ms`);
				errors.add(errorOf(asked)!);
			}
		}

		// The one that was elected says that it may have been for the leader; the other one does not know.
		t.deepEqual([...errors].sort(), ['etcdserver: request timed out', 'etcdserver: request timed out, possibly due to previous leader failure']);
	});
}

test('a write that comes while nobody leads waits, and is done within milliseconds of the election', t => {
	let queued = 0;
	for (const seed of range(10)) {
		const lab = etcdLab({seed});
		const [follower] = lab.followers();
		const at = lab.now();
		lab.kill(lab.leader());
		const asked: Asked[] = [];
		while (lab.electedAfter(at) === undefined) {
			if (lab.server(follower!).raft.leader === null) {
				asked.push(lab.ask(follower!, put(`key-${asked.length}`)));
			}

			lab.run(5);
		}

		lab.run(1000);
		const elected = lab.electedAfter(at)!;
		for (const each of asked) {
			queued++;
			const done = each.at + each.after! - elected;
			t.true(each.result?.ok, errorOf(each));
			t.true(done > 0 && done < 20, `${done} ms after the election, seed ${seed}`);
		}
	}

	t.true(queued > 5, `${queued}`);
});

test('a client that waits for 3 s waits for 3 s, whenever the next leader comes', t => {
	const lab = etcdLab();
	lab.connect([lab.followers()[0]!]);
	t.is(lab.askClient(get('a')).result, undefined);
	lab.run(100);
	lab.kill(lab.leader());
	const asked = lab.askClient(put('a'), 3000);
	lab.run(4000);
	t.is(errorOf(asked), 'context deadline exceeded');
	t.true(Math.abs(asked.after! - 3000) < 2, `${asked.after}`);
});

test('a linearizable read that waits for an election is told that the leader changed; clientv3 asks again', t => {
	for (const seed of range(5)) {
		const lab = etcdLab({seed});
		const [follower] = lab.followers();
		lab.connect([follower!]);
		t.true(lab.answerOf(lab.leader(), put('a')).result?.ok);
		lab.askClient(get('a'));
		lab.run(50);
		lab.kill(lab.leader());
		const bare = lab.ask(follower!, get('a'));
		const asked = lab.askClient(get('a'));
		lab.run(4900);
		t.is(errorOf(bare), 'etcdserver: leader changed');
		t.is(okOf(asked).value, 'a');
		t.true(asked.after! < 2200, `${asked.after}`);
	}
});

test('linearizable reads ask the leader again every 500 ms', t => {
	const lab = etcdLab();
	const [follower] = lab.followers();
	lab.kill(lab.leader());
	lab.kill(lab.followers().find(id => id !== follower)!);
	lab.ask(follower!, get('a'));
	lab.run(3000);
	const retried = lab.notes.filter(({note}) => note.kind === 'etcd-read-retried').map(({at}) => at);
	t.true(retried.length >= 5);
	t.true(retried.slice(1).every((at, index) => Math.abs(at - retried[index]! - 500) < 5), retried.join(' '));
});
