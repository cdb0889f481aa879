import test from 'ava';
import fc from 'fast-check';
import {type Plan, planSchema} from '../../source/model/plan.js';
import {choose} from '../../source/planner/choose.js';
import {assess} from '../../source/planner/guarantees/assess.js';
import {planFor} from '../../source/planner/plan-for.js';
import {questionOf} from '../../source/planner/question-of.js';
import {requirementsFor, type Asked} from '../../source/planner/requirements-for.js';
import {compareReach} from '../../source/planner/targets.js';
import {
	loadBalancerChoices, preferChoices, topologyChoices, workloadsChoices,
} from '../../source/model/vocabulary.js';

const maybe = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, {nil: undefined});

/** Everything one may ask that does not contradict itself. */
const asks = fc.record({
	zones: maybe(fc.array(fc.integer({min: 1, max: 12}), {minLength: 1, maxLength: 6})),
	alone: fc.integer({min: 1, max: 40}),
	surviveMachines: maybe(fc.integer({min: 0, max: 4})),
	surviveZones: maybe(fc.integer({min: 0, max: 3})),
	zoneAndMachine: maybe(fc.boolean()),
	maintenance: maybe(fc.boolean()),
	workloads: maybe(fc.constantFrom(...workloadsChoices)),
	topology: maybe(fc.constantFrom(...topologyChoices)),
	prefer: maybe(fc.constantFrom(...preferChoices)),
	loadBalancer: maybe(fc.constantFrom(...loadBalancerChoices)),
	sameSubnet: maybe(fc.boolean()),
	vip: maybe(fc.constantFrom('10.0.0.100', 'fd00::100')),
	endpoint: maybe(fc.constantFrom('api.example.com', '10.0.0.100')),
	interface: maybe(fc.constant('eth0')),
	nodesPlanned: maybe(fc.constantFrom(100, 2000, 6000)),
	kubernetesVersion: maybe(fc.constantFrom('1.28', 'v1.37.1')),
	assume: maybe(fc.record({machine: fc.constantFrom(0.5, 0.9, 0.999), zone: fc.constantFrom(0.9, 0.9999)})),
}).map(({alone, zones, surviveZones, zoneAndMachine, ...asked}): Asked => ({
	...asked,
	machines: zones === undefined ? alone : zones.reduce((sum, size) => sum + size, 0),
	zones,
	surviveZones: zones === undefined ? undefined : surviveZones,
	zoneAndMachine: zones === undefined ? undefined : zoneAndMachine,
})).filter(asked => {
	try {
		requirementsFor(asked);
		return true;
	} catch {
		return false;
	}
});

function sentencesOf(plan: Plan): string[] {
	return [
		...(plan.target.shortfall === null ? [] : [plan.target.shortfall.says]),
		...plan.alternatives.map(({because}) => because),
		...plan.findings.map(({message}) => message),
		...plan.decisions.flatMap(({question, answer, because}) => [question, answer, because]),
		...plan.steps.map(({because}) => because),
	];
}

/** Half-width punctuation beside a Chinese character, or two spaces in a row. */
const looksWrong = /[\p{Script=Han}][,;:!?\(\)]|[,;:!?\(\)][\p{Script=Han}]| {2}|undefined|NaN|null/v;

