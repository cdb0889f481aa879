import {newMachine} from '../kernel/new-world.js';
import type {ProcessId} from '../kernel/effects.js';
import {milliseconds} from '../kernel/time.js';
import type {Machine} from '../kernel/world.js';
import type {ChainPlaces} from './chain.js';
import type {ChainParts} from './chain-parts.js';
import type {ChainRole} from './topology.js';

/** How long a machine's disk takes to make one write durable. */
const fsyncUs = milliseconds(2);

/** A process before it has a state: programs know each other by their ids, so all ids come first. */
type Laid = {readonly name: string; readonly kind: string; readonly machine: number};

/** Which machine carries what, and the ids that follow from it. */
export type Ground = {
	readonly machines: readonly Machine[];
	/** By process id. */
	readonly processes: readonly Laid[];
	readonly places: ChainPlaces;
	/** The proxy on a client's own machine (node-local), or the cloud's, by machine. */
	readonly localProxies: ReadonlyMap<number, ProcessId>;
};

/** The process of these that is on a machine; undefined where none is. */
export function onMachine({processes}: Pick<Ground, 'processes'>, ids: readonly ProcessId[], machine: number): ProcessId | undefined {
	return ids.find(id => processes[id]!.machine === machine);
}

/** Lays machines and processes out, one after the other: a process's id is its place. */
export function layOut({topology, probes, spareEtcd, strangers}: ChainParts): Ground {
	const machines: Machine[] = [];
	const processes: Laid[] = [];
	const addMachine = (name: string, zone: string | null): number => machines.push(newMachine(name, {zone, diskDelayUs: fsyncUs})) - 1;
	const place = (kind: string, machine: number, name: string): ProcessId => processes.push({name, kind, machine}) - 1;
	const onEach = (kind: string, on: readonly number[], from = 0) => on.map((machine, index) => place(kind, machine, `${kind}-${index + 1 + from}`));
	const withRole = (role: ChainRole) => topology.machines.flatMap(({roles}, index) => roles.includes(role) ? [index] : []);
	for (const {name, zone} of topology.machines) {
		addMachine(name, zone);
	}

	const planes = withRole('apiserver');
	const balancers = topology.endpoint === 'keepalived' ? withRole('load-balancer') : [];
	const etcd = onEach('etcd', withRole('etcd'));
	const spare = Array.from({length: spareEtcd}, (_, index) => addMachine(`spare-${index + 1}`, null));
	const strangerMachines = Array.from({length: strangers}, (_, index) => addMachine(`stranger-${index + 1}`, null));
	const spareIds = onEach('etcd', spare, etcd.length);
	const apiservers = onEach('apiserver', planes);
	const schedulers = onEach('scheduler', withRole('controllers'));
	const controllerManagers = onEach('controller-manager', withRole('controllers'));
	const haproxies = onEach('haproxy', balancers);
	const keepaliveds = onEach('keepalived', balancers);
	const strangerIds = onEach('keepalived', strangerMachines, keepaliveds.length);
	const kubeVips = topology.endpoint === 'kube-vip' ? onEach('kube-vip', planes) : [];
	const kubeletMachines = withRole('kubelet');
	const kubelets = kubeletMachines.map(machine => place('kubelet', machine, `kubelet-${machine + 1}`));
	const hosts = onEach('host', topology.machines.map((_, index) => index));
	const hasClient = probes.length > 0 || etcd.length > 0;
	const client = hasClient ? addMachine('client', null) : -1;
	const operator = etcd.length > 0 ? place('operator', client, 'operator') : null;
	const writeProbe = probes.includes('write') && etcd.length > 0 ? place('write-probe', client, 'write-probe') : null;
	const apiProbe = probes.includes('api') && apiservers.length > 0 ? place('api-probe', client, 'api-probe') : null;
	const proxied = topology.endpoint === 'node-local' ? [...new Set([...kubeletMachines, ...(apiProbe === null ? [] : [client])])] : [];
	const cloud = topology.endpoint === 'cloud' ? [addMachine('cloud', null)] : [];
	const localProxies = new Map([...proxied, ...cloud].map((machine, index) => [machine, place('haproxy', machine, `haproxy-${index + 1}`)]));
	return {
		machines,
		processes,
		places: {
			etcd, spareEtcd: spareIds, apiservers, schedulers, controllerManagers, kubeVips, kubelets, hosts, apiProbe, writeProbe, operator,
			haproxies: [...haproxies, ...localProxies.values()],
			keepaliveds,
			strangers: strangerIds,
		},
		localProxies,
	};
}
