import type {Machine, Step} from '../../model/plan.js';
import {readIp} from '../../planner/addresses.js';
import {checkProgram} from '../keepalived/configuration.js';
import {monitorUrl} from '../haproxy/monitor.js';
import {hostOf, ipOf} from '../machine-hosts.js';
import {proxyDirectory} from '../kubeadm/node-local-proxy.js';
import {shellWord} from '../quoting.js';
import {nameList} from '../../present/name-list.js';
import {
	otherwise, paragraph, run, runHere, see, warning, type Block,
} from './document.js';
import {
	apiserverPort, blanks, forEach, namesOf, remote, ssh, type Facts,
} from './facts.js';
import {kubeVipFile} from './files.js';

const manifests = '/etc/kubernetes/manifests';

/** HAProxy on all balancers first, then keepalived: its check asks HAProxy. */
function keepalivedBlocks(facts: Facts): Block[] {
	const {balancers, vip, networkInterface, endpoint, plan, first, language} = facts;
	const names = namesOf(balancers);
	const [holder = ''] = names;
	const beside = plan.loadBalancer.kind === 'keepalived';
	const isName = readIp(facts.endpointHost) === undefined;
	return [
		runHere(...balancers.flatMap(machine => [
			`scp haproxy/haproxy.cfg ${remote(machine, '/etc/haproxy/haproxy.cfg')}`,
			`scp keepalived/${machine.name}/keepalived.conf ${remote(machine, '/etc/keepalived/keepalived.conf')}`,
		])),
		run(names, 'haproxy -c -f /etc/haproxy/haproxy.cfg', 'systemctl enable haproxy', 'systemctl restart haproxy', String.raw`curl -s -o /dev/null -w '%{http_code}\n' ${monitorUrl}`),
		see({en: '`200` on every one of them. That all apiservers are DOWN is right: none runs yet.', zh: '每台上都是 `200`。所有 apiserver 都是 DOWN 是正常的：现在还没有 apiserver。'}),
		otherwise(beside
			? {en: 'read `journalctl -u haproxy -n 30`. "Address already in use" on port {port}: something else listens there, and it must not be the apiserver\'s own {api}.', zh: '查看 `journalctl -u haproxy -n 30`。如果端口 {port} 提示 “Address already in use”：有别的程序在监听；它也不能与 apiserver 自己的 {api} 相同。'}
			: {en: 'read `journalctl -u haproxy -n 30`. "Address already in use" on port {port}: something else listens there.', zh: '查看 `journalctl -u haproxy -n 30`。如果端口 {port} 提示 “Address already in use”：有别的程序在监听。'}, {port: String(plan.controlPlane.endpoint.port), api: String(apiserverPort)}),
		run(names, `test -x ${checkProgram}`, 'test -s /etc/keepalived/keepalived.conf && keepalived --config-test -f /etc/keepalived/keepalived.conf', 'systemctl enable keepalived', 'systemctl restart keepalived', 'sleep 5', `ip -brief address show dev ${networkInterface}`),
		see({en: '{vip} on {holder}, and on no other machine.', zh: '{vip} 在 {holder} 上，别的机器上都没有。'}, {vip, holder}),
		otherwise({
			en: '**On two machines:** they do not hear each other; IP protocol 112 is dropped between {names}. **On none:** `journalctl -u keepalived -n 30`; the check of HAProxy fails, or the interface is not called `{interface}`.',
			zh: '**两台机器上都有**：它们互相听不到；{names} 之间的 IP 协议 112 被丢弃了。**哪台都没有**：查看 `journalctl -u keepalived -n 30`；可能是对 HAProxy 的检查失败，或者网卡不叫 `{interface}`。',
		}, {names: nameList(names, language), interface: networkInterface}),
		...(balancers.length > 1
			? [
				paragraph({en: 'Whether the adverts get through shows on a load balancer that does not hold the VIP:', zh: '通告报文能否到达，在没有持有 VIP 的负载均衡器上可以看到：'}),
				run(names.slice(1, 2), `tcpdump -c 3 -n -i ${networkInterface} proto 112`),
				see({en: 'three adverts from the holder within three seconds.', zh: '三秒之内看到持有者发出的三个通告报文。'}),
				otherwise({en: 'protocol 112 is dropped somewhere on the way: both machines then hold the VIP. Open it before you go on.', zh: '协议 112 在途中被丢弃：两台机器会同时持有 VIP。放行之后再继续。'}),
			]
			: []),
		paragraph({en: 'Now the endpoint must answer, before kubeadm asks it:', zh: '现在端点必须有应答，因为 kubeadm 马上要访问它：'}),
		run([first.name], `curl -k --max-time 5 https://${endpoint}/readyz`),
		see({
			en: 'an error that comes at once, such as `Connection refused`, `Connection reset by peer`, `SSL_ERROR_SYSCALL` or `unexpected eof`: the address lives and has nobody to pass you to yet.',
			zh: '立刻返回的错误，例如 `Connection refused`、`Connection reset by peer`、`SSL_ERROR_SYSCALL` 或 `unexpected eof`：地址是活的，只是后面还没有 apiserver。',
		}),
		otherwise({
			en: `**Silence until it has timed out:** nobody holds the address, or a firewall is between.${isName ? ' **Could not resolve host, or silence:** the name leads nowhere, or somewhere else (`getent hosts {host}` should say {vip}).' : ''} Do not run kubeadm init before this is mended.`,
			zh: `**一直没有应答直到超时**：没有机器持有这个地址，或者中间有防火墙。${isName ? '**提示 Could not resolve host，或没有应答**：名字无法解析，或指向了别处（`getent hosts {host}` 应该显示 {vip}）。' : ''}修好之前不要执行 kubeadm init。`,
		}, {host: facts.endpointHost, vip}),
	];
}

