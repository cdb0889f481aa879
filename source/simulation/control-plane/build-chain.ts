import type {ProcessId} from '../kernel/effects.js';
import {calmNetwork} from '../kernel/network.js';
import {between, seededRandom} from '../kernel/random.js';
import {simulationOf, start, startLater} from '../kernel/simulation.js';
import {milliseconds} from '../kernel/time.js';
import type {Machine, Process, World} from '../kernel/world.js';
import {controllerManagerLeaseSettings, kubeVipLeaseSettings, schedulerLeaseSettings} from '../lease/settings.js';
import {newElector} from '../lease/state.js';
import {newKubelet} from '../node-lifecycle/kubelet-state.js';
import {newNodeController} from '../node-lifecycle/state.js';
import {newInstance} from '../vrrp/state.js';
import {linuxArpSettings, routerArpSettings} from '../vrrp/arp-cache.js';
import {newApiClient, type ApiRoute} from './api-client.js';
import {newApiserverProcess} from './apiserver-process.js';
import {chainBehaviours} from './behaviours.js';
import {chainVip, type Chain, type ChainPlaces} from './chain.js';
import {newControllerManagerProcess} from './controller-manager-process.js';
import {newEtcdServer} from './etcd/state.js';
import {newHaproxyProcess} from './haproxy-process.js';
import {newKeepalivedProcess} from './keepalived-process.js';
import {newKubeVipProcess} from './kube-vip-process.js';
import {newKubeletProcess} from './kubelet-process.js';
import type {ChainMessage} from './messages.js';
import type {ChainNote} from './notes.js';
import {newOperatorProcess} from './operator-process.js';
import {etcdSettingsOf, healthCheckSettingsOf, leaseSettingsOf, nodeSettingsOf, vrrpSettingsOf} from './part-settings.js';
import {newApiProbe, newWriteProbe} from './probes.js';
import type {Settings} from './settings.js';
import type {ChainRole, ChainTopology} from './topology.js';
import {newVipTable, type VipTable} from './vip-table.js';

/** What a control plane is built from. */
export type ChainParts = {
	readonly seed: number;
	readonly topology: ChainTopology;
	readonly settings: Settings;
	readonly probes: ReadonlyArray<'api' | 'write'>;
	/** Etcd members that stand ready beside the cluster, each on a machine of its own. */
	readonly spareEtcd: number;
	/** Keepalived of others on the same wire, with our router id and an address of its own each. */
	readonly strangers: number;
	readonly hasScript: boolean;
	readonly behindRouter: boolean;
	/** Pods on each worker, by how many seconds they tolerate an unreachable node. */
	readonly pods: readonly number[];
};

const fsyncUs = milliseconds(2);

/** The link's own delay strays by half of it. */
const linkJitter = 0.5;

/** Lays processes out one after the other: ids come first, since programs know each other by them. */
type Plan = {readonly machines: Machine[]; readonly kinds: Array<{readonly name: string; readonly kind: string; readonly machine: number}>};

function place(plan: Plan, kind: string, machine: number, name: string): ProcessId {
	plan.kinds.push({name, kind, machine});
	return plan.kinds.length - 1;
}

function addMachine(plan: Plan, name: string, zone: string | null): number {
	plan.machines.push({name, zone, up: true, diskDelayUs: fsyncUs, diskFull: false});
	return plan.machines.length - 1;
}