/** What is wrong with a plan, as words; nothing where nothing is. */
function faultsOf(plan: Plan, chinese: ReadonlyMap<string, string>): string[] {
	const faults: string[] = [];
	const fault = (when: boolean, says: string) => {
		if (when) {
			faults.push(says);
		}
	};

	const {etcd, controlPlane, loadBalancer, machines, steps, alternatives, target} = plan;
	fault(!planSchema.safeParse(plan).success, 'not a plan by the schema');
	fault(etcd.members.length % 2 === 0 || etcd.members.length > 7, 'an even number of voters, or too many');
	fault(etcd.quorum !== Math.floor(etcd.members.length / 2) + 1, 'a wrong quorum');
	fault(JSON.stringify(assess(plan, plan.requirements.assume)) !== JSON.stringify(plan.guarantees), 'guarantees of another layout');
	fault(machines.some(({name, roles}) => roles.includes('etcd') !== etcd.members.includes(name)
		|| roles.includes('control-plane') !== controlPlane.machines.includes(name)
		|| roles.includes('load-balancer') !== loadBalancer.machines.includes(name)), 'roles that differ from the lists');
	fault(plan.topology !== 'external' && etcd.members.join(' ') !== controlPlane.machines.join(' '), 'stacked, but apart');
	fault(plan.guarantees.workloads.machines === 0, 'no machine for workloads');
	fault(alternatives.slice(0, 3).map(({id}) => id).join(' ') !== 'topology next-tolerance workloads', 'the first three alternatives are missing');
	fault(alternatives.some(({topology}, index) => index === 0 && (topology === 'external') === (plan.topology === 'external')), 'the same topology as its alternative');
	fault((alternatives[1]?.guarantees.controlPlane.anyMachines ?? 0) <= plan.guarantees.controlPlane.anyMachines, 'a next tolerance that is none');
	fault(target.reached && target.shortfall !== null, 'reached, and short of it');
	fault(steps.at(-1)?.votersAfter !== etcd.members.length || steps.at(-1)?.quorumAfter !== etcd.quorum, 'steps that end elsewhere');
	fault(steps.some(({votersAfter, quorumAfter}) => quorumAfter !== (votersAfter === 0 ? 0 : Math.floor(votersAfter / 2) + 1)), 'a step with a wrong quorum');
	fault(new Set(steps.map(({id}) => id)).size !== steps.length, 'two steps of one id');
	fault(new Set(plan.decisions.map(({id}) => id)).size !== plan.decisions.length, 'two decisions of one id');
	for (const sentence of sentencesOf(plan)) {
		const other = chinese.get(sentence) ?? '';
		fault(other === '' || looksWrong.test(other) || looksWrong.test(sentence) || /\p{Script=Han}/v.test(sentence), `sentence: ${sentence} | ${other}`);
	}

	return faults;
}

test('whatever is asked: a plan that holds together, in two languages, the same every time', t => {
	t.notThrows(() => {
		fc.assert(fc.property(asks, asked => {
			const {plan, chinese} = planFor(requirementsFor(asked));
			const again = planFor(requirementsFor(asked));
			const faults = faultsOf(plan, chinese);
			if (faults.length > 0) {
				throw new Error(faults.join('\n'));
			}

			return JSON.stringify(plan) === JSON.stringify(again.plan);
		}), {numRuns: 120, seed: 3});
	});
});

test('a machine more in a zone that exists never lowers what is survived, capped at the same targets', t => {
	t.notThrows(() => {
		fc.assert(fc.property(asks, fc.nat(), (asked, where) => {
			const sizes = typeof asked.zones === 'object' ? asked.zones : [asked.machines ?? 0];
			const grown = sizes.map((size, index) => index === where % sizes.length ? size + 1 : size);
			const more = {...asked, machines: (asked.machines ?? 0) + 1, zones: asked.zones && grown};
			const question = questionOf(requirementsFor(asked));
			const before = choose(question);
			const after = choose(questionOf(requirementsFor(more)));
			// Where only the larger one can be built as asked, that is what is gained.
			fc.pre(!before.unbuildable.topology && !before.unbuildable.loadBalancer);
			return compareReach(after.candidate.reach, before.candidate.reach) >= 0;
		}), {numRuns: 300, seed: 5});
	});
});

test('another name changes the name and the VRID, and nothing else', t => {
	const requirements = requirementsFor({machines: 9, zones: [4, 3, 2], sameSubnet: true});
	const {plan: demo} = planFor(requirements);
	const {plan: other} = planFor(requirements, {name: 'other'});
	t.is(other.metadata.name, 'other');
	t.not(other.loadBalancer.virtualRouterId, demo.loadBalancer.virtualRouterId);
	const decisions = demo.decisions.filter(({id}) => id !== 'virtual-router-id');
	t.deepEqual(other.decisions.filter(({id}) => id !== 'virtual-router-id'), decisions);
	t.deepEqual({
		...other, metadata: demo.metadata, loadBalancer: demo.loadBalancer, decisions: demo.decisions,
	}, demo);
});

test('addresses change the addresses, and what is missing, and nothing else', t => {
	const requirements = requirementsFor({machines: 5});
	const {plan: demo} = planFor(requirements);
	const addresses = ['10.0.0.5', '10.0.0.4', '10.0.0.3', '10.0.0.2', 'worker.example.com'];
	const {plan} = planFor(requirements, {addresses});
	t.deepEqual(plan.machines.map(({address}) => address), addresses);
	t.deepEqual({...plan, machines: demo.machines, missing: demo.missing}, demo);
	t.false(plan.missing.some(({field}) => field === 'machines[].address'));
});
