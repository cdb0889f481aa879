import type {Machine} from '../../model/plan.js';
import {ipOf} from '../machine-hosts.js';
import {workerGroups} from '../kubeadm/join-configuration.js';
import {
	note, otherwise, paragraph, run, runHere, see, type Block,
} from './document.js';
import {
	forEach, namesOf, remote, type Facts,
} from './facts.js';
import {pointEndpoint, pointHome} from './step-balancer.js';

type Joining = {readonly machine: Machine; readonly file: string};

function joining({plan}: Facts): Joining[] {
	return workerGroups(plan).flatMap(({file, machines}) => machines.map(machine => ({machine, file})));
}

/** All workers: the same commands on each, since each gets its own file under the same name. */
export function joinWorkersStep(facts: Facts): Block[] {
	const {first, workers, plan} = facts;
	const names = namesOf(workers);
	const [one] = workers;
	return [
		runHere(...forEach(joining(facts), ({machine, file}) => [`scp kubeadm/filled-in/${file} ${remote(machine, '/root/worker-join.yaml')}`])),
		run(names, ...(one ? pointEndpoint(facts, one) : []), 'kubeadm join --config /root/worker-join.yaml && rm /root/worker-join.yaml', ...pointHome(facts)),
		see({en: '`This node has joined the cluster` on each.', zh: '每台上都显示 `This node has joined the cluster`。'}),
		otherwise({
			en: '**It waits for the discovery:** the machine does not reach `{endpoint}`, or the token is older than 24 hours. **Files that exist already:** the machine was a node before; `kubeadm reset` there and join again.',
			zh: '**卡在 discovery**：这台机器访问不到 `{endpoint}`，或 token 超过了 24 小时。**提示文件已存在**：这台机器以前是节点；在那里执行 `kubeadm reset`，再重新加入。',
		}, {endpoint: facts.endpoint}),
		...(plan.loadBalancer.kind === 'node-local'
			? [
				paragraph({en: 'kube-proxy copied /etc/hosts when it started; started anew it goes over the loopback as well:', zh: 'kube-proxy 启动时复制了 /etc/hosts；重新启动之后它也走回环地址：'}),
				run([first.name], 'kubectl -n kube-system rollout restart daemonset kube-proxy'),
			]
			: []),
		run([first.name], 'kubectl wait --for=condition=Ready node --all --timeout=10m', 'kubectl get nodes -o wide'),
		see({en: 'every node `Ready`, with the address you expect.', zh: '每个节点都是 `Ready`，地址与预期一致。'}),
		...(plan.machines.some(({zone}) => zone !== null)
			? [
				paragraph({en: 'The scheduler spreads Pods over zones by this label; every node must have it:', zh: '调度器按这个标签把 Pod 分散到各可用区；每个节点都必须有：'}),
				run([first.name], 'kubectl get nodes -L topology.kubernetes.io/zone'),
			]
			: []),
		...(workers.some(machine => ipOf(machine) === undefined)
			? [note(null, {en: 'Where several machines share one file, each takes its host name as the name of its node: it has to be the one in the plan.', zh: '多台机器共用一个文件时，节点名取自各自的主机名：必须与方案中的名字一致。'})]
			: []),
	];
}
