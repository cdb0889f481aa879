import test from 'ava';
import {errorOf, etcdLab, get, okOf, put, type Lab} from './etcd-lab.js';

const noSpace = 'etcdserver: mvcc: database space exceeded';
const large = (key: string) => ({kind: 'put', key, value: key, size: 100 * 1024}) as const;

/** Puts 100 KiB at a time until that fails; how many went in. */
function fill(lab: Lab, to: number): number {
	for (let count = 0; count < 100; count++) {
		const asked = lab.answerOf(to, large(`key-${count % 10}`));
		if (!asked.result!.ok) {
			return count;
		}
	}

	return 100;
}

test('a quota of 2 MiB, 100 KiB puts: it fails once the batch that outgrew it is written; get and delete go on', t => {
	const lab = etcdLab({settings: {quotaBytes: 2_097_152}});
	const count = fill(lab, 0);
	// 20 fill the quota; how many more go in depends on how many a batch of 100 ms takes. Measured: 41, at 2.5 ms each.
	t.true(count >= 20 && count <= 45, `${count}`);
	t.is(errorOf(lab.answerOf(1, large('another'))), noSpace);
	lab.run(100);
	const status = okOf(lab.answerOf(1, {kind: 'status'})).status!;
	t.true(status.errors.some(error => error.includes('alarm:NOSPACE')));
	t.is(okOf(lab.answerOf(1, get('key-3'))).value, 'key-3');
	t.true(okOf(lab.answerOf(1, {kind: 'delete', key: 'key-3'})).succeeded);
	t.is(okOf(lab.answerOf(1, get('key-3'))).value, undefined);
	t.is(errorOf(lab.answerOf(1, put('small'))), noSpace);
	t.is(errorOf(lab.answerOf(0, {kind: 'health'})), 'ALARM NOSPACE');
	t.is(errorOf(lab.answerOf(0, {kind: 'health', probe: 'readyz'})), undefined);
});

test('the order that mends it: compact, defragment every member, disarm', t => {
	const lab = etcdLab({settings: {quotaBytes: 2_097_152}});
	fill(lab, 0);
	lab.run(200);
	const {revision} = okOf(lab.answerOf(0, get('key-1')));
	const full = okOf(lab.answerOf(0, {kind: 'status'})).status!;
	t.true(lab.answerOf(0, {kind: 'compact', revision}).result?.ok);
	lab.run(100);
	const compacted = okOf(lab.answerOf(0, {kind: 'status'})).status!;
	t.is(compacted.databaseBytes, full.databaseBytes);
	t.true(compacted.databaseBytesInUse < full.databaseBytesInUse / 1.5);

	for (const id of [0, 1, 2]) {
		okOf(lab.answerOf(id, {kind: 'defragment'}));
	}

	t.is(okOf(lab.answerOf(0, {kind: 'status'})).status!.databaseBytes, compacted.databaseBytesInUse);
	t.is(errorOf(lab.answerOf(0, large('key-1'))), noSpace);
	okOf(lab.answerOf(0, {kind: 'disarm'}));
	t.is(errorOf(lab.answerOf(0, large('key-1'))), undefined);
});

test('to disarm before defragmenting raises the alarm again', t => {
	const lab = etcdLab({settings: {quotaBytes: 2_097_152}});
	fill(lab, 0);
	lab.run(200);
	const {revision} = okOf(lab.answerOf(0, get('key-1')));
	okOf(lab.answerOf(0, {kind: 'compact', revision}));
	okOf(lab.answerOf(0, {kind: 'disarm'}));
	lab.run(50);
	t.deepEqual(lab.server(1).alarms, []);
	t.is(errorOf(lab.answerOf(0, large('key-1'))), noSpace);
	lab.run(50);
	t.deepEqual(lab.server(1).alarms, [0]);
});

test('one member that was not defragmented raises the alarm as soon as it is asked', t => {
	const lab = etcdLab({settings: {quotaBytes: 2_097_152}});
	fill(lab, 0);
	lab.run(200);
	const {revision} = okOf(lab.answerOf(0, get('key-1')));
	okOf(lab.answerOf(0, {kind: 'compact', revision}));
	okOf(lab.answerOf(0, {kind: 'defragment'}));
	okOf(lab.answerOf(1, {kind: 'defragment'}));
	okOf(lab.answerOf(0, {kind: 'disarm'}));
	t.is(errorOf(lab.answerOf(2, large('key-1'))), noSpace);
});

test('members that are differently full hold the same: the full one does what it has no space for, and raises its alarm', t => {
	const lab = etcdLab({settings: {quotaBytes: 2_097_152}});
	fill(lab, 0);
	lab.run(200);
	const {revision} = okOf(lab.answerOf(0, get('key-1')));
	okOf(lab.answerOf(0, {kind: 'compact', revision}));
	okOf(lab.answerOf(0, {kind: 'defragment'}));
	okOf(lab.answerOf(1, {kind: 'defragment'}));
	okOf(lab.answerOf(0, {kind: 'disarm'}));
	t.true(okOf(lab.answerOf(0, large('last'))).succeeded);
	lab.run(50);
	t.is(okOf(lab.answerOf(2, get('last', true))).value, 'last');
	t.deepEqual(lab.server(0).alarms, [2]);
});

