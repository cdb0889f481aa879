import type {Machine, Step} from '../../model/plan.js';
import {needsSuperAdmin} from '../kube-vip/manifest.js';
import {joinFileName} from '../kubeadm/join-configuration.js';
import {machineOf} from '../machine-hosts.js';
import {
	note, otherwise, paragraph, run, runHere, see, warning, type Block,
} from './document.js';
import {
	apiserverPort, namesOf, readEtcdVariables, remote, type Facts,
} from './facts.js';
import {localNameWarning, pointEndpoint, pointHome} from './step-balancer.js';

function copyPointer({plan}: Facts, machine: Machine): string[] {
	return plan.loadBalancer.kind === 'node-local' ? [`scp kubeadm/node-local/point-endpoint.sh ${remote(machine, '/root/point-endpoint.sh')}`] : [];
}

/** Lets root use kubectl without saying where the credentials are; again after these are renewed, since it is a copy. */
export const kubectlForRoot: readonly string[] = ['mkdir -p /root/.kube', 'cp /etc/kubernetes/admin.conf /root/.kube/config'];

/** What only a stalled `kubeadm init` or `join` shows, and what to look at. */
function whenItHangs({plan, endpoint}: Facts): Block {
	const {kind} = plan.loadBalancer;
	return otherwise({
		en: `it hangs while it waits for the control plane: \`crictl ps -a\` shows which container ends again, \`crictl logs\` with its id says why, \`journalctl -u kubelet -n 50\` what the kubelet thinks. The apiserver itself: \`curl -k https://127.0.0.1:{api}/readyz\`; through the endpoint: \`curl -k https://{endpoint}/readyz\`. **The first answers and the second does not:** ${kind === 'none' ? 'the endpoint\'s name leads to another machine' : 'what stands before the apiservers is at fault, not kubeadm'}. To begin again: \`kubeadm reset\` on this machine, then the step from its start.`,
		zh: `如果卡在等待控制平面：\`crictl ps -a\` 显示哪个容器反复退出，用它的 id 执行 \`crictl logs\` 看原因，\`journalctl -u kubelet -n 50\` 看 kubelet 的说法。直接问 apiserver：\`curl -k https://127.0.0.1:{api}/readyz\`；经过端点：\`curl -k https://{endpoint}/readyz\`。**前者有应答而后者没有**：${kind === 'none' ? '端点的名字指向了别的机器' : '问题出在 apiserver 前面，不在 kubeadm'}。要重来：在这台机器上执行 \`kubeadm reset\`，再从本步开头做起。`,
	}, {api: String(apiserverPort), endpoint});
}

function afterInit(facts: Facts): Block[] {
	const {first, plan} = facts;
	return [
		...(plan.loadBalancer.kind === 'kube-vip' && needsSuperAdmin(plan)
			? [
				paragraph({
					en: 'kube-vip was started with super-admin.conf, because admin.conf has no rights before init is done. That file stands above all authorization: change kube-vip back now. The VIP is away for a few seconds.',
					zh: 'kube-vip 启动时用的是 super-admin.conf，因为 init 完成之前 admin.conf 没有权限。那个文件不受任何授权限制：现在就把 kube-vip 换回来。VIP 会中断几秒。',
				}),
				run([first.name], 'sed -i s#/super-admin.conf#/admin.conf# /etc/kubernetes/manifests/kube-vip.yaml'),
			]
			: []),
		...(facts.isSingle && facts.workers.length === 0
			? []
			: [
				note('OPS-CERT2H', facts.isSingle
					? {en: 'It prints a token and the hash of the CA: the token is good for 24 hours. They are secrets; keep them only until everything has joined.', zh: '它会打印 token 和 CA 的哈希：token 有效 24 小时。它们是密钥，只保留到全部机器加入为止。'}
					: {en: 'It prints a token, the hash of the CA and a certificate key: the token is good for 24 hours, the key for two. They are secrets; keep them only until everything has joined.', zh: '它会打印 token、CA 的哈希和证书密钥：token 有效 24 小时，证书密钥有效 2 小时。它们是密钥，只保留到全部机器加入为止。'}),
				paragraph({en: 'Put the printed values into the join files; the copies are in `kubeadm/filled-in/`.', zh: '把打印出来的值写进加入用的文件；副本在 `kubeadm/filled-in/`。'}),
				runHere(`sh kubeadm/fill-in.sh TOKEN CA_HASH${facts.isSingle ? '' : ' CERTIFICATE_KEY'}`),
				paragraph(facts.isSingle
					? {en: 'Only when it has run out, a new one; then fill in again:', zh: '过期之后才重新生成，然后再填一次：'}
					: {en: 'Only when they have run out, new ones; then fill in again. A new certificate key makes the one before worthless:', zh: '过期之后才重新生成，然后再填一次。新的证书密钥会让之前的失效：'}),
				...newSecrets(facts, first.name),
			]),
	];
}

/** Prints what a machine needs to join, anew. With --config, because external etcd's client certificate is uploaded too. */
export function newSecrets({isSingle, first}: Facts, on: string): Block[] {
	return [run([on], 'kubeadm token create --print-join-command', ...(isSingle ? [] : [`kubeadm init phase upload-certs --upload-certs --config /root/${first.name}-init.yaml`]))];
}

