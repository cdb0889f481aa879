import type {Text} from '../model/language.js';
import {nameList} from '../present/name-list.js';
import {checkProgram, keepalivedConfiguration} from './keepalived/configuration.js';
import {whyNotKeepalived} from './keepalived/why-not.js';
import type {ExportInput, Need, Target} from './target.js';

const needsVip: Need = {
	field: 'loadBalancer.vip',
	flag: '--vip',
	says: {
		en: 'the address that moves between the load balancers: a free one in their subnet',
		zh: '在负载均衡器之间漂移的地址：它们子网里一个没人用的地址',
	},
};

const needsInterface: Need = {
	field: 'requirements.interface',
	flag: '--interface',
	says: {en: 'the network interface that holds the VIP, the same on every load balancer', zh: '持有 VIP 的网卡，每台负载均衡器上都相同'},
};

function write({plan}: ExportInput): ReadonlyMap<string, string> {
	const {loadBalancer: {machines, vip}, requirements: {interface: networkInterface}} = plan;
	if (vip === null || networkInterface === null) {
		throw new RangeError('keepalived cannot be written without a VIP and an interface');
	}

	return new Map(machines.map(name => [`keepalived/${name}/keepalived.conf`, keepalivedConfiguration(plan, name, {vip, interface: networkInterface})]));
}

function next({plan: {loadBalancer: {machines, vip}, requirements: {interface: networkInterface}}}: ExportInput): Text[] {
	const [first = ''] = machines;
	return [
		{
			en: `On ${nameList(machines, 'en')}: install keepalived and curl (the check is ${checkProgram}), and let IP protocol 112 pass between them.`,
			zh: `在 ${nameList(machines, 'zh')} 上：安装 keepalived 和 curl（检查用的是 ${checkProgram}），并放行它们之间的 IP 协议 112。`,
		},
		{
			en: 'Copy each machine\'s own keepalived/NAME/keepalived.conf to /etc/keepalived/keepalived.conf there.',
			zh: '把每台机器自己的 keepalived/NAME/keepalived.conf 复制为那台机器上的 /etc/keepalived/keepalived.conf。',
		},
		{
			en: 'With HAProxy already running: keepalived --config-test (it says nothing where all is well), then systemctl restart keepalived.',
			zh: '先确认 HAProxy 已经在运行：keepalived --config-test（没有问题就没有输出），然后 systemctl restart keepalived。',
		},
		{
			en: `After some five seconds ip address show dev ${networkInterface ?? ''} lists ${vip ?? ''} on ${first}, and on no other machine. Do all this before kubeadm init.`,
			zh: `大约五秒后，ip address show dev ${networkInterface ?? ''} 在 ${first} 上列出 ${vip ?? ''}，在别的机器上都没有。以上都要在 kubeadm init 之前完成。`,
		},
	];
}

/** Keepalived, which moves the VIP: one keepalived.conf for every load balancer. */
export const keepalivedTarget: Target = {
	name: 'keepalived',
	about: {en: 'keepalived, which moves the VIP', zh: '让 VIP 漂移的 keepalived'},
	refuses: ({plan}) => whyNotKeepalived(plan),
	needs: ({plan}) => [
		...(plan.loadBalancer.vip === null ? [needsVip] : []),
		...(plan.requirements.interface === null ? [needsInterface] : []),
	],
	write,
	next,
};
