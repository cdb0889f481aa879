import {UserError} from '../model/user-error.js';
import {largestMachineCount} from '../model/vocabulary.js';
import {isHostAddress, isHostName, readIp} from './addresses.js';
import type {Asked} from './asked.js';
import {grouped} from './counted.js';

/** A whole number between two, both allowed. @throws UserError that names the flag, what it got and what it wants. */
function checkWhole(flag: string, value: number | undefined, least: number, most: number): void {
	if (value !== undefined && (!Number.isInteger(value) || value < least || value > most)) {
		throw new UserError({
			en: `${flag} got ${value}; it wants a whole number from ${grouped(least)} to ${grouped(most)}.`,
			zh: `${flag} 得到了 ${value}；需要 ${grouped(least)} 到 ${grouped(most)} 之间的整数。`,
		}, {fix: {en: `For example: ${flag} ${Math.max(least, 1)}`, zh: `例如：${flag} ${Math.max(least, 1)}`}});
	}
}

function checkProbability(name: string, value: number | undefined): void {
	if (value !== undefined && !(value > 0 && value < 1)) {
		throw new UserError({
			en: `--assume ${name} got ${value}; how likely a ${name} is up lies between 0 and 1, and is neither.`,
			zh: `--assume ${name} 得到了 ${value}；正常的概率介于 0 和 1 之间，不含两端。`,
		}, {fix: {en: 'For example: --assume machine=0.99,zone=0.999', zh: '例如：--assume machine=0.99,zone=0.999'}});
	}
}

function checkVip(vip: string | undefined): void {
	if (vip === undefined) {
		return;
	}

	const address = readIp(vip);
	if (address === undefined || !isHostAddress(address)) {
		throw new UserError({
			en: `--vip got '${vip}'; it wants one IP address that a machine can hold, without prefix length or port.`,
			zh: `--vip 得到了 '${vip}'；需要一个机器能持有的 IP 地址，不带前缀长度和端口。`,
		}, {fix: {en: 'For example: --vip 10.0.0.100', zh: '例如：--vip 10.0.0.100'}});
	}
}

function checkEndpoint(endpoint: string | undefined): void {
	if (endpoint !== undefined && readIp(endpoint) === undefined && !isHostName(endpoint)) {
		throw new UserError({
			en: `--endpoint got '${endpoint}'; it wants a host name or an IP address, without port: the plan says the port.`,
			zh: `--endpoint 得到了 '${endpoint}'；需要主机名或 IP 地址，不带端口：端口由方案决定。`,
		}, {fix: {en: 'For example: --endpoint api.example.com', zh: '例如：--endpoint api.example.com'}});
	}
}

/** Linux keeps 15 characters of an interface's name (IFNAMSIZ 16, the end mark included). */
function checkInterface(name: string | undefined): void {
	if (name !== undefined && (!/^[\u{21}-\u{2E}\u{30}-\u{39}\u{3B}-\u{7E}]{1,15}$/v.test(name) || name === '.' || name === '..')) {
		throw new UserError({
			en: `--interface got '${name}'; the name of a network interface has 1 to 15 characters, without spaces, slashes or colons.`,
			zh: `--interface 得到了 '${name}'；网卡名有 1 到 15 个字符，不含空格、斜杠和冒号。`,
		}, {fix: {en: 'For example: --interface eth0', zh: '例如：--interface eth0'}});
	}
}

function checkVersion(version: string | undefined): void {
	if (version !== undefined && !/^v?1\.(?:0|[1-9]\d{0,2})(?:\.(?:0|[1-9]\d{0,2}))?$/v.test(version)) {
		throw new UserError({
			en: `--kubernetes-version got '${version}'; it wants a release like 1.37 or v1.37.1.`,
			zh: `--kubernetes-version 得到了 '${version}'；需要 1.37 或 v1.37.1 这样的版本号。`,
		}, {fix: {en: 'For example: --kubernetes-version 1.37', zh: '例如：--kubernetes-version 1.37'}});
	}
}

/** Checks every value by itself. @throws UserError for the first that is out of its range or malformed. */
export function checkRanges(asked: Asked): void {
	if (asked.machines === undefined) {
		throw new UserError({
			en: 'It is not said how many machines there are.',
			zh: '没有说明有多少台机器。',
		}, {fix: {en: 'For example: --machines 5', zh: '例如：--machines 5'}});
	}

	checkWhole('--machines', asked.machines, 1, largestMachineCount);
	for (const size of typeof asked.zones === 'object' ? asked.zones : [asked.zones]) {
		checkWhole('--zones', size, 1, largestMachineCount);
	}

	checkWhole('--survive', asked.surviveMachines, 0, largestMachineCount);
	checkWhole('--survive-zones', asked.surviveZones, 0, largestMachineCount);
	checkWhole('--nodes-planned', asked.nodesPlanned, 1, largestMachineCount);
	checkProbability('machine', asked.assume?.machine);
	checkProbability('zone', asked.assume?.zone);
	checkVip(asked.vip);
	checkEndpoint(asked.endpoint);
	checkInterface(asked.interface);
	checkVersion(asked.kubernetesVersion);
}
