import test from 'ava';
import {nodeSweepProfiles, sweepSeed} from '../../../source/simulation/node-lifecycle/sweep.js';

for (const profile of nodeSweepProfiles) {
	test(`a thousand seeds of ${profile} keep every invariant`, t => {
		let voids = 0;
		for (let seed = 1; seed <= 1000; seed++) {
			const result = sweepSeed(profile, seed);
			t.is(result.violation, undefined, `npm run sweep -- --room node-lifecycle --profile ${profile} --seeds ${seed}..${seed}`);
			voids += result.void ? 1 : 0;
		}

		t.true(voids < 250, `${voids} runs did too little`);
	});
}

test('the same seed is the same run', t => {
	t.deepEqual(sweepSeed('partitions', 42), sweepSeed('partitions', 42));
	t.not(sweepSeed('partitions', 42).events, sweepSeed('partitions', 43).events);
});