function kubeVipBlocks(step: Step, facts: Facts): Block[] {
	const {controlPlanes, first, vip, networkInterface} = facts;
	const isFirst = step.machine === first.name;
	const machines = isFirst ? [first] : controlPlanes.slice(1);
	return [
		runHere(...machines.flatMap(machine => [
			`${ssh(machine)} mkdir -p ${manifests}`,
			`scp ${kubeVipFile(machine.name)} ${remote(machine, `${manifests}/kube-vip.yaml`)}`,
		])),
		...(isFirst
			? [
				run(namesOf(controlPlanes), `ip -brief address show dev ${networkInterface}`),
				see({en: 'the interface with the machine\'s own address, and {vip} nowhere yet: kube-vip starts with kubeadm init.', zh: '网卡上有机器自己的地址，还没有 {vip}：kube-vip 随 kubeadm init 启动。'}, {vip}),
				otherwise({en: '{vip} answers already (`ping -c 1 {vip}`): somebody else has it. Choose another address, and export again.', zh: '{vip} 已经有应答（`ping -c 1 {vip}`）：别人正在使用它。换一个地址，重新导出。'}, {vip}),
			]
			: [
				run([first.name], 'kubectl --kubeconfig /etc/kubernetes/admin.conf -n kube-system get pods -o wide | grep kube-vip'),
				see({en: 'one kube-vip Pod `Running` on each control plane.', zh: '每台控制平面节点上都有一个 `Running` 的 kube-vip Pod。'}),
				otherwise({en: 'look on that machine: `crictl ps -a --name kube-vip`, then `crictl logs` with the id it shows.', zh: '在那台机器上查看：`crictl ps -a --name kube-vip`，再用显示的 id 执行 `crictl logs`。'}),
			]),
	];
}

