import {quoted} from '../../model/quoted.js';
import type {Text} from '../../model/language.js';
import type {MeasureName} from '../../simulation/scenarios/scenario.js';

/** What each measure measures; all but the last are times, in milliseconds. */
export const measureWords: Readonly<Record<MeasureName, Text>> = {
	etcdLeaderGapMs: {en: 'from the fault until a member becomes etcd\'s leader', zh: '从故障到有成员成为 etcd 的 Leader'},
	writeOutageMs: {en: 'from the fault to the first write that commits within 1 s', zh: '从故障到第一次能在 1 s 内提交的写入'},
	vipFailoverMs: {en: 'from the fault to the new VIP holder\'s first gratuitous ARP', zh: '从故障到新的 VIP 持有者发出第一个免费 ARP'},
	apiOutageMs: {en: 'the longest time in which the endpoint answered no probe', zh: '控制平面端点最长多久没有应答探测'},
	backendDownMs: {en: 'from the fault until HAProxy has the server DOWN', zh: '从故障到 HAProxy 把后端标记为 DOWN'},
	backendUpMs: {en: 'from its return until HAProxy has the server UP', zh: '从恢复到 HAProxy 把后端标记为 UP'},
	leaseTakeoverMs: {en: 'from the fault until another writes the Lease as its holder', zh: '从故障到另一个实例作为持有者写入 Lease'},
	nodeUnknownMs: {en: 'from the fault until a Node is Ready=Unknown', zh: '从故障到 Node 被标记为 Ready=Unknown'},
	podsDeletedMs: {en: 'from the fault to the first deletion of a Pod on a lost node', zh: '从故障到失联节点上的第一个 Pod 被删除'},
	podsDeletionRequested: {en: 'Pods whose deletion was asked for by the end', zh: '到结束时被要求删除的 Pod 数'},
};

/** Words of `simulate` and its sub-commands. */
export const simulateWords = {
	listNext: (id: string): Text => ({
		en: `Run one: k8s-ha-tutor simulate ${id} --run. Many times: k8s-ha-tutor simulate ${id} --runs 100.`,
		zh: `运行一个：k8s-ha-tutor simulate ${id} --run。运行多次：k8s-ha-tutor simulate ${id} --runs 100。`,
	}),
	seed: {en: 'Seed', zh: '种子'},
	until: {en: 'Until', zh: '直到'},
	differs: {en: 'Set', zh: '设置'},
	cold: {
		en: 'Within three minutes not everything became well (a leader, the VIP, Leases, nodes): the run begins as it is.',
		zh: '三分钟内并非一切都恢复正常（Leader、VIP、Lease、节点）：运行就从这个状态开始。',
	},
	usual: (value: string): Text => ({en: ` (usually ${value})`, zh: `（默认 ${value}）`}),
	staged: {en: 'Happens', zh: '发生'},
	/** Behind a fault that a person added. */
	addedHere: {en: ' (added)', zh: '（另加）'},
	added: {en: 'Added', zh: '另加'},
	measured: {en: 'Measured', zh: '测得'},
	never: {en: 'never', zh: '没有发生'},
	runs: {en: 'Runs', zh: '次数'},
	runsOf: (count: number, [from, to]: readonly [number, number]): Text => ({
		en: `${count}, seeds ${from} to ${to}; each with the moment of the fault drawn from 10 s`,
		zh: `${count}，种子 ${from} 到 ${to}；每次故障的时刻在 10 s 内随机`,
	}),
	progress: (runs: number, all: number): Text => ({en: `${runs} of ${all} runs`, zh: `已运行 ${runs}/${all} 次`}),
	tableEnd: {
		en: 'ms: milliseconds. n: runs in which it happened; missing: runs in which it never did. p50: half of the n took no longer.',
		zh: 'ms：毫秒。n：发生了的次数；missing：始终没有发生的次数。p50：n 次中有一半不超过它。',
	},

	noScenario: (flag: string): Text => ({en: `${flag} wants to know which scenario.`, zh: `${flag} 需要知道是哪个场景。`}),
	noScenarioFix: {en: 'For example: k8s-ha-tutor simulate etcd-leader-crash. simulate list shows them all.', zh: '例如：k8s-ha-tutor simulate etcd-leader-crash。simulate list 会列出全部场景。'},
	clash: (one: string, other: string): Text => ({en: `${one} and ${other} cannot be had together.`, zh: `${one} 和 ${other} 不能同时使用。`}),
	clashFix: {en: '--run tells one run; --runs N measures many.', zh: '--run 讲述一次运行；--runs N 统计多次运行。'},
	onlyWithRuns: (flag: string): Text => ({en: `${flag} wants --runs N beside it.`, zh: `${flag} 需要与 --runs N 一起使用。`}),
	codeHolds: (flag: string): Text => ({en: `A share code holds a whole run; ${flag} would make it another one.`, zh: `分享码包含整个运行；${flag} 会让它变成另一次运行。`}),
	codeHoldsFix: {en: 'Give the code alone, or a scenario with flags.', zh: '请只给出分享码，或给出场景和参数。'},
	badUntil: (got: string): Text => ({
		en: `--until got ${quoted(got)}; it wants a time above 0 and up to 60m, like 30s, 1500ms or 7m.`,
		zh: `--until 得到了 ${quoted(got)}；需要大于 0、不超过 60m 的时间，例如 30s、1500ms 或 7m。`,
	}),
	seedsEnd: (last: number): Text => ({
		en: `The last seed would be above ${last}.`,
		zh: `最后一个种子会超过 ${last}。`,
	}),
	seedsEndFix: {en: 'Begin with a smaller --seed, or ask for fewer --runs.', zh: '请用更小的 --seed，或减少 --runs。'},

	notShard: {en: 'this line is not what simulate --shard prints', zh: '这一行不是 simulate --shard 的输出'},
	notShardFix: {en: 'Give the output of simulate SCENARIO --runs N --shard k/n, one line each.', zh: '请给出 simulate SCENARIO --runs N --shard k/n 的输出，一行一个。'},

	noJson: {en: 'simulate job writes YAML, and has no JSON form.', zh: 'simulate job 输出 YAML，没有 JSON 形式。'},
	noJsonFix: {en: 'Leave --json out.', zh: '请去掉 --json。'},
	jobWants: (flag: string): Text => ({en: `simulate job wants ${flag}.`, zh: `simulate job 需要 ${flag}。`}),
	jobWantsFix: {en: 'For example: k8s-ha-tutor simulate job etcd-leader-crash --runs 10000 --shards 20', zh: '例如：k8s-ha-tutor simulate job etcd-leader-crash --runs 10000 --shards 20'},
	badImage: (got: string): Text => ({
		en: `--image got ${quoted(got)}; it wants a container image with Node.js, like node:22 or registry.example/node:22.`,
		zh: `--image 得到了 ${quoted(got)}；需要带 Node.js 的容器镜像，例如 node:22 或 registry.example/node:22。`,
	}),
	moreShardsThanRuns: (shards: number, runs: number): Text => ({
		en: `${shards} shards are more than ${runs} runs.`,
		zh: `${shards} 个分片多于 ${runs} 次运行。`,
	}),
	longLines: (least: number): Text => ({
		en: `A shard of so many runs prints more than the log of a Pod keeps; it wants --shards of at least ${least}.`,
		zh: `一个分片的运行次数太多，输出会超过 Pod 日志的保留上限；--shards 至少需要 ${least}。`,
	}),
	wrote: (file: string): Text => ({en: `Wrote ${file}.`, zh: `已写入 ${file}。`}),
} satisfies Record<string, unknown>;