/** The first control plane, and the network plugin that only it can be followed by. */
export function firstControlPlaneStep(facts: Facts): Block[] {
	const {first, controlPlanes, isSingle, isExternal, endpoint} = facts;
	return [
		...(isExternal ? [] : [paragraph({en: 'The data directory of etcd is /var/lib/etcd: mount its disk there before this step.', zh: 'etcd 的数据目录是 /var/lib/etcd：如果用单独的磁盘，先挂载到这里。'})]),
		runHere(
			...controlPlanes.map(machine => `scp kubeadm/${first.name}-init.yaml ${remote(machine, `/root/${first.name}-init.yaml`)}`),
			...copyPointer(facts, first),
		),
		run([first.name], ...pointEndpoint(facts, first), `kubeadm init --config /root/${first.name}-init.yaml${isSingle ? '' : ' --upload-certs'}`),
		see({en: '`Your Kubernetes control-plane has initialized successfully!`, and below it what the others join with.', zh: '`Your Kubernetes control-plane has initialized successfully!`，下面是其他机器加入所需的内容。'}),
		whenItHangs(facts),
		...afterInit(facts),
		run([first.name], ...kubectlForRoot, 'kubectl get nodes', `curl -k https://${endpoint}/readyz; echo`),
		see({en: '{name} is `NotReady`, and the endpoint says `ok`. NotReady is right: there is no network plugin yet.', zh: '{name} 是 `NotReady`，端点返回 `ok`。NotReady 是正常的：还没有网络插件。'}, {name: first.name}),
		...localNameWarning(facts),
		paragraph({
			en: 'Install your network plugin now, as its own documentation says; this plan does not choose one. Its Pod network must overlap neither with the machines\' network nor with the Services\' 10.96.0.0/12.',
			zh: '现在按照网络插件自己的文档安装它；本方案不替你选择。它的 Pod 网段不能与机器的网络重叠，也不能与 Service 的 10.96.0.0/12 重叠。',
		}),
		run([first.name], 'kubectl wait --for=condition=Ready node --all --timeout=5m'),
		see({en: '`condition met` for {name}.', zh: '{name} 显示 `condition met`。'}, {name: first.name}),
		otherwise({en: '`kubectl describe node {name}` names the reason under Conditions; most often the plugin\'s Pods do not run (`kubectl get pods -A`).', zh: '`kubectl describe node {name}` 的 Conditions 里有原因；多半是插件的 Pod 没有运行（`kubectl get pods -A`）。'}, {name: first.name}),
	];
}

/** One more control plane; stacked, one more etcd member as well. */
export function joinControlPlaneStep({machine: name, votersAfter}: Step, facts: Facts): Block[] {
	const {first, plan, isExternal, etcd} = facts;
	const machine = machineOf(plan, name ?? first.name);
	const file = joinFileName(machine);
	return [
		...(isExternal
			? []
			: [
				run(namesOf([first]), readEtcdVariables, 'etcdctl endpoint health --cluster'),
				see({en: '`is healthy` for every member there is so far: {count}.', zh: '目前的每个成员都是 `is healthy`：共 {count} 个。'}, {count: String(votersAfter - 1)}),
			]),
		runHere(`scp kubeadm/filled-in/${file} ${remote(machine, `/root/${file}`)}`, ...copyPointer(facts, machine)),
		run([machine.name], ...pointEndpoint(facts, machine), `kubeadm join --config /root/${file} && rm /root/${file}`, ...pointHome(facts), ...kubectlForRoot),
		see({en: '`This node has joined the cluster and a new control plane instance was created`.', zh: '`This node has joined the cluster and a new control plane instance was created`。'}),
		otherwise({
			en: '**It cannot find the Secret kubeadm-certs, or cannot decrypt it:** the certificate key is older than two hours; make a new one (above), run fill-in.sh again, copy the file again, `kubeadm reset` here, join again. **The token is not known:** the same. **It waits for etcd:** port 2379 or 2380 is closed between this machine and the members.',
			zh: '**找不到 Secret kubeadm-certs，或无法解密**：证书密钥超过了 2 小时；重新生成（见上文），再执行 fill-in.sh，重新复制文件，在这里 `kubeadm reset`，然后重新加入。**token 无效**：同样处理。**卡在等待 etcd**：这台机器与各成员之间的 2379 或 2380 端口不通。',
		}),
		run([first.name], 'kubectl get nodes', ...(isExternal ? [] : [readEtcdVariables, 'etcdctl endpoint health --cluster', 'etcdctl member list -w table'])),
		isExternal
			? see({en: '{name} among the nodes, `Ready` within a few minutes.', zh: '节点列表里有 {name}，几分钟内变为 `Ready`。'}, {name: machine.name})
			: see({en: '{name} among the nodes, and {count} healthy members, none of them a learner.', zh: '节点列表里有 {name}；{count} 个健康的成员，没有 learner。'}, {name: machine.name, count: String(votersAfter)}),
		...(isExternal || votersAfter !== 2 || etcd.length < 3
			? []
			: [warning(null, {
				en: 'With two members both must be up: the cluster is more fragile now than with one. Go on to the third without a break.',
				zh: '只有两个成员时，两个都必须正常：现在比只有一个时更脆弱。不要停顿，继续加入第三个。',
			})]),
	];
}

