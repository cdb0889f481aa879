import test from 'ava';
import {quorumOf, toleranceOf} from '../../source/planner/quorum.js';

test('the failure tolerance table of the etcd FAQ, 1 to 9 members', t => {
	const table = [1, 2, 3, 4, 5, 6, 7, 8, 9].map(voters => ({voters, quorum: quorumOf(voters), tolerance: toleranceOf(voters)}));
	t.deepEqual(table, [
		{voters: 1, quorum: 1, tolerance: 0},
		{voters: 2, quorum: 2, tolerance: 0},
		{voters: 3, quorum: 2, tolerance: 1},
		{voters: 4, quorum: 3, tolerance: 1},
		{voters: 5, quorum: 3, tolerance: 2},
		{voters: 6, quorum: 4, tolerance: 2},
		{voters: 7, quorum: 4, tolerance: 3},
		{voters: 8, quorum: 5, tolerance: 3},
		{voters: 9, quorum: 5, tolerance: 4},
	]);
});

test('two quorums always share a voter, so that two halves never both decide (Raft §5.2)', t => {
	for (let voters = 1; voters <= 101; voters++) {
		t.true(2 * quorumOf(voters) > voters, `${voters} voters`);
	}
});

test('an even voter more raises the quorum and not the tolerance', t => {
	for (let odd = 1; odd <= 101; odd += 2) {
		t.is(quorumOf(odd + 1), quorumOf(odd) + 1);
		t.is(toleranceOf(odd + 1), toleranceOf(odd));
	}
});
