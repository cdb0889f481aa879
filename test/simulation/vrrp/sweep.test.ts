import test from 'ava';
import {sweepSeed, vrrpSweepProfiles} from '../../../source/simulation/vrrp/sweep.js';

for (const profile of vrrpSweepProfiles) {
	test(`a thousand seeds of ${profile} keep every invariant`, t => {
		let voids = 0;
		for (let seed = 1; seed <= 1000; seed++) {
			const result = sweepSeed(profile, seed);
			t.is(result.violation, undefined, `npm run sweep -- --room vrrp --profile ${profile} --seeds ${seed}..${seed}`);
			voids += result.void ? 1 : 0;
		}

		t.true(voids < 100, `${voids} runs did too little`);
	});
}

test('the same seed is the same run', t => {
	t.deepEqual(sweepSeed('crashes', 42), sweepSeed('crashes', 42));
	t.not(sweepSeed('crashes', 42).events, sweepSeed('crashes', 43).events);
});
