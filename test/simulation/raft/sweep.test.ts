import test from 'ava';
import {sweepSeed} from '../../../source/simulation/raft/sweep.js';
import {profiles} from '../../../source/simulation/raft/sweep-faults.js';

const seeds = 1000;

for (const profile of profiles) {
	test(`a thousand runs of ${profile} violate nothing, and hardly any did too little to tell`, t => {
		let voids = 0;
		let elections = 0;
		for (let seed = 0; seed < seeds; seed++) {
			const result = sweepSeed(profile, seed);
			t.is(result.violation, undefined, `npm run sweep -- --room raft --profile ${profile} --seeds ${seed}..${seed}`);
			voids += result.isVoid ? 1 : 0;
			elections += result.elections;
		}

		t.true(voids < seeds * 0.05, `${voids}`);
		t.true(elections > seeds, `${elections}`);
	});
}

test('a seed gives the same run again, another one another', t => {
	t.deepEqual(sweepSeed('lossy', 42), sweepSeed('lossy', 42));
	t.notDeepEqual(sweepSeed('lossy', 43).events, sweepSeed('lossy', 42).events);
});
