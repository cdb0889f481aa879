import type {Plan} from '../../model/plan.js';
import type {ReadmePart} from '../readme.js';
import {endpointOf, firstControlPlane, isAddress} from './endpoint.js';

/** What has to be there before kubeadm runs for the first time, as the first part of the README. */
export function prerequisites(plan: Plan): ReadmePart[] {
	const endpoint = endpointOf(plan);
	const parts: ReadmePart[] = [{paragraph: {
		en: 'On every machine that becomes a node: a container runtime, kubelet and kubeadm 1.31 or newer, swap off, net.ipv4.ip_forward on, clocks in step (the runbook has the commands). Commands are run from this directory and log in as root.',
		zh: '每台要成为节点的机器上：容器运行时、kubelet 和 1.31 或更新的 kubeadm，关闭 swap，打开 net.ipv4.ip_forward，时钟同步（命令见操作手册）。命令都在本目录执行，以 root 登录。',
	}}];
	if (plan.topology === 'external') {
		parts.push({paragraph: {
			en: 'etcd runs already, all members of it, and every control plane has /etc/kubernetes/pki/etcd/ca.crt and /etc/kubernetes/pki/apiserver-etcd-client.{crt,key}. The export target `etcd` has the members as systemd units and the script for these certificates; `etcd-members/` here has the same members for kubeadm.',
			zh: 'etcd 的全部成员已经在运行，每台控制平面节点上有 /etc/kubernetes/pki/etcd/ca.crt 和 /etc/kubernetes/pki/apiserver-etcd-client.{crt,key}。导出目标 `etcd` 包含用 systemd 运行成员的文件和生成这些证书的脚本；这里的 `etcd-members/` 是由 kubeadm 运行的同样成员。',
		}});
	}

	const {endpoint: {host}} = plan.controlPlane;
	const {vip} = plan.loadBalancer;
	if (host !== null && vip !== null && !isAddress(host)) {
		parts.push({paragraph: {
			en: `${host} leads to ${vip} on every machine, in DNS or in /etc/hosts.`,
			zh: `在每台机器上 ${host} 都解析到 ${vip}，用 DNS 或 /etc/hosts。`,
		}});
	}

	switch (plan.loadBalancer.kind) {
		case 'keepalived':
		case 'dedicated': {
			parts.push({paragraph: {
				en: `HAProxy and keepalived run on ${plan.loadBalancer.machines.join(', ')} (export targets \`haproxy\` and \`keepalived\`), and ${endpoint} answers from every machine. "Connection refused" or an empty answer is fine, as long as no apiserver runs; silence is not.`,
				zh: `${plan.loadBalancer.machines.join('、')} 上已经运行 HAProxy 和 keepalived（导出目标 \`haproxy\` 和 \`keepalived\`），从每台机器访问 ${endpoint} 都有应答。还没有 apiserver 时，连接被拒绝或空应答都算正常；毫无应答则不行。`,
			}});
			break;
		}

		case 'kube-vip': {
			parts.push({paragraph: {
				en: `The kube-vip manifest of ${firstControlPlane(plan).name} lies in /etc/kubernetes/manifests there (export target \`kube-vip\`): kubeadm init starts it, and then waits for the VIP.`,
				zh: `${firstControlPlane(plan).name} 的 kube-vip 清单已经放在那台机器的 /etc/kubernetes/manifests 里（导出目标 \`kube-vip\`）：kubeadm init 会启动它，然后等待 VIP。`,
			}});
			break;
		}

		case 'cloud': {
			parts.push({paragraph: {
				en: `The cloud's load balancer takes TCP at ${endpoint} and passes it to port 6443 of ${plan.controlPlane.machines.join(', ')}; its health check asks /readyz over HTTPS.`,
				zh: `云厂商的负载均衡器在 ${endpoint} 上接收 TCP，转发到 ${plan.controlPlane.machines.join('、')} 的 6443 端口；健康检查用 HTTPS 访问 /readyz。`,
			}});
			break;
		}

		case 'node-local': {
			parts.push({paragraph: {
				en: `kubeadm knows one endpoint for all nodes and no local proxy. So ${endpoint} is a name that leads somewhere else on every node: before a node has joined to the first control plane, afterwards to its own loopback. There a control plane has its own apiserver, every other node the HAProxy of \`node-local/\`. \`point-endpoint.sh\` keeps that one line of /etc/hosts.`,
				zh: `kubeadm 只认识一个所有节点共用的控制平面端点，没有本地代理。所以 ${endpoint} 是一个在每个节点上指向不同地方的名字：加入之前指向第一台控制平面节点，加入之后指向自己的回环地址。控制平面节点在那里有自己的 apiserver，其他节点有 \`node-local/\` 里的 HAProxy。\`point-endpoint.sh\` 维护 /etc/hosts 里的这一行。`,
			}});
			break;
		}

		case 'none': {
			parts.push({paragraph: {
				en: `${endpoint} leads to ${firstControlPlane(plan).name}. A name can lead to a load balancer later; kubeadm supports no change of the endpoint itself.`,
				zh: `${endpoint} 指向 ${firstControlPlane(plan).name}。名字以后可以改为指向负载均衡器；控制平面端点本身 kubeadm 不支持更改。`,
			}});
			break;
		}
	}

	return parts;
}
