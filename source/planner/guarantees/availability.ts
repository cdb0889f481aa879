import type {Guarantees} from '../../model/plan.js';
import type {Assumptions} from '../../model/requirements.js';
import {minutesPerYear} from '../../model/vocabulary.js';
import {quorumOf} from '../quorum.js';
import {
	apiserverPart, endpointPart, partSums, voterPart, withPart, type LayoutCounts, type ZoneCounts,
} from './zone-counts.js';

/*
The exact count. Machines with the same parts are alike, so a state is (voters up, an apiserver up?, a way to the
endpoint up?), and the machines of one zone after the other are folded into how likely each state is. Every step only
adds and multiplies numbers that are not negative, so that a sum of failing states is right to its last digits however
small it is; 1 minus the availability would not be.
*/

/** The two flags of a state in one number, 0 to 3. */
const flagSums = 4;

/** How likely each state is, at index voters × 4 + flags. */
type States = Float64Array;

/**
1 - p as a decimal number. The difference of two floating-point numbers would keep the rounding error of p, which is
large beside 1 - p once p has many nines.
@param p A probability between 0 and 1, as a person wrote it.
*/
export function complement(p: number): number {
	const decimals = /^0\.(\d+)$/v.exec(String(p))?.[1];
	if (decimals === undefined) {
		return 1 - p;
	}

	return Number(`${(10n ** BigInt(decimals.length)) - BigInt(decimals)}e-${decimals.length}`);
}

/** How likely a machine is up, and down. */
type Chance = {readonly up: number; readonly down: number};

/** Folds machines that vote into the states, one after the other: each moves a state up by one voter, or leaves it. */
function withVoters(states: States, count: number, flags: number, chance: Chance): States {
	let current = states;
	for (let machine = 0; machine < count; machine++) {
		const next = new Float64Array(current.length);
		for (const [index, likely] of current.entries()) {
			if (likely > 0) {
				next[index] = (next[index] ?? 0) + (likely * chance.down);
				const up = (index + flagSums) | flags;
				next[up] = (next[up] ?? 0) + (likely * chance.up);
			}
		}

		current = next;
	}

	return current;
}

/** Folds machines that do not vote into the states: all that matters is whether one of them is up. */
function withOthers(states: States, count: number, flags: number, {down}: Chance): States {
	const next = new Float64Array(states.length);
	const allDown = down ** count;
	for (const [index, likely] of states.entries()) {
		next[index] = (next[index] ?? 0) + (likely * allDown);
		next[index | flags] = (next[index | flags] ?? 0) + (likely * (1 - allDown));
	}

	return next;
}

/** Folds the machines of a zone that itself is up into the states. */
function withMachines(states: States, {machines}: ZoneCounts, chance: Chance): States {
	let current = states;
	for (let parts = 1; parts < partSums; parts++) {
		const count = machines[parts] ?? 0;
		const flags = ((parts & apiserverPart) === 0 ? 0 : 1) + ((parts & endpointPart) === 0 ? 0 : 2);
		if (count > 0) {
			current = (parts & voterPart) === 0
				? withOthers(current, count, flags, chance)
				: withVoters(current, count, flags, chance);
		}
	}

	return current;
}

/**
How likely the control plane is down at a moment, between 0 and 1, not rounded. Machines fail independently within a
zone, a machine fails whole, zones fail independently; the time a failover takes is not in it. With `assume.zone` null
zones never fail. O(machines with a part × voters).
*/
export function unavailabilityOf(counts: LayoutCounts, assume: Assumptions): number {
	const voters = withPart(counts, voterPart);
	const chance = {up: assume.machine, down: complement(assume.machine)};
	let states: States = new Float64Array((voters + 1) * flagSums);
	states[0] = 1;
	for (const zone of counts.zones) {
		const zoneUp = withMachines(states, zone, chance);
		if (assume.zone === null || zone.zone === null) {
			states = zoneUp;
		} else {
			const zoneDown = complement(assume.zone);
			const before = states;
			const zoneLikely = assume.zone;
			states = zoneUp.map((likely, index) => (likely * zoneLikely) + ((before[index] ?? 0) * zoneDown));
		}
	}

	const flagsNeeded = counts.endpointNeedsMachine ? 3 : 1;
	let failing = 0;
	for (const [index, likely] of states.entries()) {
		if (Math.floor(index / flagSums) < quorumOf(voters) || (index & flagsNeeded) !== flagsNeeded) {
			failing += likely;
		}
	}

	return Math.min(1, failing);
}

/** The availability as a plan writes it: 12 decimals, 6 significant digits of what is missing to 1, minutes to one decimal. */
export function availabilityFrom(unavailability: number, assume: Assumptions): Guarantees['availability'] {
	// Sums in another order differ in their last digits, which would decide where six digits end in exactly a half.
	const settled = Number(unavailability.toPrecision(13));
	return {
		value: Number((1 - unavailability).toFixed(12)),
		unavailability: Number(settled.toPrecision(6)),
		minutesDownPerYear: Number((settled * minutesPerYear).toFixed(1)),
		assumes: {machine: assume.machine, zone: assume.zone, minutesPerYear},
	};
}
