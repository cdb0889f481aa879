import test from 'ava';
import {UserError} from '../../source/model/user-error.js';
import {planFor, type PlanOptions} from '../../source/planner/plan-for.js';
import {requirementsFor, type Asked} from '../../source/planner/requirements-for.js';
import {requirementsSchema} from '../../source/model/requirements.js';

test('defaults: one machine to survive, one zone from three zones on, an even split, the first zones larger', t => {
	const {zones, survive, assume, given} = requirementsFor({machines: 8, zones: 3});
	t.deepEqual(zones, [3, 3, 2]);
	t.deepEqual(survive, {machines: 1, zones: 1, zoneAndMachine: false});
	t.deepEqual(assume, {machine: 0.99, zone: 0.999});
	t.deepEqual(given, ['machines', 'zones']);
	t.is(requirementsFor({machines: 8, zones: 2}).survive.zones, 0);
	t.is(requirementsFor({machines: 8, zones: 1}).assume.zone, null);
	t.is(requirementsFor({machines: 8, assume: {zone: 0.9}}).assume.zone, null, 'zones that are not there cannot fail');
});

test('given: what was said, as paths, in the order of the schema', t => {
	const all: Asked = {
		kubernetesVersion: '1.37',
		assume: {zone: 0.99, machine: 0.9},
		nodesPlanned: 10,
		interface: 'eth0',
		endpoint: 'api.example.com',
		vip: '10.0.0.100',
		sameSubnet: true,
		loadBalancer: 'keepalived',
		prefer: 'auto',
		topology: 'stacked',
		workloads: 'separate',
		maintenance: false,
		zoneAndMachine: false,
		surviveZones: 0,
		surviveMachines: 2,
		zones: [4, 4],
		machines: 8,
	};
	const requirements = requirementsFor(all);
	t.deepEqual(requirements.given, [
		'machines',
		'zones',
		'survive.machines',
		'survive.zones',
		'survive.zoneAndMachine',
		'maintenance',
		'workloads',
		'topology',
		'prefer',
		'loadBalancer',
		'sameSubnet',
		'vip',
		'endpoint',
		'interface',
		'nodesPlanned',
		'kubernetesVersion',
		'assume.machine',
		'assume.zone',
	]);
	t.deepEqual(requirementsSchema.parse(requirements), requirements);
	t.deepEqual(requirementsFor({machines: 3, vip: undefined, zones: undefined}).given, ['machines']);
});

type Refused = readonly [title: string, asked: Asked, says: RegExp, options?: PlanOptions];

