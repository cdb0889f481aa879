import test from 'ava';
import {UserError} from '../../../source/model/user-error.js';
import {readFault} from '../../../source/simulation/control-plane/read-fault.js';
import {hitOf, machinesOf, refuseUnknownTargets, roleHolder, targetNames} from '../../../source/simulation/control-plane/resolve-target.js';
import {defaultSettings} from '../../../source/simulation/control-plane/settings.js';
import {usualTopology, type ChainTopology} from '../../../source/simulation/control-plane/topology.js';
import {processAt} from '../../../source/simulation/kernel/simulation.js';
import {hit, named, run, runningChain, type Running} from './chains.js';

const everything = ['etcd', 'apiserver', 'controllers', 'load-balancer', 'kubelet'] as const;

function zoned(): ChainTopology {
	const usual = usualTopology(defaultSettings, {parts: everything});
	return {...usual, machines: usual.machines.map((machine, index) => ({...machine, zone: `zone-${'abc'[index % 3]}`}))};
}

const nameOf = ({chain}: Running, target: string): string | readonly string[] | null => {
	const found = hitOf(chain, target);
	const {world} = chain.simulation;
	return found === null ? null : (found.kind === 'process' ? processAt(world, found.id).name : found.machines.map(machine => world.machines[machine]!.name));
};

test('a process by its name, a machine, a zone, and the machine of whoever has a role', t => {
	const running = runningChain({topology: zoned()});
	t.is(nameOf(running, 'haproxy-2'), 'haproxy-2');
	t.deepEqual(nameOf(running, 'node-3'), ['node-3']);
	t.deepEqual(nameOf(running, 'zone-b'), ['node-2', 'node-5']);
	t.is(nameOf(running, 'vip-holder'), 'keepalived-1');
	t.deepEqual(nameOf(running, 'node/vip-holder'), ['node-1']);
	t.deepEqual(nameOf(running, 'node/kubelet-6'), ['node-6']);
	t.deepEqual(nameOf(running, 'node/zone-b'), ['node-2', 'node-5']);
});

test('roles go to whoever has them at this moment', t => {
	const running = runningChain({topology: zoned()});
	const leader = String(nameOf(running, 'etcd-leader'));
	const scheduler = String(nameOf(running, 'scheduler-leader'));
	t.not(nameOf(running, 'a-follower'), leader);
	t.is(nameOf(running, 'a-dead-member'), null);
	t.is(nameOf(running, 'kube-vip-leader'), null, 'here keepalived holds the VIP');
	t.regex(String(nameOf(running, 'controller-manager-leader')), /^controller-manager-\d$/v);

	hit(running, `kill ${leader}`, `kill ${scheduler}`, 'stop keepalived-1');
	t.is(nameOf(running, 'a-dead-member'), leader);
	t.is(nameOf(running, 'etcd-leader'), null);
	run(running, 3000);
	t.not(nameOf(running, 'etcd-leader'), leader);
	t.is(nameOf(running, 'vip-holder'), 'keepalived-2');
	t.is(nameOf(running, 'scheduler-leader'), null);
	run(running, 25_000);
	t.not(nameOf(running, 'scheduler-leader'), scheduler);
});

test('a follower is a member that runs and does not lead, whoever leads', t => {
	for (const seed of [1, 2, 3, 4, 5, 6]) {
		const running = runningChain({seed, parts: ['etcd'], endpoint: 'none'});
		t.regex(String(nameOf(running, 'a-follower')), /^etcd-\d$/v);
		t.not(nameOf(running, 'a-follower'), nameOf(running, 'etcd-leader'));
	}
});

test('of two etcd leaders the one of the higher term counts', t => {
	const running = runningChain();
	const old = String(nameOf(running, 'etcd-leader'));
	// It steps down after an election timeout; that is when there may be two, and the others hear nothing of it.
	hit(running, `freeze ${old}`);
	run(running, 3000);
	const next = String(nameOf(running, 'etcd-leader'));
	t.not(next, old);
	hit(running, `cut node/${old}|rest`, `resume ${old}`);
	run(running, 1);
	t.is(nameOf(running, 'etcd-leader'), next);
});

test('a killed keepalived leaves the VIP on its machine, and one that runs is the holder nevertheless', t => {
	const running = runningChain();
	hit(running, 'kill keepalived-1');
	t.is(nameOf(running, 'vip-holder'), 'keepalived-1', 'nobody else has it yet');
	run(running, 4000);
	t.is(nameOf(running, 'vip-holder'), 'keepalived-2');
});

test('kube-vip\'s holder is the VIP\'s holder', t => {
	const running = runningChain({endpoint: 'kube-vip'});
	t.regex(String(nameOf(running, 'kube-vip-leader')), /^kube-vip-\d$/v);
	t.is(nameOf(running, 'vip-holder'), nameOf(running, 'kube-vip-leader'));
	t.is(roleHolder(running.chain, 'scheduler-leader'), null);
});

test('rest is every machine that the other side does not name', t => {
	const {chain} = runningChain({topology: zoned()});
	const {machines} = chain.simulation.world;
	const one = machinesOf(chain, ['zone-b', 'etcd-1'], []);
	t.deepEqual(one, [1, 4, 0]);
	t.deepEqual(machinesOf(chain, ['rest'], one), machines.flatMap((_, index) => one.includes(index) ? [] : [index]));
	t.deepEqual(machinesOf(chain, ['etcd-1', 'apiserver-1', 'node-1'], []), [0], 'each machine once');
});

test('what is not there is refused, with the nearest name or all of them', t => {
	const running = runningChain({topology: zoned()});
	const refused = (text: string) => t.throws(() => {
		refuseUnknownTargets(running.chain, readFault(text));
	}, {instanceOf: UserError});
	t.regex(refused('1s kill etcd-4').says.en, /there is no "etcd-4" here/v);
	t.regex(refused('1s kill etcd-4').fix!.en, /etcd-1/v);
	t.regex(refused('1s kill vip-holdr').fix!.zh, /vip-holder/v);
	t.regex(refused('1s kill node/nobody-at-all').fix!.en, /There is: etcd-leader, a-follower/v);
	t.regex(refused('1s cut etcd-1|zone-d').says.en, /"zone-d"/v);
	t.regex(refused('1s kill rest').says.en, /"rest"/v);
	t.regex(refused('1s kill host-1').says.en, /"host-1"/v);
	for (const target of targetNames(running.chain)) {
		t.notThrows(() => {
			refuseUnknownTargets(running.chain, readFault(`1s kill ${target}`));
		}, target);
	}

	t.is(named(running, 'etcd-1').status, 'running', 'to ask is not to do');
});
