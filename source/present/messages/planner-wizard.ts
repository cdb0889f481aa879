import type {Text} from '../../model/language.js';

/** One question of the wizard: what is asked, why, and how the answer is called in one word. */
export type QuestionWords = {readonly label: Text; readonly ask: Text; readonly why: Text};

/** The questions, and the answers one chooses from. */
export const wizardQuestions = {
	machines: {
		label: {en: 'machines', zh: '机器'},
		ask: {en: 'How many machines do you have?', zh: '你手上有多少台机器？'},
		why: {en: 'All of them: control plane, etcd and workloads share this number. 1 to 1,000,000.', zh: '全部都算：控制平面、etcd 和工作负载都从这里面分。1 到 1,000,000。'},
	},
	zones: {
		label: {en: 'zones', zh: '可用区'},
		ask: {en: 'Do they stand in zones that fail apart from each other?', zh: '它们是否分布在彼此独立故障的可用区里？'},
		why: {en: 'A zone is what one power cut, one switch or one fire takes away: a data centre, a room, a rack row.', zh: '一次断电、一台交换机故障或一场火灾能一起带走的，就是一个可用区：机房、房间或一排机柜。'},
	},
	zoneCount: {
		label: {en: 'zones', zh: '可用区数'},
		ask: {en: 'How many zones?', zh: '有几个可用区？'},
		why: {en: 'The machines are split evenly; the first zones get one more where it does not divide.', zh: '机器平均分配；除不尽时，前面的可用区各多一台。'},
	},
	zoneList: {
		label: {en: 'machines by zone', zh: '各可用区机器数'},
		ask: {en: 'How many machines in each zone?', zh: '每个可用区各有多少台机器？'},
		why: {en: 'One number per zone, with commas: 5,1,1. Together they are all your machines.', zh: '每个可用区一个数，用逗号分隔：5,1,1。加起来要等于全部机器。'},
	},
	failure: {
		label: {en: 'survive', zh: '要扛住'},
		ask: {en: 'Which failure must the control plane survive?', zh: '控制平面要扛住哪种故障？'},
		why: {en: 'This decides how many etcd voters there are, and so everything else.', zh: '它决定需要几个 etcd 投票成员，其余都由此而来。'},
	},
	workloads: {
		label: {en: 'workloads', zh: '工作负载'},
		ask: {en: 'May workloads run on control-plane machines?', zh: '工作负载可以跑在控制平面的机器上吗？'},
		why: {en: 'Apart, a hungry pod cannot slow etcd down. Shared, fewer machines are enough.', zh: '分开时，吃资源的 Pod 拖不慢 etcd；共用时，机器可以更少。'},
	},
	more: {
		label: {en: 'more', zh: '更多'},
		ask: {en: 'Anything else that is already decided?', zh: '还有别的已经定下来的吗？'},
		why: {en: 'Topology, load balancer, network, name: all of it can be left to the planner.', zh: '拓扑、负载均衡器、网络、名称：都可以交给规划器。'},
	},
	shape: {
		label: {en: 'topology', zh: '拓扑'},
		ask: {en: 'Where should etcd live?', zh: 'etcd 放在哪里？'},
		why: {en: 'External etcd is not more available when whole machines fail; it keeps a starving apiserver away from etcd.', zh: '整机故障时，外部 etcd 并不更可用；它的好处是让 apiserver 的资源争抢影响不到 etcd。'},
	},
	loadBalancer: {
		label: {en: 'load balancer', zh: '负载均衡器'},
		ask: {en: 'How do clients reach the apiservers?', zh: '客户端怎样访问 apiserver？'},
		why: {en: 'A single load balancer of its own is a single point of failure.', zh: '只有一台专用负载均衡器，就是单点故障。'},
	},
	sameSubnet: {
		label: {en: 'one subnet', zh: '同一子网'},
		ask: {en: 'Are the control planes in one IP subnet?', zh: '控制平面的机器在同一个 IP 子网里吗？'},
		why: {en: 'A virtual IP moves by ARP and cannot leave its subnet.', zh: '虚拟 IP（VIP）靠 ARP 漂移，出不了所在的子网。'},
	},
	vip: {
		label: {en: 'VIP', zh: 'VIP'},
		ask: {en: 'Which virtual IP?', zh: '用哪个虚拟 IP（VIP）？'},
		why: {en: 'A free address of that subnet. Empty: to be said later.', zh: '该子网里一个没人用的地址。留空表示以后再定。'},
	},
	endpoint: {
		label: {en: 'endpoint', zh: '端点'},
		ask: {en: 'Under which name do clients find the control plane?', zh: '客户端用什么名字找到控制平面？'},
		why: {en: 'A DNS name lets the address change later. Empty: to be said later.', zh: '用 DNS 名称，以后换地址也方便。留空表示以后再定。'},
	},
	name: {
		label: {en: 'name', zh: '名称'},
		ask: {en: 'What is the cluster called?', zh: '集群叫什么名字？'},
		why: {en: 'Small letters, digits and hyphens. Empty: demo.', zh: '小写字母、数字和连字符。留空则为 demo。'},
	},
} as const satisfies Record<string, QuestionWords>;

