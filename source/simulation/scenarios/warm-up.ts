import type {ApiserverProcess} from '../control-plane/apiserver-process.js';
import type {Chain} from '../control-plane/chain.js';
import type {ElectedProcess} from '../control-plane/elected-process.js';
import type {EtcdServer} from '../control-plane/etcd/state.js';
import type {KeepalivedProcess} from '../control-plane/keepalived-process.js';
import type {KubeletProcess} from '../control-plane/kubelet-process.js';
import {etcdLeader, vipHolder} from '../control-plane/resolve-target.js';
import {processAt, runUntil} from '../kernel/simulation.js';
import {seconds} from '../kernel/time.js';

/** Between looks whether everything is well. */
const settleStepUs = seconds(1);
const settleLeastUs = seconds(8);
const settleMostUs = seconds(180);

/** Does somebody have the VIP, and with preemption whoever has the highest priority? */
function vipIsHeld(chain: Chain): boolean {
	const {places: {keepaliveds, kubeVips}, settings, simulation: {world}} = chain;
	const priorityOf = (id: number) => (processAt(world, id).state as KeepalivedProcess).instance.priority;
	const holder = vipHolder(chain);
	if (keepaliveds.length === 0) {
		return kubeVips.length === 0 || holder !== null;
	}

	return holder !== null && (!settings['vrrp.preempt'] || keepaliveds.every(id => priorityOf(id) <= priorityOf(holder)));
}

/** Is everything as a scenario wants it at its beginning: a leader, the VIP and the Leases held, all apiservers and nodes ready? */
export function isWarm(chain: Chain): boolean {
	const {places, simulation: {world}} = chain;
	const state = <State>(id: number) => processAt(world, id).state as State;
	const leader = etcdLeader(chain);
	const etcdIsWell = places.etcd.length === 0 || (leader !== null && places.etcd.every(id => state<EtcdServer>(id).serving && state<EtcdServer>(id).raft.leader === leader));
	const leasesAreHeld = [places.schedulers, places.controllerManagers].every(ids => ids.length === 0 || ids.some(id => state<ElectedProcess>(id).elector.leading));
	const nodesAreReady = places.kubelets.every(id => state<KubeletProcess>(id).kubelet.hasContact && state<KubeletProcess>(id).posted > 0 && state<KubeletProcess>(id).unregistered === 0);
	return etcdIsWell && vipIsHeld(chain) && leasesAreHeld && nodesAreReady && places.apiservers.every(id => state<ApiserverProcess>(id).isReady);
}

/**
Lets a control plane that has just been started run until it is well; after three minutes it is taken as it is.
@returns Whether it is well.
*/
export function warmUp(chain: Chain): boolean {
	const {simulation} = chain;
	for (let at = settleLeastUs; at <= settleMostUs; at += settleStepUs) {
		runUntil(simulation, at);
		if (isWarm(chain)) {
			return true;
		}
	}

	return false;
}
