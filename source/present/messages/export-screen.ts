import type {Text} from '../../model/language.js';

const count = (number: number, one: string, many: string) => `${number} ${number === 1 ? one : many}`;

/** The export inside the program; the words it shares with the command are in export.ts. */
export const exportScreen = {
	title: {en: 'export', zh: '导出'},
	files: (number: number): Text => ({en: count(number, 'file', 'files'), zh: `${number} 个文件`}),
	refused: {en: 'not possible', zh: '无法表达'},
	needs: (number: number): Text => ({en: `${count(number, 'value', 'values')} missing`, zh: `缺 ${number} 个值`}),
	written: (number: number): Text => ({en: `${count(number, 'file', 'files')} will be written:`, zh: `将写入 ${number} 个文件：`}),
	unmarked: (number: number): Text => ({en: `Not marked; it would be ${count(number, 'file', 'files')}:`, zh: `未勾选；勾选后会写入 ${number} 个文件：`}),
	moreFiles: (number: number): Text => ({en: `... and ${number} more`, zh: `……另有 ${number} 个`}),
	typeIt: {en: 'Enter or v: type it here.', zh: '按 Enter 或 v 在这里填写。'},
	look: {en: 'Enter: read them.', zh: '按 Enter 查看内容。'},
	nothing: {en: 'Nothing is marked that can be written.', zh: '没有勾选任何可以写入的内容。'},
	total: (files: number, marked: number, all: number): Text => ({
		en: `To be written: ${count(files, 'file', 'files')}, ${marked} of ${all} kinds.`,
		zh: `将写入 ${files} 个文件，${all} 类中的 ${marked} 类。`,
	}),
	above: (number: number): Text => ({en: `↑ ${number} more`, zh: `↑ 还有 ${number} 项`}),
	below: (number: number): Text => ({en: `↓ ${number} more`, zh: `↓ 还有 ${number} 项`}),
	summary: (files: number, kinds: string): Text => ({
		en: `To be written: ${count(files, 'file', 'files')} (${kinds}).`,
		zh: `将写入 ${files} 个文件（${kinds}）。`,
	}),
	waits: (target: string, flags: string): Text => ({en: `${target} (${flags})`, zh: `${target}（${flags}）`}),
	waiting: (targets: string): Text => ({en: `Left out until their values are there: ${targets}.`, zh: `缺少值，暂不写入：${targets}。`}),
	notUsed: (flag: string, says: string): Text => ({en: `${flag} is not used: ${says}`, zh: `${flag} 未采用：${says}`}),
	tooLarge: (machines: number, most: number): Text => ({
		en: `This plan has ${machines} machines. From ${most + 1} on, save it and write its files in the shell: k8s-ha-tutor export plan.yaml --to all --out cluster`,
		zh: `这个方案有 ${machines} 台机器。超过 ${most} 台时，请先保存方案，再在命令行里写文件：k8s-ha-tutor export plan.yaml --to all --out cluster`,
	}),
	malformedPlan: {en: 'The plan holds a value that no file may be written from:', zh: '方案里有一个不能写入任何文件的值：'},
	fileOf: (index: number, all: number): Text => ({en: `file ${index} of ${all}`, zh: `第 ${index} 个，共 ${all} 个文件`}),
};

/** Typing the values that a plan leaves open. */
export const exportValues = {
	title: {en: 'What the plan leaves open', zh: '方案里没有的值'},
	why: {
		en: 'Held to the same rules as the flags of the command. What stays empty is left out or asked for, never invented.',
		zh: '规则与命令行参数相同。留空的值会被略去或请你填写，不会凭空编造。',
	},
	empty: {en: 'empty', zh: '空'},
	neededBy: (names: string): Text => ({en: `${names} cannot be written without it.`, zh: `缺了它就无法写入 ${names}。`}),
	optional: {en: 'Every marked file can be written without it.', zh: '没有它也能写入所有勾选的文件。'},
	aside: (index: number, all: number): Text => ({en: `value ${index} of ${all}`, zh: `第 ${index} 项，共 ${all} 项`}),
	addresses: (given: number, all: number, next: string): Text => ({
		en: `${given} of ${all} addresses; next: ${next}.`,
		zh: `已填 ${given} 个地址，共 ${all} 个；接下来是 ${next}。`,
	}),
	about: {
		addresses: {en: 'The addresses of the machines, in the order of the plan, separated by commas, e.g. 10.0.0.1,10.0.0.2', zh: '各机器的地址，按方案中的顺序，用逗号分隔，例如 10.0.0.1,10.0.0.2'},
		vip: {en: 'The virtual IP of the API: a free address in the subnet of the machines that hold it, e.g. 10.0.0.100', zh: 'API 的虚拟 IP（VIP）：持有它的机器所在子网里的一个空闲地址，例如 10.0.0.100'},
		endpoint: {en: 'The name or address that clients use for the API, e.g. api.example.com', zh: '客户端访问 API 用的域名或地址，例如 api.example.com'},
		interface: {en: 'The network interface that carries the VIP, e.g. eth0', zh: '承载 VIP 的网卡，例如 eth0'},
		kubernetesVersion: {en: 'The Kubernetes version, e.g. 1.37.1', zh: 'Kubernetes 版本，例如 1.37.1'},
		backupTo: {en: 'Where backups go, off the etcd machines, e.g. nfs://backup.example.com/srv/etcd', zh: '备份存放的位置，不在 etcd 机器上，例如 nfs://backup.example.com/srv/etcd'},
	},
};

/** Writing the files. */
export const exportWrite = {
	ask: {en: 'Which directory should the files go to?', zh: '文件写到哪个目录？'},
	why: {
		en: 'It is made where it is not there yet. A file that is there is never replaced unasked.',
		zh: '目录不存在时会新建。已有的文件不会不经询问就被覆盖。',
	},
	empty: {en: 'A directory is wanted here, e.g. cluster.', zh: '这里需要一个目录，例如 cluster。'},
	exists: (number: number, directory: string): Text => ({
		en: `${count(number, 'file is', 'files are')} there already below ${directory}. Replace ${number === 1 ? 'it' : 'them'}?`,
		zh: `${directory} 下已有其中 ${number} 个文件，要覆盖吗？`,
	}),
	existsHint: {en: 'y: yes, replace · n: no, another directory; nothing has been written yet', zh: 'y：是，覆盖 · n：否，换个目录；目前还没有写入任何内容'},
	writing: {en: 'Writing ...', zh: '正在写入……'},
	left: {en: 'Not written', zh: '没有写入'},
};
