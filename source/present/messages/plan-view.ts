import type {Text} from '../../model/language.js';
import type {
	AlternativeId, LoadBalancerKind, Role, Severity, StepAction, Topology,
} from '../../model/vocabulary.js';

const plural = (count: number, one: string, many: string) => count === 1 ? one : many;

/** The words of the plan file, for people. */
export const planWords = {
	topology: {
		single: {en: 'single control plane', zh: '单控制平面'},
		stacked: {en: 'stacked etcd', zh: '堆叠 etcd'},
		external: {en: 'external etcd', zh: '外部 etcd'},
	} satisfies Record<Topology, Text>,
	role: {
		'control-plane': {en: 'control plane', zh: '控制平面'},
		etcd: {en: 'etcd', zh: 'etcd'},
		'load-balancer': {en: 'load balancer', zh: '负载均衡器'},
		worker: {en: 'workers', zh: '工作节点'},
	} satisfies Record<Role, Text>,
	loadBalancer: {
		keepalived: {en: 'keepalived', zh: 'keepalived'},
		'kube-vip': {en: 'kube-vip', zh: 'kube-vip'},
		dedicated: {en: 'dedicated', zh: '专用'},
		cloud: {en: 'cloud', zh: '云厂商'},
		'node-local': {en: 'node-local', zh: '节点本地'},
		none: {en: 'none', zh: '无'},
	} satisfies Record<LoadBalancerKind, Text>,
	severity: {
		error: {en: 'error', zh: '错误'},
		warning: {en: 'warning', zh: '警告'},
		info: {en: 'note', zh: '提示'},
	} satisfies Record<Severity, Text>,
	action: {
		'install-load-balancer': {en: 'install the load balancer', zh: '安装负载均衡器'},
		'create-etcd': {en: 'create the etcd cluster', zh: '创建 etcd 集群'},
		'init-control-plane': {en: 'start the first control plane', zh: '初始化第一个控制平面'},
		'join-control-plane': {en: 'join as control plane', zh: '加入为控制平面'},
		'join-workers': {en: 'join the workers', zh: '加入工作节点'},
		verify: {en: 'verify', zh: '验证'},
	} satisfies Record<StepAction, Text>,
	alternative: {
		topology: {en: 'the other topology', zh: '另一种拓扑'},
		'next-tolerance': {en: 'one failure more', zh: '多扛一次故障'},
		workloads: {en: 'workloads elsewhere', zh: '另放工作负载'},
		'more-machines': {en: 'more machines', zh: '增加机器'},
		'all-in-one-zone': {en: 'all in one zone', zh: '全放一个可用区'},
		'many-clusters': {en: 'many clusters', zh: '拆成多个集群'},
	} satisfies Record<AlternativeId, Text>,
};

