import {linuxArpSettings, routerArpSettings} from '../vrrp/arp-cache.js';
import type {ApiRoute} from './api-client.js';
import {chainVip} from './chain.js';
import type {ChainParts} from './chain-parts.js';
import {onMachine, type Ground} from './lay-out.js';
import {newVipTable, type VipTable} from './vip-table.js';

/** How a client on a machine reaches the API: its own apiserver, a proxy beside it, the cloud's, or whoever has the VIP. */
export function routeFrom(machine: number, {topology, settings}: ChainParts, ground: Ground): ApiRoute {
	const {places, localProxies} = ground;
	const own = onMachine(ground, places.apiservers, machine);
	if (settings['node.localKubelets'] && own !== undefined) {
		return {kind: 'direct', to: own};
	}

	const proxy = topology.endpoint === 'cloud' ? localProxies.values().next().value : localProxies.get(machine);
	if (proxy !== undefined) {
		return {kind: 'proxy', to: proxy};
	}

	return topology.endpoint === 'none' || (places.keepaliveds.length === 0 && places.kubeVips.length === 0) ? {kind: 'direct', to: places.apiservers[0]!} : {kind: 'vip'};
}

/** What the client of this name knows of the VIP at first; null where its route is not the VIP's. */
export function vipTableOf(name: string, route: ApiRoute, {seed, topology, behindRouter}: ChainParts, ground: Ground): VipTable | null {
	const {processes, places} = ground;
	if (route.kind !== 'vip') {
		return null;
	}

	const listening = topology.endpoint === 'kube-vip' ? places.apiservers : places.haproxies;
	return newVipTable(seed, name, {
		vip: chainVip,
		hosts: places.hosts,
		arp: behindRouter ? routerArpSettings : linuxArpSettings,
		behind: new Map([...places.keepaliveds, ...places.kubeVips].map(id => {
			const {machine} = processes[id]!;
			return [id, {host: places.hosts[machine]!, listener: onMachine(ground, listening, machine)!}];
		})),
	});
}
