import {didYouMean, nearest} from '../../model/nearest.js';
import {quoted} from '../../model/quoted.js';
import {UserError} from '../../model/user-error.js';
import type {ProcessId} from '../kernel/effects.js';
import {processAt} from '../kernel/simulation.js';
import type {KeepalivedProcess} from './keepalived-process.js';
import type {EtcdServer} from './etcd/state.js';
import type {Chain} from './chain.js';
import {faultRoles, type Fault, type FaultRole, type FaultTarget} from './fault.js';
import type {ElectedProcess} from './elected-process.js';

/** What a fault hits: one process, or whole machines. */
export type Hit = {readonly kind: 'process'; readonly id: ProcessId} | {readonly kind: 'machines'; readonly machines: readonly number[]};

function isRole(target: FaultTarget): target is FaultRole {
	return (faultRoles as readonly string[]).includes(target);
}

/** Every name that a fault can be aimed at. */
export function targetNames({simulation: {world}}: Chain): readonly string[] {
	const zones = [...new Set(world.machines.flatMap(({zone}) => zone === null ? [] : [zone]))];
	return [...faultRoles, ...world.processes.filter(({kind}) => kind !== 'host').map(({name}) => name), ...world.machines.map(({name}) => name), ...zones];
}

function runs({simulation: {world}}: Chain, id: ProcessId): boolean {
	return processAt(world, id).status !== 'stopped';
}

function etcdState({simulation: {world}}: Chain, id: ProcessId): EtcdServer {
	return processAt(world, id).state as EtcdServer;
}

/** The member that leads, of several (an old one that has not noticed) the one with the highest term; null: nobody. */
export function etcdLeader(chain: Chain): ProcessId | null {
	const leaders = [...chain.places.etcd, ...chain.places.spareEtcd].filter(id => runs(chain, id) && etcdState(chain, id).raft.role === 'leader');
	return leaders.sort((left, right) => etcdState(chain, right).raft.term - etcdState(chain, left).raft.term)[0] ?? null;
}

/** Members that run and do not lead, in the order of their names. */
function followers(chain: Chain): readonly ProcessId[] {
	const leader = etcdLeader(chain);
	return chain.places.etcd.filter(id => id !== leader && runs(chain, id));
}

/** Whose machine has the VIP; of several (a split, or what a killed keepalived left) the first that runs, else the first. */
export function vipHolder(chain: Chain): ProcessId | null {
	const {places, simulation: {world}} = chain;
	const holders = places.keepaliveds.filter(id => (processAt(world, id).state as KeepalivedProcess).instance.holdsVip);
	const running = holders.find(id => runs(chain, id));
	return running ?? holders[0] ?? electedLeader(chain, places.kubeVips);
}

function electedLeader(chain: Chain, ids: readonly ProcessId[]): ProcessId | null {
	return ids.find(id => runs(chain, id) && (processAt(chain.simulation.world, id).state as ElectedProcess).elector.leading) ?? null;
}

/** Whoever holds a role at this moment; null: nobody. */
export function roleHolder(chain: Chain, role: FaultRole): ProcessId | null {
	switch (role) {
		case 'etcd-leader': {
			return etcdLeader(chain);
		}

		case 'a-follower': {
			return followers(chain)[0] ?? null;
		}

		case 'another-follower': {
			return followers(chain)[1] ?? null;
		}

		case 'a-dead-member': {
			return chain.places.etcd.find(id => !runs(chain, id)) ?? null;
		}

		case 'vip-holder': {
			return vipHolder(chain);
		}

		case 'scheduler-leader': {
			return electedLeader(chain, chain.places.schedulers);
		}

		case 'controller-manager-leader': {
			return electedLeader(chain, chain.places.controllerManagers);
		}

		case 'kube-vip-leader': {
			return electedLeader(chain, chain.places.kubeVips);
		}
	}
}

/** `node/etcd-leader`: not the program, but the machine it runs on. */
const machinePrefix = 'node/';

/** What a name stands for now; null: a role that nobody holds. Names are known to be good: see `refuseUnknownTargets`. */
export function hitOf(chain: Chain, target: FaultTarget): Hit | null {
	const {world} = chain.simulation;
	if (target.startsWith(machinePrefix)) {
		const hit = hitOf(chain, target.slice(machinePrefix.length));
		return hit?.kind === 'process' ? {kind: 'machines', machines: [processAt(world, hit.id).machine]} : hit;
	}

	if (isRole(target)) {
		const id = roleHolder(chain, target);
		return id === null ? null : {kind: 'process', id};
	}

	const process = world.processes.find(({name, kind}) => name === target && kind !== 'host');
	if (process) {
		return {kind: 'process', id: process.id};
	}

	return {kind: 'machines', machines: world.machines.flatMap(({name, zone}, index) => name === target || zone === target ? [index] : [])};
}

/** The machines of one side of a link fault; `others`: those of the other side, which `rest` leaves out. */
export function machinesOf(chain: Chain, targets: readonly FaultTarget[], others: readonly number[]): readonly number[] {
	const {world} = chain.simulation;
	return [...new Set(targets.flatMap(target => {
		if (target === 'rest') {
			return world.machines.flatMap((_, index) => others.includes(index) ? [] : [index]);
		}

		const hit = hitOf(chain, target);
		return hit === null ? [] : (hit.kind === 'process' ? [processAt(world, hit.id).machine] : hit.machines);
	}))];
}

function targetsOf({deed}: Fault): readonly FaultTarget[] {
	if (deed.verb === 'etcdctl') {
		return [];
	}

	return 'target' in deed ? [deed.target] : [...deed.from, ...deed.to].filter(target => target !== 'rest');
}

/** Only a member of etcd stands for election. */
function refuseCampaign({simulation: {world}, places}: Chain, {deed, text}: Fault): void {
	const candidates = ['etcd-leader', 'a-follower', 'another-follower', ...[...places.etcd, ...places.spareEtcd].map(id => processAt(world, id).name)];
	if (deed.verb === 'campaign' && !candidates.includes(deed.target)) {
		throw new UserError({
			en: `The fault ${quoted(text)}: ${quoted(deed.target)} is no member of etcd; wanted ${candidates.join(', ')}.`,
			zh: `故障 ${quoted(text)}：${quoted(deed.target)} 不是 etcd 成员；需要 ${candidates.join('、')}。`,
		});
	}
}

/**
Refuses a fault that is aimed at what this control plane has not, or that cannot happen to its target.
@throws UserError (exit 2) with the nearest name.
*/
export function refuseUnknownTargets(chain: Chain, fault: Fault): void {
	const known = targetNames(chain);
	const unknown = targetsOf(fault).find(target => !known.includes(target.startsWith(machinePrefix) ? target.slice(machinePrefix.length) : target));
	if (unknown !== undefined) {
		const near = nearest(unknown, known);
		throw new UserError(
			{en: `The fault ${quoted(fault.text)}: there is no ${quoted(unknown)} here.`, zh: `故障 ${quoted(fault.text)}：这里没有 ${quoted(unknown)}。`},
			near === undefined ? {fix: {en: `There is: ${known.join(', ')}.`, zh: `有这些：${known.join('、')}。`}} : didYouMean(near),
		);
	}

	refuseCampaign(chain, fault);
}