/** What a plan survives, in sentences. */
export const guaranteeWords = {
	label: {
		controlPlane: {en: 'Control plane', zh: '控制平面'},
		workloads: {en: 'Workloads', zh: '工作负载'},
		kills: {en: 'What kills it', zh: '致命组合'},
		availability: {en: 'Availability', zh: '可用度'},
		assumes: {en: 'Assumes', zh: '前提'},
	},
	survivesNone: {en: 'survives no loss of a machine it stands on', zh: '所在的机器一台都不能坏'},
	survives: (count: number): Text => ({
		en: `survives any ${count} ${plural(count, 'machine', 'machines')} down`,
		zh: `任意 ${count} 台机器故障都扛得住`,
	}),
	andZones: (count: number): Text => ({
		en: `, any ${count} ${plural(count, 'zone', 'zones')} down`,
		zh: `；任意 ${count} 个可用区故障也扛得住`,
	}),
	andZoneAndMachine: {en: ', and any zone with any one machine more', zh: '；任意一个可用区再加任意一台机器也扛得住'},
	butNotZone: (zones: string): Text => ({en: `, but not the loss of ${zones}`, zh: `；但扛不住失去 ${zones}`}),
	noWorkloads: {en: 'no machine takes workloads', zh: '没有可运行工作负载的机器'},
	noWorkloadLoss: (machines: number): Text => ({
		en: `${machines} ${plural(machines, 'machine takes', 'machines take')} them; no loss is survived`,
		zh: `可运行工作负载的机器 ${machines} 台；一台都不能坏`,
	}),
	workloads: (machines: number, any: number): Text => ({
		en: `${machines} machines take them; any ${any} may be down`,
		zh: `${machines} 台机器可运行；任意 ${any} 台故障仍有机器可用`,
	}),
	workloadsAndZones: (zones: number): Text => ({
		en: `, or any ${zones} ${plural(zones, 'zone', 'zones')}`,
		zh: `，任意 ${zones} 个可用区故障也一样`,
	}),
	capacity: {en: ' (room is not counted)', zh: '（未计容量）'},
	availability: (percent: string, minutes: string): Text => ({
		en: `${percent} %, down ${minutes} min/year`,
		zh: `${percent} %，每年约中断 ${minutes} 分钟`,
	}),
	less: (minutes: string): Text => ({en: `less than ${minutes}`, zh: `不到 ${minutes}`}),
	assumesMachine: (machine: string): Text => ({
		en: `each machine is up ${machine} % of the time`,
		zh: `每台机器有 ${machine} % 的时间正常`,
	}),
	assumesZone: (zone: string): Text => ({en: `, each zone ${zone} %`, zh: `，每个可用区 ${zone} %`}),
	assumesRest: {
		en: '; failures are independent; failover time is not counted. For comparing layouts, no promise.',
		zh: '；故障相互独立；不计故障转移的时间。只用于比较方案，不是承诺。',
	},
	nothingKills: {en: 'no loss of machines', zh: '没有'},
	anyOf: (size: number, members: string): Text => ({en: `any ${size} of ${members}`, zh: `${members} 中任意 ${size} 台`}),
	anyOneOf: (members: string): Text => ({en: `any of ${members}`, zh: `${members} 中任意一台`}),
	together: (members: string): Text => ({en: `${members} together`, zh: `${members} 同时故障`}),
	more: (count: number): Text => ({en: `and ${count} ${plural(count, 'set', 'sets')} more`, zh: `另有 ${count} 组`}),
	moreAndSmaller: (count: number, smallest: number): Text => ({
		en: `and ${count} ${plural(count, 'set', 'sets')} more, the smallest of ${smallest} ${plural(smallest, 'machine', 'machines')}`,
		zh: `另有 ${count} 组，最小的一组只有 ${smallest} 台`,
	}),
	wholeZone: (zones: string): Text => ({en: `the whole of ${zones}`, zh: `整个 ${zones}`}),
	anyOneZone: (zones: string): Text => ({en: `the whole of any one of ${zones}`, zh: `${zones} 中任意一个整体故障`}),
	anyZonesOf: (size: number, zones: string): Text => ({en: `any ${size} whole zones of ${zones}`, zh: `${zones} 中任意 ${size} 个可用区`}),
	zonesTogether: (zones: string): Text => ({en: `the whole of ${zones} together`, zh: `${zones} 同时整体故障`}),
	moreOfThem: {en: 'and others', zh: '等等'},
};

