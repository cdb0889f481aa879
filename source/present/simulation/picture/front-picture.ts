import type {ApiserverProcess} from '../../../simulation/control-plane/apiserver-process.js';
import {chainVip} from '../../../simulation/control-plane/chain.js';
import type {HaproxyProcess} from '../../../simulation/control-plane/haproxy-process.js';
import type {KeepalivedProcess} from '../../../simulation/control-plane/keepalived-process.js';
import type {KubeVipProcess} from '../../../simulation/control-plane/kube-vip-process.js';
import {fullHealth} from '../../../simulation/health-check/health.js';
import {isUp} from '../../../simulation/health-check/checker.js';
import type {ProcessId} from '../../../simulation/kernel/effects.js';
import {linkOf} from '../../../simulation/kernel/network.js';
import {processAt} from '../../../simulation/kernel/simulation.js';
import type {World} from '../../../simulation/kernel/world.js';
import type {VrrpState} from '../../../simulation/vrrp/state.js';
import {stateOf, vitalOf, type Vital} from './vital.js';

/** Who may hold the VIP: a keepalived, or a kube-vip, whose state is that of its Lease. */
export type VipPicture = Vital & {
	readonly state: VrrpState | 'leading' | 'waiting';
	/** Null: it has none (kube-vip). */
	readonly priority: number | null;
	/** The address is on its machine, whether or not the program still runs. */
	readonly holdsVip: boolean;
	/** Another cluster's, on the same wire. */
	readonly isStranger: boolean;
};

export function vipPicture<Message>(world: World<Message>, id: ProcessId): VipPicture {
	const vital = vitalOf(world, id);
	if (processAt(world, id).kind === 'kube-vip') {
		const {elector, holdsVip} = stateOf<KubeVipProcess>(world, id);
		return {...vital, state: elector.leading ? 'leading' : 'waiting', priority: null, holdsVip, isStranger: false};
	}

	const {instance: {state, priority, holdsVip, settings}} = stateOf<KeepalivedProcess>(world, id);
	return {...vital, state, priority, holdsVip, isStranger: settings.vip !== chainVip};
}

/** A server as a HAProxy judges it: UP or DOWN, and how far from the other verdict. */
export type ServerPicture = {readonly name: string; readonly isUp: boolean; readonly health: number; readonly of: number; readonly connections: number};

export type ProxyPicture = Vital & {readonly servers: readonly ServerPicture[]; readonly sessions: number};

export function proxyPicture<Message>(world: World<Message>, id: ProcessId): ProxyPicture {
	const {checkers, backend, sessions} = stateOf<HaproxyProcess>(world, id);
	return {
		...vitalOf(world, id),
		sessions: sessions.size,
		servers: checkers.map(checker => ({
			name: processAt(world, checker.server).name,
			isUp: isUp(checker),
			health: checker.health,
			of: fullHealth(checker.settings),
			connections: backend.servers[checker.index]!.connections,
		})),
	};
}

export type ApiserverPicture = Vital & {
	/** What its last /readyz said. */
	readonly isReady: boolean;
	/** Requests that wait for etcd. */
	readonly waiting: number;
};

export function apiserverPicture<Message>(world: World<Message>, id: ProcessId): ApiserverPicture {
	const {isReady, waiting} = stateOf<ApiserverProcess>(world, id);
	return {...vitalOf(world, id), isReady, waiting: waiting.size};
}

/** A machine, and which others its packets do not reach, and whose packets do not reach it. */
export type CutPicture = {readonly from: string; readonly to: readonly string[]; readonly oneWay: boolean};

/** Every cut between machines, each told once: by the machine with most cuts first. */
export function cutsIn<Message>({network, machines}: World<Message>): CutPicture[] {
	const isCut = (from: number, to: number) => from !== to && linkOf(network, from, to).cut;
	const count = machines.map((_, from) => machines.filter((_, to) => isCut(from, to)).length);
	const order = machines.map((_, index) => index).filter(index => count[index]! > 0).sort((left, right) => count[right]! - count[left]!);
	const told = new Set<number>();
	return order.flatMap((from): CutPicture[] => {
		const others = machines.flatMap((_, to) => isCut(from, to) && !told.has((from * machines.length) + to) ? [to] : []);
		const both = others.filter(to => isCut(to, from));
		for (const to of both) {
			told.add((to * machines.length) + from);
		}

		const names = (ids: readonly number[]) => ids.map(id => machines[id]!.name);
		const oneWay = others.filter(to => !both.includes(to));
		return [
			...(both.length > 0 ? [{from: machines[from]!.name, to: names(both), oneWay: false}] : []),
			...(oneWay.length > 0 ? [{from: machines[from]!.name, to: names(oneWay), oneWay: true}] : []),
		];
	});
}
