import type {Text} from '../model/language.js';
import {
	largestMachineCount, loadBalancerChoices, preferChoices, topologyChoices, workloadsChoices,
} from '../model/vocabulary.js';
import {wantsAddresses, type cli} from '../present/messages/cli.js';
import {
	choice, list, repeated, wholeNumber, wholeNumbers,
} from './read-flags.js';
import type {ExitCode, Shell} from './shell.js';

/** What a command gets: its arguments in order, and its flags by their camel-case names. */
export type CommandInput = {readonly words: ReadonlyArray<string | undefined>; readonly flags: Readonly<Record<string, unknown>>};

export type RunCommand = (shell: Shell, input: CommandInput) => Promise<ExitCode>;

export type FlagEntry = {
	readonly flags: string;
	readonly about: Text;
	/** @param before What it read before, where the flag was given already. */
	readonly read?: (value: string, before: unknown) => unknown;
};

export type CommandEntry = {
	readonly name: string;
	readonly argumentNames: string;
	readonly about: Text;
	readonly group: keyof typeof cli & ('learnGroup' | 'planGroup' | 'filesGroup');
	readonly examples: readonly string[];
	readonly flags?: readonly FlagEntry[];
	readonly commands?: readonly CommandEntry[];
	/** Loads the command's code; nothing of it is loaded before. Absent where only the sub-commands do something. */
	readonly load?: () => Promise<RunCommand>;
};

const survivable = 1000;

const planFlags: readonly FlagEntry[] = [
	{flags: '--machines <N>', about: {en: `how many machines there are, 1 to ${largestMachineCount}`, zh: `一共有多少台机器，1 到 ${largestMachineCount}`}, read: wholeNumber('--machines', 1, largestMachineCount)},
	{flags: '--zones <N|LIST>', about: {en: 'zones: how many (3), or machines in each (5,1,1)', zh: '可用区：个数（3），或每个区的机器数（5,1,1）'}, read: wholeNumbers('--zones', 1, largestMachineCount, {en: 'a number of zones like 3, or the machines in each zone like 5,1,1', zh: '可用区个数（如 3），或每个可用区的机器数（如 5,1,1）'})},
	{flags: '--survive <N>', about: {en: 'machines that may fail at once (default 1)', zh: '允许同时故障的机器数（默认 1）'}, read: wholeNumber('--survive', 0, survivable)},
	{flags: '--survive-zones <N>', about: {en: 'zones that may fail at once (default 1 from three zones on)', zh: '允许同时故障的可用区数（三个区起默认 1）'}, read: wholeNumber('--survive-zones', 0, survivable)},
	{flags: '--survive-zone-and-machine', about: {en: 'a zone may fail and one more machine with it', zh: '允许一个可用区和另外一台机器同时故障'}},
	{flags: '--maintenance', about: {en: 'one machine more may be away for maintenance', zh: '另有一台机器在维护时也要扛得住'}},
	{flags: '--workloads <WHERE>', about: {en: `may workloads share the control plane: ${workloadsChoices.join(', ')}`, zh: `工作负载是否与控制平面共用机器：${workloadsChoices.join('、')}`}, read: choice('--workloads', workloadsChoices)},
	{flags: '--topology <KIND>', about: {en: `where etcd runs: ${topologyChoices.join(', ')}`, zh: `etcd 放在哪里：${topologyChoices.join('、')}`}, read: choice('--topology', topologyChoices)},
	{flags: '--prefer <WHAT>', about: {en: `what matters more: ${preferChoices.join(', ')}`, zh: `更看重什么：${preferChoices.join('、')}`}, read: choice('--prefer', preferChoices)},
	{flags: '--load-balancer <KIND>', about: {en: `the way to the apiservers: ${loadBalancerChoices.join(', ')}`, zh: `通往 apiserver 的入口：${loadBalancerChoices.join('、')}`}, read: choice('--load-balancer', loadBalancerChoices)},
	{flags: '--same-subnet <yes|no>', about: {en: 'whether the control planes are in one IP subnet', zh: '控制平面节点是否在同一个 IP 子网'}, read: choice('--same-subnet', ['yes', 'no'])},
	{flags: '--vip <ADDRESS>', about: {en: 'the virtual IP of the API', zh: 'API 的虚拟 IP（VIP）'}},
	{flags: '--endpoint <NAME>', about: {en: 'the name or address that clients use for the API', zh: '客户端访问 API 用的域名或地址'}},
	{flags: '--interface <NAME>', about: {en: 'the network interface that carries the VIP, e.g. eth0', zh: '承载 VIP 的网卡，例如 eth0'}},
	{flags: '--vrid-taken <LIST>', about: {en: 'VRRP ids that others on this network use, e.g. 51,60', zh: '本网络中已被占用的 VRID，例如 51,60'}, read: wholeNumbers('--vrid-taken', 1, 255, {en: 'VRRP ids from 1 to 255 like 51,60', zh: ' 1 到 255 之间的 VRID，例如 51,60'})},
	{flags: '--addresses <LIST>', about: {en: 'addresses of node-1, node-2, ..., separated by commas', zh: 'node-1、node-2…… 的地址，用逗号分隔'}, read: list('--addresses', wantsAddresses)},
	{flags: '--nodes-planned <N>', about: {en: 'how many Nodes the cluster will grow to', zh: '集群将来会有多少个 Node'}, read: wholeNumber('--nodes-planned', 1, largestMachineCount)},
	{flags: '--kubernetes-version <VERSION>', about: {en: 'e.g. 1.37.1', zh: '例如 1.37.1'}},
	{flags: '--assume <LIST>', about: {en: 'how likely a machine, a zone is up (default machine=0.99,zone=0.999)', zh: '机器、可用区正常的概率（默认 machine=0.99,zone=0.999）'}, read: list('--assume', {en: 'probabilities like machine=0.99,zone=0.999', zh: '概率，例如 machine=0.99,zone=0.999'})},
	{flags: '--current <FILE>', about: {en: 'the plan that runs today; as few machines as possible change', zh: '正在运行的规划文件；尽量少动机器'}},
	{flags: '--name <NAME>', about: {en: 'name of the cluster (default demo)', zh: '集群名称（默认 demo）'}},
	{flags: '--out <FILE>', about: {en: 'write the plan file', zh: '写入规划文件'}},
];

