import {sameAddress} from '../addresses.js';
import {kubeadmConsiderations, type Rule} from './rule.js';

/** VIP-USED: the VIP is a machine's own address. */
export const vipUsed: Rule = ({requirements: {vip}, addresses = []}) => {
	const owner = vip === null ? -1 : addresses.findIndex(address => sameAddress(address, vip));
	return vip === null || owner === -1
		? []
		: [{
			rule: 'VIP-USED',
			severity: 'error',
			machines: [`node-${owner + 1}`],
			message: {
				en: `The VIP ${vip} is the address of node-${owner + 1}: two machines would answer for it. Take an address that is free.`,
				zh: `VIP ${vip} 是 node-${owner + 1} 自己的地址：会有两台机器应答它。请换一个空闲的地址。`,
			},
			lesson: 'vrrp',
			source: kubeadmConsiderations,
		}];
};
