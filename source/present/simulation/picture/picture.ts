import type {Chain} from '../../../simulation/control-plane/chain.js';
import {roleHolder} from '../../../simulation/control-plane/resolve-target.js';
import type {Microseconds} from '../../../simulation/kernel/time.js';
import {etcdPicture, type MemberPicture} from './etcd-picture.js';
import {apiserverPicture, cutsIn, proxyPicture, vipPicture, type ApiserverPicture, type CutPicture, type ProxyPicture, type VipPicture} from './front-picture.js';
import {leasePictures, type LeasePicture} from './lease-picture.js';
import {nodePictures, type NodePicture} from './node-picture.js';

/** A machine with what of the control plane's front runs on it; null: it has no such program. */
export type MachinePicture = {
	readonly index: number;
	readonly name: string;
	readonly zone: string | null;
	readonly isUp: boolean;
	readonly vip: VipPicture | null;
	readonly proxy: ProxyPicture | null;
	readonly apiserver: ApiserverPicture | null;
	readonly etcd: MemberPicture | null;
};

/** A control plane at one moment, as it is drawn and read out: plain values, none of which the simulation changes later. */
export type Picture = {
	readonly nowUs: Microseconds;
	readonly machines: readonly MachinePicture[];
	readonly etcd: readonly MemberPicture[];
	/** How VIPs are had here: by VRRP, by a Lease, or not at all. */
	readonly vipBy: 'keepalived' | 'kube-vip' | null;
	/** The machines that have the VIP: two of them answer for it in a split. */
	readonly vipHolders: readonly string[];
	readonly leases: readonly LeasePicture[];
	readonly nodes: readonly NodePicture[];
	readonly cuts: readonly CutPicture[];
};

/** @param nowUs The moment on the scenario's clock. */
export function pictureOf(chain: Chain, nowUs: Microseconds): Picture {
	const {places, simulation: {world}} = chain;
	const etcd = [...places.etcd, ...places.spareEtcd].map(id => etcdPicture(chain, id));
	const vips = [...places.keepaliveds, ...places.strangers, ...places.kubeVips].map(id => vipPicture(world, id));
	const proxies = places.haproxies.map(id => proxyPicture(world, id));
	const apiservers = places.apiservers.map(id => apiserverPicture(world, id));
	const on = <Part extends {readonly machine: number}>(parts: readonly Part[], machine: number): Part | null => parts.find(part => part.machine === machine) ?? null;
	const machines = world.machines.map(({name, zone, up}, index): MachinePicture => ({
		index, name, zone, isUp: up, vip: on(vips, index), proxy: on(proxies, index), apiserver: on(apiservers, index), etcd: on(etcd, index),
	}));
	return {
		nowUs,
		machines: machines.filter(({vip, apiserver, etcd: member, proxy, name}) => vip !== null || apiserver !== null || member !== null || (proxy !== null && name === 'cloud')),
		etcd,
		vipBy: places.keepaliveds.length > 0 ? 'keepalived' : (places.kubeVips.length > 0 ? 'kube-vip' : null),
		vipHolders: machines.flatMap(({vip, name}) => vip?.holdsVip && !vip.isStranger ? [name] : []),
		leases: leasePictures(chain, roleHolder(chain, 'etcd-leader')),
		nodes: nodePictures(chain, roleHolder(chain, 'etcd-leader')),
		cuts: cutsIn(world),
	};
}
