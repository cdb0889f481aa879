import type {Text} from '../../model/language.js';

const plural = (count: number, one: string, many: string) => count === 1 ? one : many;

/** Words of the text that `plan` prints. */
export const reportWords = {
	label: {
		build: {en: 'Build', zh: '要搭建'},
		endpoint: {en: 'Endpoint', zh: '端点'},
		availability: {en: 'Availability', zh: '可用度'},
		whyNot: {en: 'Why not', zh: '为何不'},
		nextStep: {en: 'Next step up', zh: '再上一级'},
		oneMore: {en: 'One more', zh: '再加一台'},
		findings: {en: 'Mind', zh: '注意'},
		missing: {en: 'Not given', zh: '尚未给出'},
		next: {en: 'Then', zh: '接下来'},
		shortfall: {en: 'Out of reach', zh: '达不到'},
	},
	title: (name: string, machines: number, topology: string): Text => ({
		en: `${name}: ${topology} on ${machines} ${plural(machines, 'machine', 'machines')}`,
		zh: `${name}：${machines} 台机器，${topology}`,
	}),
	voters: (voters: number, quorum: number): Text => ({
		en: `etcd quorum ${quorum} of ${voters}`,
		zh: `etcd 法定人数 ${quorum}/${voters}`,
	}),
	group: (count: number, what: string, names: string): Text => ({
		en: `${count} × ${what}: ${names}`,
		zh: `${count} × ${what}：${names}`,
	}),
	schedulable: {en: 'workloads run there too', zh: '也运行工作负载'},
	roles: {
		single: {en: 'control plane + etcd', zh: '控制平面 + etcd'},
		stacked: {en: 'control plane + etcd', zh: '控制平面 + etcd'},
		stackedWithBalancer: {en: 'control plane + etcd + load balancer', zh: '控制平面 + etcd + 负载均衡'},
		controlPlane: {en: 'control plane', zh: '控制平面'},
		controlPlaneWithBalancer: {en: 'control plane + load balancer', zh: '控制平面 + 负载均衡'},
		etcd: {en: 'etcd', zh: 'etcd'},
		loadBalancer: {en: 'load balancer', zh: '负载均衡'},
		worker: {en: 'worker', zh: '工作节点'},
	},
	endpoint: {
		keepalived: {en: 'keepalived + HAProxy', zh: 'keepalived + HAProxy'},
		'kube-vip': {en: 'kube-vip', zh: 'kube-vip'},
		dedicated: {en: 'dedicated load balancers', zh: '专用负载均衡器'},
		cloud: {en: 'the cloud\'s load balancer', zh: '云厂商的负载均衡器'},
		'node-local': {en: 'a proxy on every node', zh: '每个节点上的本地代理'},
		none: {en: 'the apiserver itself', zh: '直接访问 apiserver'},
	},
	port: (port: number): Text => ({en: `port ${port}`, zh: `端口 ${port}`}),
	moreFindings: (count: number, isMore: boolean): Text => ({
		en: `${isMore ? 'and ' : ''}${count} ${isMore ? 'more' : plural(count, 'finding', 'findings')}: k8s-ha-tutor explain plan.yaml`,
		zh: `${isMore ? '另有' : '有'} ${count} 条：k8s-ha-tutor explain plan.yaml`,
	}),
	missing: (flags: string): Text => ({
		en: `${flags} (for files)`,
		zh: `${flags}（生成部署文件时才需要）`,
	}),
	availability: (percent: string, minutes: string): Text => ({
		en: `${percent} %, down ${minutes} min/year`,
		zh: `${percent} %，每年约中断 ${minutes} 分钟`,
	}),
	assumes: (machine: string, zone: string | null): Text => ({
		en: `, if machines are up ${machine} %${zone === null ? '' : ` and zones ${zone} %`} of the time, independently; failover not counted; to compare, no promise`,
		zh: `；前提：机器 ${machine} %${zone === null ? '' : `、可用区 ${zone} %`} 的时间正常，故障相互独立，不计故障转移时间；只作比较，不是承诺`,
	}),
	wrote: (file: string): Text => ({en: `Wrote ${file}.`, zh: `已写入 ${file}。`}),
	noMachines: {
		en: 'plan needs to know how many machines there are.',
		zh: 'plan 需要知道一共有多少台机器。',
	},
	noMachinesFix: {
		en: 'Say it: k8s-ha-tutor plan --machines 5',
		zh: '请给出：k8s-ha-tutor plan --machines 5',
	},
};

/** Words of `explain`. */
export const explainWords = {
	decisions: {en: 'Why it is so', zh: '为什么这样安排'},
	findings: {en: 'Mind', zh: '注意'},
	alternatives: {en: 'What else there is', zh: '其他选择'},
	steps: {en: 'In this order', zh: '按这个顺序'},
	noFindings: {en: 'Nothing to mind.', zh: '没有需要注意的。'},
	source: (source: string): Text => ({en: `source: ${source}`, zh: `来源：${source}`}),
	lesson: (lesson: string): Text => ({en: `lesson: k8s-ha-tutor learn ${lesson}`, zh: `课程：k8s-ha-tutor learn ${lesson}`}),
	machine: (name: string, zone: string | null): Text => ({
		en: zone === null ? name : `${name} in ${zone}`,
		zh: zone === null ? name : `${name}（${zone}）`,
	}),
	runs: {en: 'Runs', zh: '角色'},
	because: {en: 'Because', zh: '原因'},
	ifLost: {en: 'If it dies', zh: '它挂了会怎样'},
	becauseRole: {
		'control-plane': {
			en: 'it serves the API: the plan wants apiservers on {machines}',
			zh: '它对外提供 API：方案把 apiserver 放在 {machines}',
		},
		etcd: {
			en: 'it holds a vote in etcd: quorum is {quorum} of {voters}',
			zh: '它在 etcd 中有一票：{voters} 个成员，法定人数为 {quorum}',
		},
		'load-balancer': {
			en: 'it carries the way to the API: {endpoint}',
			zh: '它承担通往 API 的入口：{endpoint}',
		},
		worker: {
			en: 'it runs only workloads: no more voters or apiservers are needed for the target',
			zh: '它只运行工作负载：要达到目标，不需要更多投票成员或 apiserver',
		},
	},
	changedByHand: {
		en: 'The numbers in this file do not follow from its machines any more; shown are the ones that do.',
		zh: '文件里的数字与其中的机器已不一致；下面显示的是重新计算的结果。',
	},
	unknownMachine: (name: string): Text => ({
		en: `There is no machine or zone ${name} in this plan.`,
		zh: `这个方案里没有名为 ${name} 的机器或可用区。`,
	}),
};
