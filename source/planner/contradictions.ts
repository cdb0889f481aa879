import type {Text} from '../model/language.js';
import {UserError} from '../model/user-error.js';
import type {Asked} from './asked.js';
import {countedMachines, countedZones, grouped} from './counted.js';

type Contradiction = {readonly when: boolean; readonly says: Text; readonly fix: Text};

function aboutZones({machines = 0, zones, surviveZones = 0, zoneAndMachine = false}: Asked): Contradiction[] {
	const count = typeof zones === 'number' ? zones : zones?.length ?? 0;
	const sum = typeof zones === 'object' ? zones.reduce((total, size) => total + size, 0) : machines;
	return [
		{
			when: typeof zones === 'object' && zones.length === 0,
			says: {en: '--zones got an empty list.', zh: '--zones 得到了空列表。'},
			fix: {en: 'For example: --zones 3, or --zones 5,1,1', zh: '例如：--zones 3，或 --zones 5,1,1'},
		},
		{
			when: count > machines,
			says: {
				en: `There are ${countedZones(count).en} but only ${countedMachines(machines).en}; a zone without a machine is none.`,
				zh: `有 ${countedZones(count).zh}，却只有 ${countedMachines(machines).zh}；没有机器的可用区不算可用区。`,
			},
			fix: {en: `Give at most --zones ${machines}.`, zh: `最多用 --zones ${machines}。`},
		},
		{
			when: sum !== machines,
			says: {
				en: `--zones adds up to ${countedMachines(sum).en}, but --machines says ${grouped(machines)}.`,
				zh: `--zones 加起来是 ${countedMachines(sum).zh}，而 --machines 是 ${grouped(machines)}。`,
			},
			fix: {
				en: `Make them agree: --machines ${sum}, or other zone sizes.`,
				zh: `让两者一致：--machines ${sum}，或者改可用区的台数。`,
			},
		},
		{
			when: zones === undefined && surviveZones > 0,
			says: {
				en: `--survive-zones ${surviveZones} asks to survive the loss of zones, but there are no zones.`,
				zh: `--survive-zones ${surviveZones} 要求承受失去可用区，但没有给出可用区。`,
			},
			fix: {en: 'Say which zones there are, for example --zones 3.', zh: '说明有哪些可用区，例如 --zones 3。'},
		},
		{
			when: zones === undefined && zoneAndMachine,
			says: {
				en: '--survive-zone-and-machine asks to survive the loss of a zone, but there are no zones.',
				zh: '--survive-zone-and-machine 要求承受失去可用区，但没有给出可用区。',
			},
			fix: {en: 'Say which zones there are, for example --zones 4.', zh: '说明有哪些可用区，例如 --zones 4。'},
		},
	];
}

function aboutEndpoint({vip, loadBalancer, sameSubnet}: Asked): Contradiction[] {
	const holdsVip = loadBalancer === 'keepalived' || loadBalancer === 'kube-vip' || loadBalancer === 'dedicated';
	return [
		{
			when: vip !== undefined && loadBalancer === 'cloud',
			says: {en: `--vip ${vip ?? ''} has nobody to hold it: a cloud load balancer brings its own address.`, zh: `--vip ${vip ?? ''} 没有谁来持有：云负载均衡器自带地址。`},
			fix: {en: 'Leave --vip out and give the balancer\'s address with --endpoint.', zh: '去掉 --vip，用 --endpoint 给出负载均衡器的地址。'},
		},
		{
			when: vip !== undefined && loadBalancer === 'node-local',
			says: {en: `--vip ${vip ?? ''} has nobody to hold it: with node-local each node reaches the apiservers by itself.`, zh: `--vip ${vip ?? ''} 没有谁来持有：node-local 时每个节点自己访问 apiserver。`},
			fix: {en: 'Leave --vip out, or take --load-balancer keepalived.', zh: '去掉 --vip，或改用 --load-balancer keepalived。'},
		},
		{
			when: vip !== undefined && sameSubnet === false,
			says: {en: `--vip ${vip ?? ''} can move inside one subnet only, but --same-subnet says no.`, zh: `--vip ${vip ?? ''} 只能在一个子网内漂移，而 --same-subnet 是 no。`},
			fix: {en: 'Leave --vip out, or say --same-subnet yes if it is so.', zh: '去掉 --vip；如果确实在同一子网，用 --same-subnet yes。'},
		},
		{
			when: holdsVip && sameSubnet === false,
			says: {
				en: `--load-balancer ${loadBalancer ?? ''} moves an address inside one subnet, but --same-subnet says no.`,
				zh: `--load-balancer ${loadBalancer ?? ''} 靠地址在一个子网内漂移，而 --same-subnet 是 no。`,
			},
			fix: {en: 'Take --load-balancer node-local or cloud, or say --same-subnet yes if it is so.', zh: '改用 --load-balancer node-local 或 cloud；如果确实在同一子网，用 --same-subnet yes。'},
		},
	];
}

function aboutShape({machines, workloads, topology, prefer}: Asked): Contradiction[] {
	return [
		{
			when: topology === 'external' && prefer === 'economy',
			says: {en: '--topology external takes machines for etcd alone, --prefer economy wants to save them.', zh: '--topology external 给 etcd 单独的机器，而 --prefer economy 要节省机器。'},
			fix: {en: 'Leave one of them out.', zh: '去掉其中一个。'},
		},
		{
			when: topology === 'stacked' && prefer === 'isolation',
			says: {en: '--topology stacked puts etcd on the control planes, --prefer isolation wants it apart.', zh: '--topology stacked 把 etcd 放在控制平面节点上，而 --prefer isolation 要把它隔开。'},
			fix: {en: 'Leave one of them out.', zh: '去掉其中一个。'},
		},
		{
			when: workloads === 'separate' && machines === 1,
			says: {en: '--workloads separate needs a machine for the workloads, but the only one is the control plane.', zh: '--workloads separate 需要给工作负载一台机器，而唯一的一台是控制平面节点。'},
			fix: {en: 'Take at least --machines 2, or --workloads shared.', zh: '至少用 --machines 2，或 --workloads shared。'},
		},
	];
}

/** @throws UserError for the first thing asked that contradicts another, with the way to mend it. */
export function checkContradictions(asked: Asked): void {
	for (const {when, says, fix} of [...aboutZones(asked), ...aboutEndpoint(asked), ...aboutShape(asked)]) {
		if (when) {
			throw new UserError(says, {fix});
		}
	}
}
