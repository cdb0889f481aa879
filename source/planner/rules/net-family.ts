import {readIp} from '../addresses.js';
import type {Rule} from './rule.js';

/** NET-FAMILY: an IPv4 VIP before IPv6 machines, or the other way round. */
export const netFamily: Rule = ({requirements: {vip}, addresses = []}) => {
	const family = vip === null ? undefined : readIp(vip)?.family;
	const families = new Set(addresses.flatMap(address => readIp(address)?.family ?? []));
	return family === undefined || families.size === 0 || families.has(family)
		? []
		: [{
			rule: 'NET-FAMILY',
			severity: 'error',
			machines: [],
			message: {
				en: `The VIP ${vip ?? ''} is ${family}, the machines have only ${[...families].join('')} addresses: they cannot hold it beside their own.`,
				zh: `VIP ${vip ?? ''} 是 ${family}，而机器只有 ${[...families].join('')} 地址：它们没法在自己的地址旁边持有它。`,
			},
			lesson: 'vrrp',
			source: 'RFC 9568 §5.1',
		}];
};
