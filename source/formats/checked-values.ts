import type {Text} from '../model/language.js';
import type {Machine, Plan} from '../model/plan.js';
import {quoted} from '../model/quoted.js';
import {
	isHostAddress, isHostName, readIp, sameAddress, type IpAddress,
} from '../planner/addresses.js';

/** A value of a plan that no file may be written from. */
export type Malformed = {
	/** Path into the plan, e.g. `machines[2].address`. */
	readonly field: string;
	readonly says: Text;
};

/** RFC 1123 §2.1: what Kubernetes takes as the name of a node. */
const label = /^[a-z\d](?:[a-z\d\-]{0,61}[a-z\d])?$/v;

/**
Linux allows more in the name of an interface; these are the characters that real names are made of. It begins with none
that a program could take for an option. 15 of them, because IFNAMSIZ is 16 with the end mark.
*/
const interfaceName = /^[a-zA-Z\d_][a-zA-Z\d._@\-]{0,14}$/v;

const release = /^v?1\.(?:0|[1-9]\d{0,2})(?:\.(?:0|[1-9]\d{0,2}))?$/v;

/** Far more than any real zone, hypervisor or backup destination has. */
const longestFreeText = 253;

function isLoopback({family, bytes}: IpAddress): boolean {
	return family === 'IPv4' ? bytes[0] === 127 : bytes.every((byte, index) => byte === (index === 15 ? 1 : 0));
}

/** An address that something can be reached at, or a name that stands for one. */
function isReachable(host: string): boolean {
	const address = readIp(host);
	return address === undefined ? isHostName(host) : isHostAddress(address) || isLoopback(address);
}

/** Whether a text for people can be written on one line: no control characters, nothing that hides or turns text around. */
function isFreeText(text: string): boolean {
	return text.length <= longestFreeText && !/[\p{Control}\p{Format}\p{Surrogate}\u2028\u2029]/v.test(text);
}

function malformed(field: string, value: string, wants: Text): Malformed {
	return {field, says: {en: `got ${quoted(value)}; it wants ${wants.en}`, zh: `得到了 ${quoted(value)}；需要${wants.zh}`}};
}

const wantsName: Text = {
	en: '1 to 63 lowercase letters, digits and hyphens, beginning and ending with a letter or digit',
	zh: ' 1 到 63 个小写字母、数字和连字符，首尾是字母或数字',
};
const wantsHost: Text = {en: 'an IP address or a host name, without prefix length or port', zh: ' IP 地址或主机名，不带前缀长度和端口'};
const wantsVip: Text = {en: 'one IP address that a machine can hold, without prefix length or port', zh: '一个机器能持有的 IP 地址，不带前缀长度和端口'};
const wantsInterface: Text = {en: 'the name of a network interface, like eth0: 1 to 15 letters, digits and . _ @ -', zh: '网卡名，例如 eth0：1 到 15 个字母、数字和 . _ @ -'};
const wantsRelease: Text = {en: 'a release like 1.37 or v1.37.1', zh: ' 1.37 或 v1.37.1 这样的版本号'};
const wantsFreeText: Text = {
	en: `at most ${longestFreeText} characters, all of which can be seen`,
	zh: `最多 ${longestFreeText} 个看得见的字符`,
};

function machineProblem({name, address, zone, host}: Machine, index: number): Malformed | undefined {
	const at = `machines[${index}]`;
	if (!label.test(name)) {
		return malformed(`${at}.name`, name, wantsName);
	}

	if (address !== null && !isReachable(address)) {
		return malformed(`${at}.address`, address, wantsHost);
	}

	for (const [field, text] of [['zone', zone], ['host', host]] as const) {
		if (text !== null && !isFreeText(text)) {
			return malformed(`${at}.${field}`, text, wantsFreeText);
		}
	}

	return undefined;
}

/** Addresses by value, names by letters, so that two ways of writing one address are found. */
function addressKey(address: string): string {
	return readIp(address)?.bytes.join('.') ?? address.toLowerCase();
}

/** An address that two machines have, or that a machine has and the VIP too: no file with both in it could be right. */
function sharedAddress({machines, loadBalancer: {vip}}: Plan): Malformed | undefined {
	const owners = new Map<string, string>();
	for (const [index, {name, address}] of machines.entries()) {
		if (address === null) {
			continue;
		}

		const owner = owners.get(addressKey(address));
		if (owner !== undefined) {
			return malformed(`machines[${index}].address`, address, {en: `an address of its own: ${owner} has this one`, zh: `自己的地址：这个地址属于 ${owner}`});
		}

		if (vip !== null && sameAddress(address, vip)) {
			return malformed('loadBalancer.vip', vip, {en: `an address that nobody has: ${name} has this one`, zh: `没有人用的地址：这个地址属于 ${name}`});
		}

		owners.set(addressKey(address), name);
	}

	return undefined;
}

/**
The first value of a plan that is not well formed, so that nothing unforeseen ever reaches a writer; undefined where all are.
The plan may come from a file edited by hand, with values from the command line filled in. Names and addresses are held to
RFC 1123 and to what a machine can own, texts for people to one line.
*/
export function checkedPlan(plan: Plan): Malformed | undefined {
	const {metadata, requirements, machines, controlPlane, loadBalancer} = plan;
	if (!label.test(metadata.name)) {
		return malformed('metadata.name', metadata.name, wantsName);
	}

	for (const [index, machine] of machines.entries()) {
		const problem = machineProblem(machine, index);
		if (problem) {
			return problem;
		}
	}

	for (const [field, vip] of [['loadBalancer.vip', loadBalancer.vip], ['requirements.vip', requirements.vip]] as const) {
		const address = vip === null ? undefined : readIp(vip);
		if (vip !== null && (address === undefined || !isHostAddress(address))) {
			return malformed(field, vip, wantsVip);
		}
	}

	for (const [field, host] of [['controlPlane.endpoint.host', controlPlane.endpoint.host], ['requirements.endpoint', requirements.endpoint]] as const) {
		if (host !== null && !isReachable(host)) {
			return malformed(field, host, wantsHost);
		}
	}

	if (requirements.interface !== null && !interfaceName.test(requirements.interface)) {
		return malformed('requirements.interface', requirements.interface, wantsInterface);
	}

	if (requirements.kubernetesVersion !== null && !release.test(requirements.kubernetesVersion)) {
		return malformed('requirements.kubernetesVersion', requirements.kubernetesVersion, wantsRelease);
	}

	return sharedAddress(plan);
}

/** What is wrong with where backups go, which is not part of the plan; undefined where it can be written down. */
export function checkedBackupTo(backupTo: string | null): Malformed | undefined {
	return backupTo === null || (backupTo.trim() !== '' && isFreeText(backupTo))
		? undefined
		: malformed('--backup-to', backupTo, wantsFreeText);
}
