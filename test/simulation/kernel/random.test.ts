import test from 'ava';
import {between, fraction, happens, nextUint32, seededRandom} from '../../../source/simulation/kernel/random.js';

test('a seed and a purpose give the same numbers again', t => {
	const draw = (seed: number, purpose: string) => {
		const random = seededRandom(seed, purpose);
		return Array.from({length: 8}, () => nextUint32(random));
	};

	t.deepEqual(draw(42, 'network'), draw(42, 'network'));
	t.notDeepEqual(draw(42, 'network'), draw(43, 'network'));
	t.notDeepEqual(draw(42, 'network'), draw(42, 'faults'));
});

test('a copied stream goes on as the original does', t => {
	const random = seededRandom(7, 'clients');
	nextUint32(random);
	const copy = {...random};
	t.is(nextUint32(random), nextUint32(copy));
});

test('fractions spread evenly, bit by bit too', t => {
	const random = seededRandom(1, 'spread');
	const count = 64_000;
	const tenths = Array.from({length: 10}, () => 0);
	const bits = Array.from({length: 32}, () => 0);
	for (let index = 0; index < count; index++) {
		tenths[Math.floor(fraction(random) * 10)]!++;
		const word = nextUint32(random);
		for (let bit = 0; bit < 32; bit++) {
			bits[bit]! += (word >>> bit) & 1;
		}
	}

	// Five standard deviations: sqrt(64000 * 0.1 * 0.9) = 76, sqrt(64000 / 4) = 126.
	t.true(tenths.every(each => Math.abs(each - (count / 10)) < 380), tenths.join(' '));
	t.true(bits.every(each => Math.abs(each - (count / 2)) < 632), bits.join(' '));
});

test('between keeps its bounds, and an empty range is its low end', t => {
	const random = seededRandom(3, 'bounds');
	const drawn = new Set(Array.from({length: 200}, () => between(random, 10, 13)));
	t.deepEqual([...drawn].sort((left, right) => left - right), [10, 11, 12]);
	t.is(between(random, 5, 5), 5);
});

test('what cannot happen draws nothing', t => {
	const random = seededRandom(3, 'calm');
	const before = {...random};
	t.false(happens(random, 0));
	t.deepEqual(random, before);
	t.true(happens(random, 1));
});
