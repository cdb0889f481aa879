import test from 'ava';
import * as fc from 'fast-check';
import {planText, readPlan} from '../../source/formats/plan-file.js';
import {UserError} from '../../source/model/user-error.js';
import {planFor} from '../../source/planner/plan-for.js';
import {requirementsFor} from '../../source/planner/requirements-for.js';

const file = 'plan.yaml';
const planOf = (machines: number, zones?: number | readonly number[]) => planFor(requirementsFor(zones === undefined ? {machines} : {machines, zones: typeof zones === 'number' ? zones : [...zones]})).plan;

test('what is written is read as the same plan, from YAML and from JSON', t => {
	const plans = fc.record({
		machines: fc.integer({min: 1, max: 30}),
		zones: fc.option(fc.integer({min: 1, max: 5}), {nil: undefined}),
		surviveMachines: fc.option(fc.integer({min: 0, max: 3}), {nil: undefined}),
		topology: fc.constantFrom('auto', 'stacked', 'external'),
		loadBalancer: fc.constantFrom('auto', 'keepalived', 'kube-vip', 'dedicated', 'cloud', 'node-local'),
	}, {requiredKeys: ['machines']});
	fc.assert(fc.property(plans, asked => {
		const said = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined));
		if ((asked.zones ?? 1) > asked.machines) {
			return;
		}

		const {plan} = planFor(requirementsFor(said));
		const text = planText(plan);
		t.deepEqual(readPlan(text, {file}), plan);
		t.deepEqual(readPlan(JSON.stringify(plan, undefined, 2), {file}), plan);
		t.is(planText(readPlan(text, {file})), text);
		// No anchors, no line that a person would have to scroll for at the top.
		t.notRegex(text, /[&*]a\d/v);
	}), {numRuns: 60});
});

test('names that YAML would read as something else are quoted', t => {
	const plan = planOf(3);
	const renamed = {...plan, metadata: {name: 'null'}, machines: plan.machines.map(machine => ({...machine, zone: '1e3', host: 'true', address: '10.0.0.1: #x'}))};
	t.deepEqual(readPlan(planText(renamed), {file}), renamed);
});

test('a hundred thousand machines are written in a moment', t => {
	const text = planText(planOf(100_000, 3));
	t.is(text.match(/^ {2}- \{name: node-/gmv)?.length, 100_000);
});

test('what is wrong is told with line, column and field', t => {
	const text = planText(planOf(5));
	const wrong: ReadonlyArray<readonly [string, string, RegExp]> = [
		['kind: Plan', 'kind: Plant', /not a plan/v],
		['apiVersion: k8s-ha-tutor/v1', 'apiVersion: k8s-ha-tutor/v2', /apiVersion/v],
		['reached: true', 'reached: maybe', /target\.reached/v],
		['roles: [worker]', 'roles: [wroker]', /worker/v],
		['roles: [worker]', 'roles: [etcd]', /node-4 has the role etcd, but is not listed under etcd\.members/v],
		['name: node-5', 'name: node-4', /node-4 is given to two machines/v],
		['name: node-5', 'name: Node_5', /machines\[4\]\.name/v],
		['members: [node-1, node-2, node-3]', 'members: [node-1, node-2, node-2]', /node-2 is listed twice/v],
		['members: [node-1, node-2, node-3]', 'members: []', /etcd\.members/v],
	];
	for (const [from, to, says] of wrong) {
		t.true(text.includes(from), from);
		const error = t.throws(() => readPlan(text.replace(from, to), {file}), {instanceOf: UserError});
		t.is(error.exitCode, 2);
		t.regex(error.message, says);
		t.is(error.at?.file, file);
		t.true((error.at?.line ?? 0) >= 1);
	}
});

test('a file full of etcd members is refused before anything is computed', t => {
	const plan = planOf(200);
	const names = plan.machines.map(({name}) => name);
	const all = {...plan, etcd: {members: names, quorum: 101}, machines: plan.machines.map(machine => ({...machine, roles: [...new Set(['etcd', ...machine.roles])] as typeof machine.roles}))};
	t.throws(() => readPlan(planText(all), {file}), {message: /200 members/v});
});