test('compact knows what is gone already and what is yet to come', t => {
	const lab = etcdLab();
	okOf(lab.answerOf(0, put('a')));
	okOf(lab.answerOf(0, put('a')));
	okOf(lab.answerOf(0, {kind: 'compact', revision: 2}));
	t.is(errorOf(lab.answerOf(0, {kind: 'compact', revision: 2})), 'etcdserver: mvcc: required revision has been compacted');
	t.is(errorOf(lab.answerOf(0, {kind: 'compact', revision: 9})), 'etcdserver: mvcc: required revision is a future revision');
});

test('a value of more than 1.5 MiB is too large', t => {
	const lab = etcdLab();
	t.is(errorOf(lab.answerOf(0, {kind: 'put', key: 'a', value: 'a', size: (1.5 * 1024 * 1024) + 1})), 'etcdserver: request is too large');
});

test('put and delete on a condition: the key has to stand at the revision that was expected, or not to be there', t => {
	const lab = etcdLab();
	const create = {...put('a', 1), expectRevision: 0} as const;
	t.like(okOf(lab.answerOf(0, create)), {succeeded: true, modRevision: 2, revision: 2});
	t.like(okOf(lab.answerOf(1, {...create, value: 2})), {succeeded: false, value: 1, modRevision: 2, revision: 2});
	t.like(okOf(lab.answerOf(2, {...put('a', 3), expectRevision: 2} as const)), {succeeded: true, modRevision: 3});
	t.like(okOf(lab.answerOf(0, {kind: 'delete', key: 'a', expectRevision: 2})), {succeeded: false, value: 3, modRevision: 3});
	t.like(okOf(lab.answerOf(0, {kind: 'delete', key: 'a', expectRevision: 3})), {succeeded: true, revision: 4});
	t.like(okOf(lab.answerOf(1, get('a'))), {value: undefined, modRevision: 0});
	t.like(okOf(lab.answerOf(1, {kind: 'delete', key: 'a'})), {revision: 4});
});

test('list gives the keys under a prefix in their order', t => {
	const lab = etcdLab();
	for (const key of ['/b/2', '/a/1', '/b/10', '/c']) {
		okOf(lab.answerOf(0, put(key)));
	}

	const {items} = okOf(lab.answerOf(1, {kind: 'list', prefix: '/b/', serializable: false}));
	t.deepEqual(items!.map(({key, modRevision}) => [key, modRevision]), [['/b/10', 4], ['/b/2', 2]]);
});

test('a member that was away for longer than the log reaches gets the whole store, and catches up', t => {
	const lab = etcdLab({settings: {snapshotEntries: 100, snapshotCatchUpEntries: 20}});
	const [first, second] = lab.followers();
	lab.kill(first!);
	for (let count = 0; count < 250; count++) {
		lab.ask(second!, put(`key-${count % 20}`, count));
		lab.run(5);
	}

	lab.run(100);
	lab.restart(first!);
	lab.run(500);
	t.true(lab.notes.some(({note}) => note.kind === 'etcd-log-compacted'));
	const loaded = lab.notes.filter(({note, process}) => note.kind === 'etcd-snapshot-loaded' && process === first);
	t.is(loaded.length, 1);
	t.is(okOf(lab.answerOf(first!, get('key-9', true))).value, 249);
	t.is(lab.server(first!).store.digest, lab.server(second!).store.digest);
	// It keeps what it got, and so does its copy of the store: neither writes into the other's.
	okOf(lab.answerOf(second!, put('key-9', 'new')));
	lab.run(50);
	t.is(okOf(lab.answerOf(first!, get('key-9', true))).value, 'new');
	lab.kill(first!);
	lab.restart(first!);
	lab.run(500);
	t.is(okOf(lab.answerOf(first!, get('key-9'))).value, 'new');
});

test('a member that joins late gets the store, the members and the alarms with the snapshot', t => {
	const lab = etcdLab({spare: 1, settings: {snapshotEntries: 50, snapshotCatchUpEntries: 5}});
	for (let count = 0; count < 120; count++) {
		lab.ask(0, put(`key-${count % 20}`, count));
		lab.run(5);
	}

	okOf(lab.answerOf(0, {kind: 'member-add', member: 3, learner: false}));
	lab.restart(3);
	lab.run(500);
	t.is(okOf(lab.answerOf(3, get('key-19'))).value, 119);
	t.deepEqual(lab.server(3).members, lab.server(0).members);
});

test('all members killed and started again: nothing that was answered is lost', t => {
	for (const seed of [1, 2, 3, 4, 5]) {
		const lab = etcdLab({seed, settings: {snapshotEntries: 30, snapshotCatchUpEntries: 5}});
		const asked = Array.from({length: 60}, (_, count) => {
			const each = lab.ask(count % 3, put(`key-${count}`, count));
			lab.run(4);
			return each;
		});
		for (const id of [0, 1, 2]) {
			lab.kill(id);
		}

		for (const id of [0, 1, 2]) {
			lab.restart(id);
		}

		lab.run(6000);
		const {items} = okOf(lab.answerOf(1, {kind: 'list', prefix: 'key-', serializable: false}));
		const kept = new Map(items!.map(({key, value}) => [key, value]));
		const answered = asked.flatMap(({result}, count) => result?.ok ? [count] : []);
		t.deepEqual(answered.map(count => kept.get(`key-${count}`)), answered);
		t.true(answered.length > 50, `${answered.length}`);
	}
});