function cloudBlocks({endpoint, plan, controlPlanes, first}: Facts): Block[] {
	return [
		paragraph({
			en: 'Make a load balancer of the kind that passes TCP through (layer 4): it listens on port {port} and forwards to port {api} of {machines}. Its health check asks `/readyz` over HTTPS on port {api} and does not check the certificate. The name or address of it is `{endpoint}`.',
			zh: '创建一个透传 TCP 的四层负载均衡器：监听端口 {port}，转发到 {machines} 的端口 {api}。健康检查用 HTTPS 访问端口 {api} 的 `/readyz`，不校验证书。它的名字或地址是 `{endpoint}`。',
		}, {port: String(plan.controlPlane.endpoint.port), api: String(apiserverPort), machines: controlPlanes.map(machine => `${machine.name} (${hostOf(machine)})`).join(', '), endpoint}),
		run([first.name], `curl -k --max-time 5 https://${endpoint}/readyz`),
		see({en: 'an error that comes at once: no apiserver runs yet.', zh: '立刻返回的错误：现在还没有 apiserver。'}),
		otherwise({
			en: 'silence until `timed out` is usual for some clouds while no target is healthy; then go on. If it stays silent after the first control plane runs: a security group, or a load balancer that does not let a target reach itself.',
			zh: '有些云在没有健康后端时会一直没有应答直到 `timed out`，这时可以继续。如果第一台控制平面节点运行之后仍然没有应答：检查安全组，或者负载均衡器是否不允许后端访问自己。',
		}),
	];
}

function nodeLocalBlocks({workers}: Facts): Block[] {
	return [
		runHere(...forEach(workers, machine => [
			`${ssh(machine)} mkdir -p ${proxyDirectory} ${manifests}`,
			`scp kubeadm/node-local/haproxy.cfg ${remote(machine, `${proxyDirectory}/haproxy.cfg`)}`,
			`scp kubeadm/node-local/apiserver-proxy.yaml ${remote(machine, `${manifests}/apiserver-proxy.yaml`)}`,
			`scp kubeadm/node-local/point-endpoint.sh ${remote(machine, '/root/point-endpoint.sh')}`,
		])),
		run(namesOf(workers), `ls ${manifests}`),
		see({en: '`apiserver-proxy.yaml`, and nothing else. The kubelet starts it when the node joins.', zh: '只有 `apiserver-proxy.yaml`。节点加入时由 kubelet 启动它。'}),
		otherwise({en: 'other files are left over from an earlier cluster: `kubeadm reset` on that machine, then copy again.', zh: '有其他文件，说明是以前的集群留下的：在那台机器上执行 `kubeadm reset`，再重新复制。'}),
	];
}

/** What stands before the apiservers, up and answering before anybody asks it. */
export function balancerStep(step: Step, facts: Facts): Block[] {
	const {kind} = facts.plan.loadBalancer;
	switch (kind) {
		case 'keepalived':
		case 'dedicated': {
			return keepalivedBlocks(facts);
		}

		case 'kube-vip': {
			return kubeVipBlocks(step, facts);
		}

		case 'cloud': {
			return cloudBlocks(facts);
		}

		case 'node-local': {
			return nodeLocalBlocks(facts);
		}

		case 'none': {
			return [];
		}
	}
}

/** With a node-local proxy the endpoint's name leads elsewhere on every node: before it joins, to the first control plane. */
export function pointEndpoint({plan, first}: Facts, machine: Machine): string[] {
	if (plan.loadBalancer.kind !== 'node-local') {
		return [];
	}

	return [`sh /root/point-endpoint.sh ${shellWord(machine.name === first.name ? '127.0.0.1' : ipOf(first) ?? blanks.address)}`];
}

/** After it has joined, to its own loopback: its apiserver there, or its proxy. */
export function pointHome({plan}: Facts): string[] {
	return plan.loadBalancer.kind === 'node-local'
		? [
			`until curl -ksf -o /dev/null https://127.0.0.1:${apiserverPort}/readyz; do sleep 2; done`,
			'sh /root/point-endpoint.sh 127.0.0.1',
			'systemctl restart kubelet',
		]
		: [];
}

/** What the machine that pulls the strings must not forget. */
export function localNameWarning({plan, endpointHost}: Facts): Block[] {
	return plan.loadBalancer.kind === 'node-local'
		? [warning(null, {
			en: 'On nodes `{host}` means their own loopback, by a line in /etc/hosts. Your workstation needs a line of its own that leads to a control plane.',
			zh: '在节点上，`{host}` 通过 /etc/hosts 里的一行指向自己的回环地址。你的工作站需要另外一行，指向某台控制平面节点。',
		}, {host: endpointHost})]
		: [];
}
