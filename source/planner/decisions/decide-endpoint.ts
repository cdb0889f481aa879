import type {Text} from '../../model/language.js';
import type {LoadBalancerKind} from '../../model/vocabulary.js';
import {wantedLoadBalancers} from '../candidate.js';
import type {DecisionDraft} from '../draft.js';
import type {PlanFacts} from '../facts.js';
import {isSameSubnet} from '../question-of.js';

const considerations = 'kubeadm: High Availability Considerations';

const answers: Record<LoadBalancerKind, Text> = {
	keepalived: {en: 'a VIP held by keepalived, HAProxy behind it, on the control planes', zh: 'keepalived 持有 VIP，后面是 HAProxy，都在控制平面节点上'},
	'kube-vip': {en: 'a VIP held by kube-vip, on the control planes', zh: 'kube-vip 持有 VIP，在控制平面节点上'},
	dedicated: {en: 'HAProxy and keepalived on machines of their own', zh: 'HAProxy 和 keepalived 用自己的机器'},
	cloud: {en: 'the cloud\'s load balancer', zh: '云厂商的负载均衡器'},
	'node-local': {en: 'a proxy on the loopback of each node without an apiserver', zh: '没有 apiserver 的节点各在自己的回环地址上放一个代理'},
	none: {en: 'nothing: there is one control plane', zh: '不需要：只有一台控制平面节点'},
};

const reasons: Record<LoadBalancerKind, Text> = {
	keepalived: {
		en: 'It needs no further machine: every control plane that is up can hold the VIP, and HAProxy beside it reaches those that are ready.',
		zh: '它不需要更多机器：正常的控制平面节点都能持有 VIP，旁边的 HAProxy 会连到就绪的那些。',
	},
	'kube-vip': {
		en: 'It needs no further machine; it moves the VIP by a Lease in the API, so it works while etcd has quorum.',
		zh: '它不需要更多机器；它靠 API 里的 Lease 移动 VIP，所以 etcd 有法定人数时才管用。',
	},
	dedicated: {
		en: 'As many as may be lost, and one more; they fail independently of the control planes, and add their own failures to the sum.',
		zh: '数量是允许宕机的台数加一；它们与控制平面各自独立地出故障，也把自己的故障加进来。',
	},
	cloud: {
		en: 'Its failures are the provider\'s, and are not counted in the availability here.',
		zh: '它的故障由云厂商负责，这里的可用度没有算进去。',
	},
	'node-local': {
		en: 'No address has to move: each node tries the control planes itself, so no zone, no subnet and no VIP stands between them.',
		zh: '没有地址需要漂移：每个节点自己去连各台控制平面节点，中间不隔可用区、子网或 VIP。',
	},
	none: {
		en: 'In front of a single apiserver a load balancer only adds something that can fail.',
		zh: '在单个 apiserver 前面放负载均衡器，只会多一个会坏的东西。',
	},
};

/** Dedicated load balancers where there is no room for as many as policy wants. */
const tooFew: Text = {
	en: 'There is no machine to spare for more of them; they fail independently of the control planes, and add their own failures to the sum.',
	zh: '没有多余的机器再加；它们与控制平面各自独立地出故障，也把自己的故障加进来。',
};

function loadBalancerReason({candidate: {kind, voters, loadBalancers}, question: {targets}}: PlanFacts): Text {
	return kind === 'dedicated' && loadBalancers < wantedLoadBalancers(voters, targets) ? tooFew : reasons[kind];
}

function decidePort({layout: {controlPlane: {endpoint: {port}}, loadBalancer: {kind}}}: PlanFacts): DecisionDraft {
	return {
		id: 'port',
		question: {en: 'On which port?', zh: '用哪个端口？'},
		answer: {en: String(port), zh: String(port)},
		because: kind === 'keepalived'
			? {
				en: 'HAProxy runs beside the apiservers, and these hold 6443 on every address of their machine, the VIP included.',
				zh: 'HAProxy 与 apiserver 在同一台机器上，而 apiserver 占用了这台机器所有地址（包括 VIP）上的 6443。',
			}
			: {
				en: 'The apiserver\'s own port: nothing else listens there on the same machine and address.',
				zh: 'apiserver 自己的端口：同一台机器的同一地址上没有别的程序监听它。',
			},
		lesson: 'vrrp',
		source: considerations,
	};
}

function decideSubnet({requirements}: PlanFacts): DecisionDraft[] {
	const {zones, sameSubnet, vip} = requirements;
	if (sameSubnet === null && (zones === null || zones.length < 2)) {
		return [];
	}

	const isSame = isSameSubnet(requirements);
	const said: Text = sameSubnet === null
		? (vip === null
			? {
				en: 'Nobody said so, and zones are often subnets of their own, which a VRRP address cannot cross; --same-subnet yes says otherwise.',
				zh: '没有人说明，而可用区往往各有子网，VRRP 的地址跨不过去；如果在同一子网，请用 --same-subnet yes 说明。',
			}
			: {en: 'A VIP was given, and it can only move inside one subnet.', zh: '给出了 VIP，而它只能在一个子网内漂移。'})
		: {en: 'It was said with --same-subnet.', zh: '这是用 --same-subnet 说明的。'};
	return [{
		id: 'same-subnet',
		question: {en: 'Are all zones in one subnet?', zh: '所有可用区在同一子网吗？'},
		answer: isSame ? {en: 'planned as yes', zh: '按“是”规划'} : {en: 'planned as no', zh: '按“否”规划'},
		because: said,
		lesson: 'vrrp',
		source: considerations,
	}];
}

function decideRouterId({layout: {loadBalancer: {virtualRouterId}}}: PlanFacts): DecisionDraft[] {
	return virtualRouterId === null
		? []
		: [{
			id: 'virtual-router-id',
			question: {en: 'Which virtual router ID (VRID)?', zh: '用哪个虚拟路由 ID（VRID）？'},
			answer: {en: String(virtualRouterId), zh: String(virtualRouterId)},
			because: {
				en: 'It follows from the plan\'s name, so that two clusters on one LAN seldom share it; 51, which everybody uses, and those named with --vrid-taken are stepped past.',
				zh: '它由方案的名字算出，这样同一局域网里的两个集群很少撞上；大家都用的 51 和 --vrid-taken 列出的会被跳过。',
			},
			lesson: 'vrrp',
			source: 'RFC 9568 §5.2.3',
		}];
}

export function decideEndpoint(facts: PlanFacts): DecisionDraft[] {
	const {kind} = facts.candidate;
	return [
		{
			id: 'load-balancer',
			question: {en: 'What do clients reach the apiservers through?', zh: '客户端通过什么访问 apiserver？'},
			answer: answers[kind],
			because: loadBalancerReason(facts),
			lesson: kind === 'kube-vip' ? 'leader-election' : 'vrrp',
			source: considerations,
		},
		...decideSubnet(facts),
		decidePort(facts),
		...decideRouterId(facts),
	];
}