/** What is alive with some machines down. */
export const standingWords = {
	up: {en: 'The control plane works.', zh: '控制平面正常工作。'},
	down: {en: 'The control plane is down.', zh: '控制平面不可用。'},
	label: {
		down: {en: 'Down', zh: '已宕机'},
		etcd: {en: 'etcd', zh: 'etcd'},
		apiservers: {en: 'Apiservers', zh: 'apiserver'},
		endpoint: {en: 'Endpoint', zh: '端点'},
		workloads: {en: 'Workloads', zh: '工作负载'},
		next: {en: 'Next fatal', zh: '再坏就挂'},
	},
	nothingDown: {en: 'nothing', zh: '没有'},
	downCount: (count: number, names: string): Text => ({en: `${names} (${count})`, zh: `${names}（${count} 台）`}),
	quorum: (up: number, all: number, quorum: number): Text => ({
		en: `${up} of ${all} ${plural(all, 'member', 'members')} up, quorum is ${quorum}: it takes writes`,
		zh: `${all} 个成员中 ${up} 个正常，法定人数为 ${quorum}：可以写入`,
	}),
	noQuorum: (up: number, all: number, quorum: number): Text => ({
		en: `${up} of ${all} ${plural(all, 'member', 'members')} up, quorum is ${quorum}: no writes, no reads that must be current`,
		zh: `${all} 个成员中 ${up} 个正常，法定人数为 ${quorum}：不能写入，也没有线性一致性读`,
	}),
	serving: (count: number, all: number, names: string): Text => ({
		en: `${count} of ${all} ${plural(all, 'serves', 'serve')}: ${names}`,
		zh: `${all} 个中 ${count} 个可提供服务：${names}`,
	}),
	runningOnly: (names: string): Text => ({
		en: `none serves; ${names} ${names.includes(',') || names.includes('..') ? 'run' : 'runs'}, but without etcd it can answer nothing`,
		zh: `没有一个能提供服务；${names} 的进程还在，但没有 etcd 就无法应答`,
	}),
	noneRunning: {en: 'none runs', zh: '全部停止'},
	holders: (names: string): Text => ({en: `open: the VIP can live on ${names}`, zh: `可达：VIP 可由 ${names} 持有`}),
	dedicated: (names: string): Text => ({en: `open: by the load balancers ${names}`, zh: `可达：经由负载均衡器 ${names}`}),
	outside: {en: 'open: the cloud\'s load balancer is on none of these machines', zh: '可达：云厂商的负载均衡器不在这些机器上'},
	local: {en: 'open: every node has its own way to the apiservers', zh: '可达：每个节点都有自己通往 apiserver 的路'},
	direct: {en: 'open: clients go to the only apiserver directly', zh: '可达：客户端直接访问唯一的 apiserver'},
	closed: {en: 'closed: no machine is left that holds the way in', zh: '不可达：承担入口的机器都已宕机'},
	workloadsAll: (all: number): Text => ({
		en: all === 1 ? 'the machine that takes them is up' : `all ${all} machines that take them are up`,
		zh: `可运行工作负载的 ${all} 台机器全部正常`,
	}),
	workloadsUp: (up: number, all: number): Text => ({
		en: `${up} of ${all} machines up; lost pods start again there, as far as there is room`,
		zh: `${all} 台机器中 ${up} 台正常；只要容量够，丢失的 Pod 会在上面重建`,
	}),
	workloadsFrozen: (up: number, all: number): Text => ({
		en: `${up} of ${all} machines up; their pods run on, but nothing is replaced or changed`,
		zh: `${all} 台机器中 ${up} 台正常；上面的 Pod 继续运行，但不会重建，也无法变更`,
	}),
	workloadsGone: (all: number): Text => ({en: `0 of ${all} machines up: nothing runs`, zh: `${all} 台机器全部宕机：什么都不在运行`}),
	workloadsNone: {en: 'no machine of this plan takes them', zh: '这个方案里没有可运行工作负载的机器'},
	nextNever: {en: 'nothing: no further loss of machines takes the control plane down', zh: '没有：再失去任何机器都不会让控制平面挂掉'},
	nextDown: {en: 'it is down already; revive a machine', zh: '已经挂了；请先恢复机器'},
};

