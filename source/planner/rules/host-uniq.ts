import {readIp} from '../addresses.js';
import type {FindingDraft} from '../draft.js';
import type {Rule} from './rule.js';

/** HOST-UNIQ: one address for two machines. */
export const hostUniq: Rule = ({addresses = []}) => {
	const owners = new Map<string, string[]>();
	for (const [index, address] of addresses.entries()) {
		const key = readIp(address)?.bytes.join('.') ?? address.toLowerCase();
		owners.set(key, [...owners.get(key) ?? [], `node-${index + 1}`]);
	}

	return [...owners.values()].filter(machines => machines.length > 1).map((machines): FindingDraft => ({
		rule: 'HOST-UNIQ',
		severity: 'error',
		machines,
		message: {
			en: `${machines.join(', ')} were given the same address; every machine needs its own.`,
			zh: `${machines.join('、')} 用了同一个地址；每台机器都要有自己的地址。`,
		},
		lesson: 'components',
		source: 'RFC 5227: IPv4 Address Conflict Detection',
	}));
};