const vip = '10.0.0.100';
const refused: readonly Refused[] = [
	['no machines', {}, /how many machines/v],
	['--machines 0', {machines: 0}, /--machines got 0; .* from 1 to 1,000,000/v],
	['--machines -1', {machines: -1}, /--machines got -1/v],
	['--machines 2.5', {machines: 2.5}, /--machines got 2.5/v],
	['--machines 1e9', {machines: 1e9}, /--machines got 1000000000/v],
	['--machines NaN', {machines: Number.NaN}, /--machines got NaN/v],
	['--zones 0', {machines: 3, zones: 0}, /--zones got 0/v],
	['an empty zone', {machines: 3, zones: [3, 0]}, /--zones got 0/v],
	['no zone in the list', {machines: 3, zones: []}, /empty list/v],
	['more zones than machines', {machines: 3, zones: 4}, /4 zones but only 3 machines/v],
	['zones that do not add up', {machines: 7, zones: [5, 1]}, /adds up to 6 machines, but --machines says 7/v],
	['a zone target without zones', {machines: 7, surviveZones: 1}, /no zones/v],
	['zone and machine without zones', {machines: 7, zoneAndMachine: true}, /no zones/v],
	['--survive -1', {machines: 3, surviveMachines: -1}, /--survive got -1/v],
	['--survive-zones 1.5', {machines: 3, zones: 3, surviveZones: 1.5}, /--survive-zones got 1.5/v],
	['a VIP with cloud', {machines: 3, vip, loadBalancer: 'cloud'}, /cloud/v],
	['a VIP with node-local', {machines: 3, vip, loadBalancer: 'node-local'}, /node-local/v],
	['a VIP across subnets', {machines: 3, vip, sameSubnet: false}, /one subnet/v],
	['keepalived across subnets', {machines: 3, loadBalancer: 'keepalived', sameSubnet: false}, /keepalived moves an address/v],
	['kube-vip across subnets', {machines: 3, loadBalancer: 'kube-vip', sameSubnet: false}, /kube-vip moves an address/v],
	['dedicated across subnets', {machines: 6, loadBalancer: 'dedicated', sameSubnet: false}, /dedicated moves an address/v],
	['external and economy', {machines: 9, topology: 'external', prefer: 'economy'}, /economy/v],
	['stacked and isolation', {machines: 9, topology: 'stacked', prefer: 'isolation'}, /isolation/v],
	['separate with one machine', {machines: 1, workloads: 'separate'}, /--workloads separate/v],
	['--assume machine=1', {machines: 3, assume: {machine: 1}}, /--assume machine got 1/v],
	['--assume zone=0', {machines: 3, zones: 3, assume: {zone: 0}}, /--assume zone got 0/v],
	['a VIP that is a name', {machines: 3, vip: 'vip.example.com'}, /--vip got 'vip.example.com'/v],
	['a VIP with a prefix', {machines: 3, vip: '10.0.0.100/24'}, /--vip got/v],
	['a multicast VIP', {machines: 3, vip: '224.0.0.18'}, /--vip got/v],
	['a loopback VIP', {machines: 3, vip: '::1'}, /--vip got/v],
	['an endpoint with a port', {machines: 3, endpoint: 'api.example.com:6443'}, /--endpoint got/v],
	['an endpoint with an underscore', {machines: 3, endpoint: 'my_api'}, /--endpoint got/v],
	['an interface that is too long', {machines: 3, interface: 'enp0s31f6abcdefg'}, /--interface got/v],
	['an interface with a slash', {machines: 3, interface: 'eth/0'}, /--interface got/v],
	['a version', {machines: 3, kubernetesVersion: 'latest'}, /--kubernetes-version got 'latest'/v],
	['a version of one number', {machines: 3, kubernetesVersion: '1'}, /--kubernetes-version got/v],
	['--nodes-planned 0', {machines: 3, nodesPlanned: 0}, /--nodes-planned got 0/v],
	['a name with capitals', {machines: 3}, /--name got 'Demo'/v, {name: 'Demo'}],
	['an empty name', {machines: 3}, /--name got ''/v, {name: ''}],
	['a name of 64 characters', {machines: 3}, /--name got/v, {name: 'a'.repeat(64)}],
	['fewer addresses than machines', {machines: 3}, /--addresses has 2, but there are 3 machines/v, {addresses: ['10.0.0.1', '10.0.0.2']}],
	['more addresses than machines', {machines: 1}, /--addresses has 2, but there is 1 machine\./v, {addresses: ['10.0.0.1', '10.0.0.2']}],
	['an address that is none', {machines: 1}, /--addresses has '10.0.0.300'/v, {addresses: ['10.0.0.300']}],
	['a VRID beyond 255', {machines: 3}, /--vrid-taken has 256/v, {vridTaken: [256]}],
	['a VRID of 0', {machines: 3}, /--vrid-taken has 0/v, {vridTaken: [0]}],
	['every VRID taken', {machines: 3}, /Every virtual router ID/v, {vridTaken: Array.from({length: 255}, (_, index) => index + 1)}],
];

for (const [title, asked, says, options] of refused) {
	test(`exit 2: ${title}`, t => {
		const error = t.throws(() => {
			planFor(requirementsFor(asked), options);
		}, {instanceOf: UserError});
		t.regex(error.says.en, says);
		t.is(error.exitCode, 2);
		t.regex(error.says.zh, /\p{Script=Han}/v);
		t.truthy(error.fix?.en, 'it says how to mend it');
		t.regex(error.fix?.zh ?? '', /\p{Script=Han}/v);
		t.notRegex(`${error.says.zh}${error.fix?.zh ?? ''}`, /\p{Script=Han}[,;:!?\(\)]|[,;:!?\(\)]\p{Script=Han}/v);
	});
}

test('what merely cannot be had is no error', t => {
	for (const asked of [
		{machines: 1, surviveMachines: 9},
		{machines: 2, topology: 'external'},
		{machines: 4, zones: 1, surviveZones: 1},
		{machines: 3, loadBalancer: 'dedicated'},
		{machines: 9, zones: 3, zoneAndMachine: true},
	] satisfies Asked[]) {
		t.not(planFor(requirementsFor(asked)).plan.target.shortfall, null);
	}
});
