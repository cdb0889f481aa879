import {compareNames} from '../../model/natural-order.js';
import type {Guarantees, Layout} from '../../model/plan.js';
import {countFatalSets} from './count-fatal-sets.js';
import {fatalGroups, fatalVoteSets, type Losses} from './fatal-sets.js';
import {inNaturalOrder, type Structure} from './structure.js';
import {fatalVoters} from './zone-counts.js';

/** How many sets are listed; all of them are counted. */
export const listedSets = 10;

/** Two sets, each in natural order, name by name; one that the other continues comes first. */
function compareSets(a: readonly string[], b: readonly string[]): number {
	for (const [index, name] of a.entries()) {
		const other = b[index];
		if (other === undefined) {
			return 1;
		}

		const order = compareNames(name, other);
		if (order !== 0) {
			return order;
		}
	}

	return a.length - b.length;
}

/** The first of the sets in name order; those of votes come in order already. */
export function firstInOrder(voteSets: Iterable<string[]>, groups: Iterable<ReadonlySet<string>>): string[][] {
	const sets = [...groups].map(group => inNaturalOrder(group));
	let taken = 0;
	for (const set of voteSets) {
		sets.push(set);
		taken++;
		if (taken === listedSets) {
			break;
		}
	}

	return sets.sort(compareSets).slice(0, listedSets);
}

/** What can be lost of a control plane of which some machines may be down already; it must still stand. */
export function machineLosses({voters, apiservers, endpoint}: Structure, down: ReadonlySet<string> = new Set()): Losses {
	const alive = (names: ReadonlySet<string>) => new Set([...names].filter(name => !down.has(name)));
	const votersUp = inNaturalOrder(alive(voters));
	return {
		votes: new Map(votersUp.map(name => [name, 1])),
		fatalVotes: fatalVoters(voters.size) - (voters.size - votersUp.length),
		groups: [apiservers, ...(endpoint === null ? [] : [endpoint])].map(group => alive(group)),
	};
}

/** The same over zones. A group with a machine in no zone cannot be lost with zones. */
function zoneLosses({voters, apiservers, endpoint}: Structure, zoneOf: ReadonlyMap<string, string | null>): Losses {
	const votes = new Map<string, number>();
	for (const voter of voters) {
		const zone = zoneOf.get(voter) ?? null;
		if (zone !== null) {
			votes.set(zone, (votes.get(zone) ?? 0) + 1);
		}
	}

	const groups: Array<Set<string>> = [];
	for (const group of [apiservers, ...(endpoint === null ? [] : [endpoint])]) {
		const zones = new Set<string>();
		let losable = true;
		for (const machine of group) {
			const zone = zoneOf.get(machine) ?? null;
			if (zone === null) {
				losable = false;
				break;
			}

			zones.add(zone);
		}

		if (losable) {
			groups.push(zones);
		}
	}

	return {
		votes: new Map(inNaturalOrder(votes.keys()).map(zone => [zone, votes.get(zone) ?? 0])),
		fatalVotes: fatalVoters(voters.size),
		groups,
	};
}

/** The minimal sets of zones whose loss is fatal: the smallest first, those of one size in name order, at most ten. */
function fatalZones(losses: Losses): string[][] {
	const groups = fatalGroups(losses);
	const largest = Math.max(losses.votes.size, ...groups.map(({size}) => size));
	const sets: string[][] = [];
	for (let size = 0; size <= largest && sets.length < listedSets; size++) {
		const ofThisSize = groups.filter(group => group.size === size);
		sets.push(...firstInOrder(size === 0 ? [] : fatalVoteSets(losses, size), ofThisSize));
	}

	return sets.slice(0, listedSets);
}

/** The minimal cut sets of a layout: every one counted, the first ten listed. */
export function minimalCutSetsOf(layout: Layout, structure: Structure): Guarantees['minimalCutSets'] {
	const losses = machineLosses(structure);
	const roleMachines = new Set([...structure.voters, ...structure.apiservers, ...structure.endpoint ?? []]);
	const zoneOf = new Map<string, string | null>();
	let hasZones = false;
	for (const {name, zone} of layout.machines) {
		hasZones ||= zone !== null;
		if (roleMachines.has(name)) {
			zoneOf.set(name, zone);
		}
	}

	return {
		smallest: Math.min(losses.fatalVotes, ...losses.groups.map(({size}) => size)),
		count: countFatalSets(losses),
		examples: firstInOrder(fatalVoteSets(losses, losses.fatalVotes), fatalGroups(losses)),
		zones: hasZones ? fatalZones(zoneLosses(structure, zoneOf)) : [],
	};
}