/** Column and row titles of the comparison. */
export const alternativeWords = {
	shape: {
		single: {en: 'single', zh: '单机'},
		stacked: {en: 'stacked', zh: '堆叠'},
		external: {en: 'external', zh: '外部'},
	} satisfies Record<Topology, Text>,
	thisPlan: {en: 'this plan', zh: '本方案'},
	none: {en: 'There is nothing else to weigh.', zh: '没有其他可比较的方案。'},
	topology: {en: 'etcd', zh: 'etcd'},
	voters: {en: 'etcd voters', zh: '投票成员'},
	controlPlanes: {en: 'Control planes', zh: '控制平面'},
	loadBalancer: {en: 'Load balancer', zh: '负载均衡器'},
	workers: {en: 'Only workers', zh: '专用工作节点'},
	workloads: {en: 'Run workloads', zh: '可跑工作负载'},
	machines: {en: 'Machines used', zh: '用到的机器'},
	clusters: {en: 'Clusters', zh: '集群数'},
	clustersEach: (clusters: number, each: number): Text => ({en: `${clusters} of ${each}`, zh: `${clusters} × ${each} 台`}),
	survives: {en: 'API survives any', zh: '控制平面可失去'},
	survivesMachines: (count: number): Text => ({en: count === 0 ? 'no machine' : `${count} ${plural(count, 'machine', 'machines')}`, zh: `${count} 台机器`}),
	zones: {en: 'and any', zh: '以及可用区'},
	survivesZones: (count: number): Text => ({en: count === 0 ? 'no zone' : `${count} ${plural(count, 'zone', 'zones')}`, zh: `${count} 个`}),
	workloadsSurvive: {en: 'Pods survive any', zh: '工作负载可失去'},
	fatal: {en: 'Smallest fatal', zh: '最少致命台数'},
	fatalSize: (size: number): Text => ({en: `${size} ${plural(size, 'machine', 'machines')}`, zh: `${size} 台机器`}),
	availability: {en: 'Availability, %', zh: '可用度（%）'},
	minutes: {en: 'Min/year down', zh: '每年中断分钟'},
	target: {en: 'Your targets', zh: '你的目标'},
	reached: {en: '✓ reached', zh: '✓ 达到'},
	missed: {en: '✗ missed', zh: '✗ 未达到'},
};

/** The machines as drawn. */
export const mapWords = {
	zone: (zone: string, count: number): Text => ({en: `${zone} (${count})`, zh: `${zone}（${count} 台）`}),
	down: {en: 'down', zh: '宕机'},
	workloads: {en: 'workloads', zh: '工作负载'},
	workers: {en: 'workers', zh: '工作节点'},
	comma: {en: ', ', zh: '、'},
	count: (count: number, down: number): Text => ({
		en: down === 0 ? ` (${count})` : (down === count ? ` (${count}, all down)` : ` (${count}, ${down} down)`),
		zh: down === 0 ? `（${count} 台）` : (down === count ? `（${count} 台，全部宕机）` : `（${count} 台，${down} 台宕机）`),
	}),
	before: (count: number): Text => ({en: `↑ ${count} before`, zh: `↑ 前面还有 ${count} 台`}),
	after: (count: number): Text => ({en: `↓ ${count} after`, zh: `↓ 后面还有 ${count} 台`}),
	zonesBefore: (count: number): Text => ({en: `↑ ${count} zones before`, zh: `↑ 前面还有 ${count} 个可用区`}),
	zonesAfter: (count: number): Text => ({en: `↓ ${count} zones after`, zh: `↓ 后面还有 ${count} 个可用区`}),
};

/** The screen around it. */
export const planView = {
	title: (name: string): Text => ({en: `plan ${name}`, zh: `方案 ${name}`}),
	tab: {
		machines: {en: 'Machines', zh: '机器'},
		guarantees: {en: 'Guarantees', zh: '保证'},
		alternatives: {en: 'Alternatives', zh: '备选'},
		findings: {en: 'Findings', zh: '检查结果'},
		decisions: {en: 'Why', zh: '为什么'},
		steps: {en: 'Steps', zh: '步骤'},
	},
	summary: ({topology, machines, voters, controlPlanes}: {topology: string; machines: number; voters: number; controlPlanes: number}): Text => ({
		en: `${topology}: ${machines} ${plural(machines, 'machine', 'machines')}, ${voters} etcd ${plural(voters, 'voter', 'voters')}, ${controlPlanes} control ${plural(controlPlanes, 'plane', 'planes')}`,
		zh: `${topology}：${machines} 台机器，${voters} 个 etcd 投票成员，${controlPlanes} 个控制平面`,
	}),
	works: {en: '✓ control plane works', zh: '✓ 控制平面正常'},
	broken: {en: '✗ control plane down', zh: '✗ 控制平面不可用'},
	targetReached: {en: '✓ Every target is reached.', zh: '✓ 所有目标都已达到。'},
	targetMissed: {en: '✗ Out of reach with these machines:', zh: '✗ 用这些机器达不到：'},
	missing: {en: 'Not said yet; planning needs none of it, some files do', zh: '尚未给出；规划用不到，生成部分文件时需要'},
	neededBy: (targets: string): Text => ({en: `for ${targets}`, zh: `用于 ${targets}`}),
};
