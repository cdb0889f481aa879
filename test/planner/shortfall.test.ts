import test from 'ava';
import fc from 'fast-check';
import {choose} from '../../source/planner/choose.js';
import {questionOf, requirementsWith} from '../../source/planner/question-of.js';
import {requirementsFor, type Asked} from '../../source/planner/requirements-for.js';
import {shortfallOf} from '../../source/planner/shortfall.js';
import {missedTargets} from '../../source/planner/targets.js';
import {zonesOf} from '../../source/planner/zones.js';
import {planned} from './planning.js';

/** Whether everything that was given is had with these machines. */
function isReached(asked: Asked, sizes: readonly number[] | null, machines: number): boolean {
	const question = questionOf(requirementsWith(requirementsFor(asked), zonesOf(sizes, machines)));
	const {candidate, unbuildable} = choose(question);
	return !unbuildable.topology && !unbuildable.loadBalancer
		&& missedTargets(candidate.reach, question.targets).every(({given}) => !given);
}

/** Every way to add so many machines to the zones, the last `newZones` of which are new and get at least one. */
function * waysToAdd(machines: number, sizes: readonly number[], newZones: number): Generator<number[], void, void> {
	const [first, ...rest] = sizes;
	if (first === undefined) {
		if (machines === 0) {
			yield [];
		}

		return;
	}

	for (let here = rest.length < newZones ? 1 : 0; here <= machines; here++) {
		for (const others of waysToAdd(machines - here, rest, newZones)) {
			yield [first + here, ...others];
		}
	}
}

function reachedWith(asked: Asked, machines: number, newZones: number): boolean {
	const {zones = [], machines: atHand = 0} = asked;
	const sizes = typeof zones === 'number' ? [] : zones;
	if (sizes.length === 0) {
		return newZones === 0 && isReached(asked, null, atHand + machines);
	}

	const widened = [...sizes, ...Array.from({length: newZones}, () => 0)];
	return [...waysToAdd(machines, widened, newZones)].some(each => isReached(asked, each, atHand + machines));
}

/** Whether fewer machines are enough, or as many in fewer new zones. */
function isReachedWithLess(asked: Asked, machines: number, zones: number): boolean {
	for (let fewer = 1; fewer <= machines; fewer++) {
		for (let newZones = 0; newZones <= (fewer < machines ? fewer : zones - 1); newZones++) {
			if (reachedWith(asked, fewer, newZones)) {
				return true;
			}
		}
	}

	return false;
}

const asks = fc.record({
	zones: fc.option(fc.array(fc.integer({min: 1, max: 3}), {minLength: 1, maxLength: 3}), {nil: undefined}),
	alone: fc.integer({min: 1, max: 6}),
	surviveMachines: fc.constantFrom(undefined, 1, 2),
	surviveZones: fc.constantFrom(undefined, 1, 2),
	zoneAndMachine: fc.constantFrom(undefined, undefined, true),
	workloads: fc.constantFrom('auto' as const, 'separate' as const, 'shared' as const),
	topology: fc.constantFrom('auto' as const, 'stacked' as const, 'external' as const),
	loadBalancer: fc.constantFrom('auto' as const, 'auto' as const, 'dedicated' as const, 'cloud' as const),
}).map(({alone, zones, surviveZones, zoneAndMachine, ...asked}): Asked => ({
	...asked,
	machines: zones === undefined ? alone : zones.reduce((sum, size) => sum + size, 0),
	zones,
	surviveZones: zones === undefined ? undefined : surviveZones,
	zoneAndMachine: zones === undefined ? undefined : zoneAndMachine,
})).filter(({machines, workloads}) => machines !== 1 || workloads !== 'separate');

/** Beyond this many, trying every addition takes too long. */
const mostTried = 5;

test('policy 7: the addition reaches what was given, and none smaller does', t => {
	let checked = 0;
	t.notThrows(() => {
		fc.assert(fc.property(asks, asked => {
			const question = questionOf(requirementsFor(asked));
			const shortfall = shortfallOf(question, choose(question));
			if (shortfall === null) {
				return isReached(asked, typeof asked.zones === 'object' ? asked.zones : null, asked.machines ?? 0);
			}

			const {machines, zones} = shortfall.toAdd;
			if (machines === 0) {
				return shortfall.says.en.includes('No number of machines');
			}

			fc.pre(machines <= mostTried);
			checked++;
			return reachedWith(asked, machines, zones) && !isReachedWithLess(asked, machines, zones);
		}), {numRuns: 60, seed: 11});
	});
	t.true(checked > 20);
});

test('where to put them is said', t => {
	const says = (asked: Asked) => planned(asked).target.shortfall?.says;
	t.is(says({machines: 2, surviveMachines: 1}), 'It takes one machine more.');
	t.is(says({machines: 1, surviveMachines: 2}), 'It takes 4 machines more.');
	t.is(says({machines: 4, zones: [2, 2], surviveZones: 1}), 'It takes one machine more: 1 in a new zone (zone-c).');
	t.is(says({machines: 5, surviveMachines: 4}), 'No number of machines is enough: etcd should have at most seven voters, and seven survive the loss of three.');
	t.is(says({machines: 3, topology: 'external'}), 'The topology asked for does not fit these machines; the plan is made as if it had not been asked for. It takes one machine more.');
});

test('what is missed is target minus survived, of what was given only', t => {
	t.is(planned({machines: 4, zones: [2, 2]}).target.shortfall, null);
	const {shortfall, reached} = planned({machines: 5, zones: [3, 1, 1], surviveMachines: 3}).target;
	t.false(reached);
	t.deepEqual(shortfall && {...shortfall, says: ''}, {
		machines: 1, zones: 0, zoneAndMachine: false, workloadMachines: 1, workloadZones: 0, toAdd: {machines: 2, zones: 0}, says: '',
	});
	t.true(planned({machines: 9, zones: 3, zoneAndMachine: true}).target.shortfall?.zoneAndMachine);
});
