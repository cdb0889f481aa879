/**
A seeded stream of random numbers: sfc32 (Chris Doty-Humphrey, PractRand), whose state is plain data, so that a checkpoint holds
it. Drawing changes the stream in place.
*/
export type Random = {a: number; b: number; c: number; counter: number};

/** Mixes a text into 32 bits, FNV-1a with a final avalanche. */
function hashOf(text: string, salt: number): number {
	let hash = (0x81_1C_9D_C5 ^ salt) >>> 0;
	for (let index = 0; index < text.length; index++) {
		hash = Math.imul(hash ^ text.codePointAt(index)!, 0x01_00_01_93);
	}

	hash = Math.imul(hash ^ (hash >>> 16), 0x85_EB_CA_6B);
	hash = Math.imul(hash ^ (hash >>> 13), 0xC2_B2_AE_35);
	return (hash ^ (hash >>> 16)) >>> 0;
}

/**
The stream that a seed gives for one purpose. Every purpose has a stream of its own (`network`, `process/etcd-1`, `faults`), so
that one more draw for one of them moves none of the others: an accident that a learner adds changes what follows from it, and
nothing else.
@param seed A whole number of at least 0.
*/
export function seededRandom(seed: number, purpose: string): Random {
	const text = `${seed}/${purpose}`;
	const random: Random = {a: hashOf(text, 1), b: hashOf(text, 2), c: hashOf(text, 3), counter: 1};
	for (let round = 0; round < 15; round++) {
		nextUint32(random);
	}

	return random;
}

/** The next number of the stream, from 0 to 2^32 - 1. */
export function nextUint32(random: Random): number {
	const sum = (((random.a + random.b) | 0) + random.counter) | 0;
	random.counter = (random.counter + 1) | 0;
	random.a = random.b ^ (random.b >>> 9);
	random.b = (random.c + (random.c << 3)) | 0;
	random.c = (((random.c << 21) | (random.c >>> 11)) + sum) | 0;
	return sum >>> 0;
}

/** A fraction from 0 up to, but not including, 1. */
export function fraction(random: Random): number {
	return nextUint32(random) / 0x1_00_00_00_00;
}

/**
A whole number from `low` up to, but not including, `high`.
@param high At most 2^32 above `low`; where it is not above `low`, the answer is `low`.
*/
export function between(random: Random, low: number, high: number): number {
	return high <= low ? low : low + Math.floor(fraction(random) * (high - low));
}

/** True with this probability; a probability of 0 draws nothing, so a calm network leaves its stream alone. */
export function happens(random: Random, probability: number): boolean {
	return probability > 0 && fraction(random) < probability;
}