const exportFlags: readonly FlagEntry[] = [
	{flags: '--to <LIST>', about: {en: 'runbook, haproxy, keepalived, kube-vip, etcd, kubeadm, kubespray, k0sctl, rke2, k3s, talos, backup, workloads, alerts, mermaid, report; separated by commas, or all', zh: 'runbook、haproxy、keepalived、kube-vip、etcd、kubeadm、kubespray、k0sctl、rke2、k3s、talos、backup、workloads、alerts、mermaid、report；用逗号分隔，或 all'}, read: list('--to', {en: 'names separated by commas like haproxy,kubeadm', zh: '用逗号分隔的名字，例如 haproxy,kubeadm'})},
	{flags: '--out <DIR>', about: {en: 'the directory to write to', zh: '写入的目录'}},
	...planFlags.filter(({flags}) => /^--(?:vip|endpoint|interface|addresses|kubernetes-version) /v.test(flags)),
	{flags: '--backup-to <PLACE>', about: {en: 'where backups go, off the etcd machines', zh: '备份存放的位置，不在 etcd 机器上'}},
];

const mostRuns = 1_000_000;

const seedFlag: FlagEntry = {flags: '--seed <N>', about: {en: 'where chance begins; the same seed, the same run (default 42; of many, the first: 1)', zh: '随机数的种子；种子相同，运行就相同（默认 42；多次运行的第一个：1）'}, read: wholeNumber('--seed', 0, Number.MAX_SAFE_INTEGER)};

const runsFlag: FlagEntry = {flags: '--runs <N>', about: {en: 'run N times from --seed on and measure', zh: '从 --seed 起运行 N 次并统计'}, read: wholeNumber('--runs', 1, mostRuns)};

const stagingFlags: readonly FlagEntry[] = [
	{flags: '--until <TIME>', about: {en: 'when it ends, e.g. 30s or 7m', zh: '何时结束，例如 30s 或 7m'}},
	{flags: '--fault <FAULT>', about: {en: 'something more that happens, e.g. "5s kill etcd-leader"; again for more', zh: '另加一个故障，例如 "5s kill etcd-leader"；可重复'}, read: repeated},
	{flags: '--set <KEY=VALUE>', about: {en: 'a setting, e.g. etcd.preVote=false; again for more', zh: '一项设置，例如 etcd.preVote=false；可重复'}, read: repeated},
];

