import type {Text} from '../../model/language.js';

/** Where k0s serves the controllers' join API and Konnectivity, beside the apiserver (k0s, Control Plane High Availability). */
export const joinPort = 9443;
export const konnectivityPort = 8132;

/** Where k0s's own balancer listens on each controller; the VIP's port 6443 is turned there (k0s, Control plane load balancing). */
export const userSpaceProxyPort = 6444;

export type Port = {readonly port: string; readonly from: Text; readonly to: Text; readonly why: Text};

const controllers: Text = {en: 'controllers', zh: '控制器'};
const nodes: Text = {en: 'workers', zh: '工作节点'};
const everybody: Text = {en: 'workers, controllers, kubectl', zh: '工作节点、控制器、kubectl'};

/** What a firewall has to let through for k0s (k0s, Networking). */
export function portsOf({hasVip}: {hasVip: boolean}): Port[] {
	return [
		{port: 'TCP 6443', from: everybody, to: controllers, why: {en: 'kube-apiserver', zh: 'kube-apiserver'}},
		...(hasVip ? [{port: `TCP ${userSpaceProxyPort}`, from: everybody, to: controllers, why: {en: 'the balancer behind the VIP', zh: 'VIP 背后的负载均衡'}}] : []),
		{port: `TCP ${joinPort}`, from: controllers, to: controllers, why: {en: 'joining of controllers', zh: '控制器加入'}},
		{port: 'TCP 2380', from: controllers, to: controllers, why: {en: 'etcd', zh: 'etcd'}},
		...(hasVip ? [{port: 'IP 112', from: controllers, to: {en: '224.0.0.18', zh: '224.0.0.18'}, why: {en: 'VRRP, which moves the VIP', zh: '让 VIP 漂移的 VRRP'}}] : []),
		{port: `TCP ${konnectivityPort}`, from: nodes, to: controllers, why: {en: 'Konnectivity: the way from the apiserver to Pods and kubelets', zh: 'Konnectivity：apiserver 到 Pod 和 kubelet 的通路'}},
		{port: 'TCP 10250', from: {en: 'workers, controllers', zh: '工作节点、控制器'}, to: nodes, why: {en: 'kubelet', zh: 'kubelet'}},
		{port: 'TCP 179', from: nodes, to: nodes, why: {en: 'kube-router, the network that k0s brings', zh: 'kube-router，k0s 自带的网络'}},
	];
}
