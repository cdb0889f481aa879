import type {Text} from '../../model/language.js';
import type {Plan} from '../../model/plan.js';
import {nameList} from '../../present/name-list.js';
import {apiserverPort} from './configuration.js';
import {metricsPort, opensHaproxyMetrics} from './metrics.js';
import {monitorPort} from './monitor.js';
import {proxyMachines} from './proxy-machines.js';

const otherKinds: Readonly<Partial<Record<Plan['loadBalancer']['kind'], Text>>> = {
	'kube-vip': {
		en: 'kube-vip leads straight to the apiserver that holds the VIP: there is no HAProxy in this plan. Export kube-vip instead.',
		zh: 'kube-vip 直接通向持有 VIP 的 apiserver：这个方案里没有 HAProxy。请改为导出 kube-vip。',
	},
	cloud: {
		en: 'The cloud\'s own load balancer stands before the apiservers: there is no HAProxy in this plan.',
		zh: 'apiserver 前面是云平台自己的负载均衡器：这个方案里没有 HAProxy。',
	},
	none: {
		en: 'One control plane has nothing to balance: there is no load balancer in this plan.',
		zh: '只有一个控制平面，没有什么可均衡的：这个方案里没有负载均衡器。',
	},
};

/** Why there can be no haproxy.cfg for a plan; undefined where there can. */
export function whyNotHaproxy(plan: Plan): Text | undefined {
	const {loadBalancer: {kind}, controlPlane: {machines, endpoint: {port}}} = plan;
	const other = otherKinds[kind];
	if (other) {
		return other;
	}

	const places = proxyMachines(plan);
	if (places.length === 0) {
		return kind === 'node-local'
			? {
				en: 'Every node runs an apiserver and uses its own: there is no node left that needs a proxy.',
				zh: '每个节点都运行着 apiserver，用的是自己的：没有节点需要代理。',
			}
			: {
				en: 'The plan names no machine under loadBalancer.machines.',
				zh: '方案的 loadBalancer.machines 里没有机器。',
			};
	}

	const beside = places.filter(name => machines.includes(name));
	if (port === apiserverPort && beside.length > 0) {
		return {
			en: `HAProxy cannot listen on port ${port} of ${nameList(beside, 'en')}: the apiserver there has it. Change controlPlane.endpoint.port, for example to 8443.`,
			zh: `HAProxy 不能监听 ${nameList(beside, 'zh')} 的 ${port} 端口：那里的 apiserver 已经占用。请修改 controlPlane.endpoint.port，例如改为 8443。`,
		};
	}

	return port === monitorPort || (port === metricsPort && opensHaproxyMetrics(plan))
		? {
			en: `HAProxy answers for itself on port ${port}, so the apiservers need another: change controlPlane.endpoint.port, for example to 8443.`,
			zh: `HAProxy 用 ${port} 端口回答自身的状态，apiserver 需要另一个端口：请修改 controlPlane.endpoint.port，例如改为 8443。`,
		}
		: undefined;
}