export const wizardChoices = {
	zones: {
		none: {en: 'no, or only one', zh: '不是，或只有一个'},
		even: {en: 'yes, about equally many in each', zh: '是，各处数量差不多'},
		list: {en: 'yes, I say how many in each', zh: '是，我来说每处有几台'},
	},
	failure: {
		machine: {en: 'any one machine', zh: '任意一台机器'},
		maintenance: {en: 'any one machine, while another is in maintenance', zh: '一台正在维护时，再坏任意一台'},
		two: {en: 'any two machines at once', zh: '任意两台机器同时'},
		three: {en: 'any three machines at once', zh: '任意三台机器同时'},
		zone: {en: 'any one whole zone', zh: '任意一个可用区整体'},
		zoneAndMachine: {en: 'any one whole zone and any one machine more', zh: '任意一个可用区整体，再加任意一台机器'},
		twoZones: {en: 'any two whole zones', zh: '任意两个可用区整体'},
		none: {en: 'none: it may stop', zh: '都不用：可以停'},
	},
	workloads: {
		auto: {en: 'let the planner decide', zh: '由规划器决定'},
		separate: {en: 'no, keep them apart', zh: '不可以，分开放'},
		shared: {en: 'yes, share the machines', zh: '可以，共用机器'},
	},
	more: {
		no: {en: 'no, make the plan', zh: '没有，生成方案'},
		yes: {en: 'yes, ask me', zh: '有，问我'},
	},
	shape: {
		auto: {en: 'let the planner weigh it', zh: '由规划器权衡'},
		economy: {en: 'rather few machines', zh: '尽量少用机器'},
		isolation: {en: 'rather etcd by itself, where it fits', zh: '放得下就让 etcd 独立'},
		stacked: {en: 'stacked, in any case', zh: '一定用堆叠 etcd'},
		external: {en: 'external, in any case', zh: '一定用外部 etcd'},
	},
	loadBalancer: {
		auto: {en: 'let the planner decide', zh: '由规划器决定'},
		keepalived: {en: 'HAProxy and keepalived on the control planes', zh: '在控制平面上装 HAProxy 和 keepalived'},
		'kube-vip': {en: 'kube-vip on the control planes', zh: '在控制平面上用 kube-vip'},
		dedicated: {en: 'machines of their own', zh: '单独的负载均衡机器'},
		cloud: {en: 'the cloud\'s load balancer', zh: '云厂商的负载均衡器'},
		'node-local': {en: 'a small proxy on every node', zh: '每个节点上一个本地代理'},
	},
	sameSubnet: {
		unsaid: {en: 'I do not know yet', zh: '还不知道'},
		yes: {en: 'yes', zh: '是'},
		no: {en: 'no', zh: '不是'},
	},
} as const satisfies Record<string, Readonly<Record<string, Text>>>;

/** The screen around the questions. */
export const wizard = {
	title: {en: 'Planner', zh: '规划器'},
	aside: (at: number, all: number): Text => ({en: `question ${at} of ${all}`, zh: `第 ${at} 题，共 ${all} 题`}),
	empty: {en: 'not said', zh: '未填'},
	preview: {en: 'The plan so far', zh: '目前的方案'},
	noPreviewYet: {en: 'It appears as soon as the machines are counted.', zh: '填好机器数量后显示。'},
	noPreview: {en: 'None yet: an answer is missing, or does not fit the others.', zh: '暂时没有：有的答案还没填，或和其他答案对不上。'},
	laterPreview: {en: 'With this many machines it follows after Enter.', zh: '机器这么多，按 Enter 后再更新。'},
	targetMissed: {en: '✗ Out of reach:', zh: '✗ 达不到：'},
	wantsNumber: {en: 'A whole number is wanted here, e.g. 7.', zh: '这里需要一个整数，例如 7。'},
	wantsList: {en: 'Numbers with commas are wanted here, e.g. 5,1,1.', zh: '这里需要用逗号分隔的数字，例如 5,1,1。'},
	noNumber: (got: string): Text => ({
		en: `Got '${got}'; a whole number is wanted here, e.g. 7.`,
		zh: `得到 '${got}'，这里应为整数，例如 7。`,
	}),
	noList: (got: string): Text => ({
		en: `Got '${got}'; whole numbers with commas are wanted here, e.g. 5,1,1.`,
		zh: `得到 '${got}'，这里应为用逗号分隔的整数，例如 5,1,1。`,
	}),
	wantsName: (got: string): Text => ({
		en: `'${got}' cannot be a name: small letters, digits and inner hyphens, at most 63.`,
		zh: `'${got}' 不能用作名称：只能是小写字母、数字和中间的连字符，最多 63 个。`,
	}),
};
