import type {ProcessId} from '../kernel/effects.js';
import {anyBehaviour, processAt, type Behaviours} from '../kernel/simulation.js';
import type {Behaviour, World} from '../kernel/world.js';
import {apiserverBehaviour} from './apiserver-process.js';
import type {ChainPlaces} from './chain.js';
import {controllerManagerBehaviour} from './controller-manager-process.js';
import {schedulerBehaviour} from './elected-process.js';
import {etcdBehaviour} from './etcd/behaviour.js';
import type {EtcdServer} from './etcd/state.js';
import {haproxyBehaviour} from './haproxy-process.js';
import {hostBehaviour} from './host-process.js';
import {keepalivedBehaviour, type KeepalivedProcess} from './keepalived-process.js';
import {kubeVipBehaviour, type KubeVipProcess} from './kube-vip-process.js';
import {kubeletBehaviour} from './kubelet-process.js';
import type {ChainMessage} from './messages.js';
import type {ChainNote} from './notes.js';
import {operatorBehaviour} from './operator-process.js';
import {apiProbeBehaviour, writeProbeBehaviour} from './probes.js';

/** Whom an operator's command goes to: the member it names where that is what it is about, else one that runs and leads or follows. */
function memberFor({etcd, spareEtcd}: ChainPlaces, world: World<ChainMessage>, [name = '', word = '']: readonly string[]): {readonly id: ProcessId; readonly name: string} | undefined {
	const running = [...etcd, ...spareEtcd].map(id => processAt(world, id)).filter(({status}) => status === 'running');
	if (name === 'defragment') {
		return running.find(process => process.name === word);
	}

	const leads = running.find(({state}) => (state as EtcdServer).raft.role === 'leader');
	return name === 'move-leader' ? leads : running.find(({state}) => (state as EtcdServer).serving) ?? running[0];
}

/** What runs each kind of program. @param worldOf The world at this moment: a rewind puts another in its place. */
export function chainBehaviours(places: ChainPlaces, worldOf: () => World<ChainMessage>): Behaviours<ChainMessage, ChainNote> {
	const holderOn = (machine: number): ProcessId | null => {
		const world = worldOf();
		const keepalived = places.keepaliveds.find(id => processAt(world, id).machine === machine && (processAt(world, id).state as KeepalivedProcess).instance.holdsVip);
		return keepalived ?? places.kubeVips.find(id => processAt(world, id).machine === machine && (processAt(world, id).state as KubeVipProcess).holdsVip) ?? null;
	};

	const holdsVip = (machine: number) => holderOn(machine) !== null;
	return new Map([
		// A member is sent nothing but etcd's own messages.
		['etcd', anyBehaviour(etcdBehaviour as unknown as Behaviour<EtcdServer, ChainMessage, ChainNote>)],
		['apiserver', anyBehaviour(apiserverBehaviour(holdsVip))],
		['scheduler', anyBehaviour(schedulerBehaviour)],
		['controller-manager', anyBehaviour(controllerManagerBehaviour)],
		['haproxy', anyBehaviour(haproxyBehaviour(holdsVip))],
		['keepalived', anyBehaviour(keepalivedBehaviour)],
		['kube-vip', anyBehaviour(kubeVipBehaviour)],
		['kubelet', anyBehaviour(kubeletBehaviour)],
		['host', anyBehaviour(hostBehaviour(holderOn))],
		['operator', anyBehaviour(operatorBehaviour(command => memberFor(places, worldOf(), command)))],
		['write-probe', anyBehaviour(writeProbeBehaviour)],
		['api-probe', anyBehaviour(apiProbeBehaviour)],
	]);
}