/** Every command there is: the help, the parser and the tests are made from this. */
export const commandTable: readonly CommandEntry[] = [
	{
		name: 'learn',
		argumentNames: '[lesson]',
		about: {en: 'a lesson, step by step', zh: '一步一步学一课'},
		group: 'learnGroup',
		examples: ['k8s-ha-tutor learn', 'k8s-ha-tutor learn etcd-quorum', 'k8s-ha-tutor learn vrrp --plain --lang zh'],
		load: async () => (await import('./learn.js')).learn,
	},
	{
		name: 'quiz',
		argumentNames: '[lesson]',
		about: {en: 'the questions of a lesson; in a pipe, one line per answer', zh: '一课的小测验；在管道中一行一个答案'},
		group: 'learnGroup',
		examples: ['k8s-ha-tutor quiz vrrp', 'k8s-ha-tutor quiz etcd-quorum --plain'],
		load: async () => (await import('./quiz.js')).quiz,
	},
	{
		name: 'lessons',
		argumentNames: '',
		about: {en: 'list the lessons, or check lesson files', zh: '列出课程，或检查课程文件'},
		group: 'learnGroup',
		examples: ['k8s-ha-tutor lessons list', 'k8s-ha-tutor lessons check my-lessons'],
		commands: [
			{
				name: 'list',
				argumentNames: '',
				about: {en: 'the lessons, and which are done', zh: '课程列表与完成情况'},
				group: 'learnGroup',
				examples: ['k8s-ha-tutor lessons list', 'k8s-ha-tutor lessons list --json'],
				load: async () => (await import('./lessons.js')).listLessons,
			},
			{
				name: 'check',
				argumentNames: '[directory]',
				about: {en: 'check lesson files, for authors: one line for each mistake', zh: '检查课程文件（面向作者）：每个问题一行'},
				group: 'learnGroup',
				examples: ['k8s-ha-tutor lessons check', 'k8s-ha-tutor lessons check my-lessons'],
				load: async () => (await import('./lessons-check.js')).checkLessonFiles,
			},
		],
	},
	{
		name: 'simulate',
		argumentNames: '[scenario]',
		about: {en: 'break a control plane, and see what happens when', zh: '把控制平面弄坏，看什么时候发生什么'},
		group: 'learnGroup',
		examples: [
			'k8s-ha-tutor simulate etcd-leader-crash',
			'k8s-ha-tutor simulate etcd-leader-crash --run --seed 42',
			'k8s-ha-tutor simulate vip-holder-crash --run --set vrrp.advertMs=100',
			'k8s-ha-tutor simulate scheduler-leader-crash --runs 1000 --json',
		],
		flags: [
			{flags: '--run', about: {en: 'tell one run as text (with --json, as a trace)', zh: '以文本讲述一次运行（加 --json 则输出轨迹）'}},
			seedFlag,
			...stagingFlags,
			runsFlag,
			{flags: '--shard <k/n>', about: {en: 'of the runs every nth from the kth; prints a line for merge', zh: '只运行从第 k 个起每隔 n 个的那些；输出一行供 merge 使用'}},
			{flags: '--threads <N>', about: {en: 'threads for --runs; the result is the same (default: the cores)', zh: '--runs 使用的线程数；结果不变（默认：CPU 核数）'}, read: wholeNumber('--threads', 1, 1024)},
		],
		commands: [
			{
				name: 'list',
				argumentNames: '',
				about: {en: 'the scenarios there are', zh: '列出全部场景'},
				group: 'learnGroup',
				examples: ['k8s-ha-tutor simulate list', 'k8s-ha-tutor simulate list --json'],
				load: async () => (await import('./simulate-list.js')).listScenarios,
			},
			{
				name: 'merge',
				argumentNames: '<files...>',
				about: {en: 'from the output of all shards what one run prints; - is stdin', zh: '由全部分片的输出得到一次运行会给出的结果；- 表示标准输入'},
				group: 'learnGroup',
				examples: ['k8s-ha-tutor simulate merge shard-1.json shard-2.json', 'k8s-ha-tutor simulate merge - --json < shards.jsonl'],
				load: async () => (await import('./simulate-merge.js')).mergeSweep,
			},
			{
				name: 'job',
				argumentNames: '<scenario>',
				about: {en: 'a Kubernetes Job for runs that outgrow one machine', zh: '生成 Kubernetes Job，用于一台机器跑不完的批量运行'},
				group: 'learnGroup',
				examples: ['k8s-ha-tutor simulate job node-crash --runs 100000 --shards 50 > job.yaml'],
				flags: [
					runsFlag,
					{flags: '--shards <S>', about: {en: 'in how many Pods', zh: '分成多少个 Pod'}, read: wholeNumber('--shards', 1, 10_000)},
					{flags: '--image <IMAGE>', about: {en: 'a container image with Node.js (default node:22)', zh: '带 Node.js 的容器镜像（默认 node:22）'}},
					seedFlag,
					...stagingFlags,
					{flags: '--out <FILE>', about: {en: 'write to a file', zh: '写入文件'}},
				],
				load: async () => (await import('./simulate-job.js')).writeJob,
			},
		],
		load: async () => (await import('./simulate.js')).simulate,
	},
	{
		name: 'plan',
		argumentNames: '',
		about: {en: 'recommend stacked or external etcd for your machines, with proof', zh: '为你的机器推荐堆叠或外部 etcd，并给出证明'},
		group: 'planGroup',
		examples: [
			'k8s-ha-tutor plan --machines 5 --out plan.yaml',
			'k8s-ha-tutor plan --machines 12 --zones 3 --survive-zones 1',
			'k8s-ha-tutor plan --machines 7 --topology external --json',
		],
		flags: planFlags,
		load: async () => (await import('./plan.js')).plan,
	},
	{
		name: 'explain',
		argumentNames: '<plan> [machine]',
		about: {en: 'why a plan is as it is, and what is left with machines down', zh: '解释规划为何如此，以及某些机器宕机后还剩什么'},
		group: 'planGroup',
		examples: ['k8s-ha-tutor explain plan.yaml', 'k8s-ha-tutor explain plan.yaml node-1', 'k8s-ha-tutor explain plan.yaml --down node-1,node-2'],
		flags: [{flags: '--down <LIST>', about: {en: 'machines or zones that are down, e.g. node-1,zone-b', zh: '宕机的机器或可用区，例如 node-1,zone-b'}, read: list('--down', {en: 'names separated by commas like node-1,node-2', zh: '用逗号分隔的名字，例如 node-1,node-2'})}],
		load: async () => (await import('./explain.js')).explain,
	},
	{
		name: 'export',
		argumentNames: '<plan>',
		about: {en: 'the files to deploy a plan with', zh: '导出部署这个方案所需的文件'},
		group: 'planGroup',
		examples: [
			'k8s-ha-tutor export plan.yaml --to haproxy,keepalived,kubeadm --out cluster',
			'k8s-ha-tutor export plan.yaml --to all --vip 10.0.0.100 --out cluster',
		],
		flags: exportFlags,
		load: async () => (await import('./export.js')).exportPlan,
	},
	{
		name: 'progress',
		argumentNames: '',
		about: {en: 'what you have learned; a plain file you can move', zh: '学习进度；就是一个可以带走的文本文件'},
		group: 'filesGroup',
		examples: ['k8s-ha-tutor progress show', 'k8s-ha-tutor progress export > progress.jsonl', 'k8s-ha-tutor progress import progress.jsonl'],
		commands: [
			{
				name: 'show',
				argumentNames: '',
				about: {en: 'what is done, solved and worth another look', zh: '学完了什么、做对了什么、哪些值得再看'},
				group: 'filesGroup',
				examples: ['k8s-ha-tutor progress show', 'k8s-ha-tutor progress show --json'],
				load: async () => (await import('./progress.js')).showProgress,
			},
			{
				name: 'export',
				argumentNames: '[file]',
				about: {en: 'write everything to a file, or to stdout', zh: '导出到文件或标准输出'},
				group: 'filesGroup',
				examples: ['k8s-ha-tutor progress export progress.jsonl', 'k8s-ha-tutor progress export > progress.jsonl'],
				load: async () => (await import('./progress.js')).exportProgress,
			},
			{
				name: 'import',
				argumentNames: '<file>',
				about: {en: 'merge an export from another machine; nothing is doubled or lost', zh: '合并另一台机器的导出；不重复、不丢失'},
				group: 'filesGroup',
				examples: ['k8s-ha-tutor progress import progress.jsonl'],
				load: async () => (await import('./progress.js')).importProgress,
			},
			{
				name: 'reset',
				argumentNames: '[lesson]',
				about: {en: 'start a lesson anew, or all of them; asks before', zh: '重学一课或全部；会先询问'},
				group: 'filesGroup',
				examples: ['k8s-ha-tutor progress reset vrrp', 'k8s-ha-tutor progress reset --yes'],
				flags: [{flags: '--yes', about: {en: 'do not ask', zh: '不再询问'}}],
				load: async () => (await import('./progress.js')).resetProgress,
			},
		],
	},
	{
		name: 'schema',
		argumentNames: '<name>',
		about: {en: 'the JSON Schema of a file: plan, lesson or lesson-words', zh: '文件的 JSON Schema：plan、lesson 或 lesson-words'},
		group: 'filesGroup',
		examples: ['k8s-ha-tutor schema plan > plan.schema.json'],
		load: async () => (await import('./schema.js')).schema,
	},
];