/** Which machine carries what, and the ids that follow from it. */
function layOut({topology, probes, spareEtcd, strangers}: ChainParts): {readonly plan: Plan; readonly places: ChainPlaces; readonly localProxies: ReadonlyMap<number, ProcessId>} {
	const plan: Plan = {machines: [], kinds: []};
	for (const {name, zone} of topology.machines) {
		addMachine(plan, name, zone);
	}

	const withRole = (role: ChainRole) => topology.machines.flatMap(({roles}, index) => roles.includes(role) ? [index] : []);
	const onEach = (kind: string, machines: readonly number[], from = 0) => machines.map((machine, index) => place(plan, kind, machine, `${kind}-${index + 1 + from}`));
	const planes = withRole('apiserver');
	const balancers = topology.endpoint === 'keepalived' ? withRole('load-balancer') : [];
	const etcd = onEach('etcd', withRole('etcd'));
	const spare = Array.from({length: spareEtcd}, (_, index) => addMachine(plan, `spare-${index + 1}`, null));
	const strangerMachines = Array.from({length: strangers}, (_, index) => addMachine(plan, `stranger-${index + 1}`, null));
	const spareIds = onEach('etcd', spare, etcd.length);
	const apiservers = onEach('apiserver', planes);
	const schedulers = onEach('scheduler', withRole('controllers'));
	const controllerManagers = onEach('controller-manager', withRole('controllers'));
	const haproxies = onEach('haproxy', balancers);
	const keepaliveds = onEach('keepalived', balancers);
	const strangerIds = onEach('keepalived', strangerMachines, keepaliveds.length);
	const kubeVips = topology.endpoint === 'kube-vip' ? onEach('kube-vip', planes) : [];
	const kubeletMachines = withRole('kubelet');
	const kubelets = kubeletMachines.map(machine => place(plan, 'kubelet', machine, `kubelet-${machine + 1}`));
	const hosts = onEach('host', topology.machines.map((_, index) => index));
	const hasClient = probes.length > 0 || etcd.length > 0;
	const client = hasClient ? addMachine(plan, 'client', null) : -1;
	const operator = etcd.length > 0 ? place(plan, 'operator', client, 'operator') : null;
	const writeProbe = probes.includes('write') && etcd.length > 0 ? place(plan, 'write-probe', client, 'write-probe') : null;
	const apiProbe = probes.includes('api') && apiservers.length > 0 ? place(plan, 'api-probe', client, 'api-probe') : null;
	const proxied = topology.endpoint === 'node-local' ? [...new Set([...kubeletMachines, ...(apiProbe === null ? [] : [client])])] : [];
	const cloud = topology.endpoint === 'cloud' ? [addMachine(plan, 'cloud', null)] : [];
	const localProxies = new Map([...proxied, ...cloud].map((machine, index) => [machine, place(plan, 'haproxy', machine, `haproxy-${index + 1}`)]));
	return {
		plan,
		places: {
			etcd, spareEtcd: spareIds, apiservers, schedulers, controllerManagers, kubeVips, kubelets, hosts, apiProbe, writeProbe, operator,
			haproxies: [...haproxies, ...localProxies.values()],
			keepaliveds,
			strangers: strangerIds,
		},
		localProxies,
	};
}

