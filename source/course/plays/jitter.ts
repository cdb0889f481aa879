/**
One draw of a small seeded generator (mulberry32): the chance of a time line
is a part of its state, so that the same actions give the same picture.
@returns a number in [0, 1) and the seed of the next draw.
*/
export function draw(seed: number): {value: number; next: number} {
	const next = (seed + 0x6D_2B_79_F5) >>> 0;
	let mixed = Math.imul(next ^ (next >>> 15), next | 1);
	mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
	return {value: ((mixed ^ (mixed >>> 14)) >>> 0) / (2 ** 32), next};
}