/** Builds a control plane, in which nothing runs yet. */
export function buildChain(parts: ChainParts): Chain & {readonly firstIds: readonly ProcessId[]} {
	const {seed, topology, settings} = parts;
	const {plan, places, localProxies} = layOut(parts);
	const machineOf = (id: ProcessId) => plan.kinds[id]!.machine;
	const onMachine = (ids: readonly ProcessId[], machine: number) => ids.find(id => machineOf(id) === machine);
	const listeners = [...places.kubelets, ...(places.apiProbe === null ? [] : [places.apiProbe])];
	const speakers = [...places.keepaliveds, ...places.strangers];
	const vipTable = (name: string): VipTable => newVipTable(seed, name, {
		vip: chainVip,
		hosts: places.hosts,
		arp: parts.behindRouter ? routerArpSettings : linuxArpSettings,
		behind: new Map([...places.keepaliveds, ...places.kubeVips].map(id => [id, {
			host: places.hosts[machineOf(id)]!,
			listener: onMachine(topology.endpoint === 'kube-vip' ? places.apiservers : places.haproxies, machineOf(id))!,
		}])),
	});
	const cloudProxy = topology.endpoint === 'cloud' ? localProxies.values().next().value : undefined;
	const routeOf = (machine: number): ApiRoute => {
		const own = onMachine(places.apiservers, machine);
		if (settings['node.localKubelets'] && own !== undefined) {
			return {kind: 'direct', to: own};
		}

		const proxy = cloudProxy ?? localProxies.get(machine);
		if (proxy !== undefined) {
			return {kind: 'proxy', to: proxy};
		}

		return topology.endpoint === 'none' || (places.keepaliveds.length === 0 && places.kubeVips.length === 0) ? {kind: 'direct', to: places.apiservers[0]!} : {kind: 'vip'};
	};

	const members = [...places.etcd, ...places.spareEtcd];
	const stateOf = (id: ProcessId): unknown => {
		const {kind, machine, name} = plan.kinds[id]!;
		switch (kind) {
			case 'etcd': {
				return newEtcdServer(id, etcdSettingsOf(settings), places.spareEtcd.includes(id) ? null : places.etcd);
			}

			case 'apiserver': {
				return newApiserverProcess(machine, topology.etcd === 'stacked' ? places.etcd.filter(each => machineOf(each) === machine) : places.etcd);
			}

			case 'scheduler': {
				return {elector: newElector(leaseSettingsOf(schedulerLeaseSettings, settings), {lease: 'kube-scheduler', server: onMachine(places.apiservers, machine)!, name, actEveryMs: 1000})};
			}

			case 'controller-manager': {
				const elector = newElector(leaseSettingsOf(controllerManagerLeaseSettings, settings), {lease: 'kube-controller-manager', server: onMachine(places.apiservers, machine)!, name});
				return newControllerManagerProcess(elector, newNodeController(nodeSettingsOf(settings)), onMachine(places.apiservers, machine)!);
			}

			case 'haproxy': {
				return newHaproxyProcess(machine, places.apiservers, healthCheckSettingsOf(settings));
			}

			case 'keepalived': {
				const index = speakers.indexOf(id);
				const isStranger = places.strangers.includes(id);
				const watches = onMachine(places.haproxies, machine);
				const own = vrrpSettingsOf(settings, {index: isStranger ? 1 : index, hasScript: parts.hasScript && watches !== undefined, vip: isStranger ? `10.0.0.${200 + index}` : chainVip});
				return newKeepalivedProcess(newInstance(own, {self: id, peers: speakers.filter(each => each !== id), listeners, address: machine + 1}), watches ?? -1);
			}

			case 'kube-vip': {
				return newKubeVipProcess(newElector(kubeVipLeaseSettings, {lease: 'plndr-cp-lock', server: onMachine(places.apiservers, machine)!, name}), chainVip, listeners);
			}

			case 'kubelet': {
				const isWorker = onMachine(places.apiservers, machine) === undefined;
				const node = plan.machines[machine]!.name;
				const firstPods = isWorker ? parts.pods.map((tolerationS, index) => ({name: `${node}-pod-${index + 1}`, tolerationS})) : [];
				const route = routeOf(machine);
				return newKubeletProcess(newKubelet(nodeSettingsOf(settings), {node, pods: firstPods.map(pod => pod.name)}), {
					client: newApiClient(route), table: route.kind === 'vip' ? vipTable(name) : null, zone: plan.machines[machine]!.zone ?? '', firstPods,
				});
			}

			case 'host': {
				return {machine};
			}

			case 'operator': {
				return newOperatorProcess(new Map(members.map(member => [plan.kinds[member]!.name, member])));
			}

			case 'write-probe': {
				return newWriteProbe(places.etcd);
			}

			default: {
				const route = routeOf(machine);
				return newApiProbe(route, route.kind === 'vip' ? vipTable(name) : null);
			}
		}
	};

	const network = calmNetwork(plan.machines.length, {delayUs: milliseconds(settings['network.delayMs']), jitter: linkJitter});
	for (const [index, link] of network.links.entries()) {
		const itself = Math.floor(index / network.machines) === index % network.machines;
		link.loss = itself ? 0 : settings['network.lossPercent'] / 100;
	}

	const world: World<ChainMessage> = {
		seed,
		now: 0,
		sequence: 0,
		steps: 0,
		queue: [],
		machines: plan.machines,
		processes: plan.kinds.map(({name, kind, machine}, id): Process<unknown> => ({
			id, name, kind, machine, state: stateOf(id), status: 'stopped', wanted: false, timers: new Map(), held: [], clock: {rate: 1, trueBase: 0, localBase: 0}, random: seededRandom(seed, `process/${name}`),
		})),
		network,
		networkRandom: seededRandom(seed, 'network'),
	};
	const simulation: Chain['simulation'] = simulationOf<ChainMessage, ChainNote>({
		world,
		behaviours: chainBehaviours(places, () => simulation.world),
		perform() {
			throw new Error(`Nothing acts by itself here, seed ${seed}.`);
		},
	});
	const resting = new Set([...places.spareEtcd, ...places.strangers]);
	return {topology, settings, places, simulation, firstIds: plan.kinds.flatMap((_, id) => resting.has(id) ? [] : [id])};
}

/** Machines that boot together do not start their programs at the same moment: this is where every period gets its phase. */
const bootSpreadUs = milliseconds(2000);

/** Boots a control plane that has just been built: every program but the members that stand ready and the strangers. */
export function startChain({simulation, firstIds}: ReturnType<typeof buildChain>, {atOnce = false}: {readonly atOnce?: boolean} = {}): void {
	const random = seededRandom(simulation.world.seed, 'boot');
	for (const id of firstIds) {
		// The wire and the machines' own network stacks are there first.
		const isHost = simulation.world.processes[id]!.kind === 'host';
		if (atOnce || isHost) {
			start(simulation, id);
		} else {
			startLater(simulation, id, between(random, 0, bootSpreadUs));
		}
	}
}
