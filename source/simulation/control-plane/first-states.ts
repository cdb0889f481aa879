import type {ProcessId} from '../kernel/effects.js';
import {controllerManagerLeaseSettings, kubeVipLeaseSettings, schedulerLeaseSettings} from '../lease/settings.js';
import {newElector} from '../lease/state.js';
import {newKubelet} from '../node-lifecycle/kubelet-state.js';
import {newNodeController} from '../node-lifecycle/state.js';
import {newInstance} from '../vrrp/state.js';
import {newApiClient} from './api-client.js';
import {newApiserverProcess} from './apiserver-process.js';
import {chainVip} from './chain.js';
import type {ChainParts} from './chain-parts.js';
import {routeFrom, vipTableOf} from './client-paths.js';
import {newControllerManagerProcess} from './controller-manager-process.js';
import {newEtcdServer} from './etcd/state.js';
import {newHaproxyProcess} from './haproxy-process.js';
import {newKeepalivedProcess} from './keepalived-process.js';
import {newKubeVipProcess} from './kube-vip-process.js';
import {newKubeletProcess} from './kubelet-process.js';
import {onMachine, type Ground} from './lay-out.js';
import {newOperatorProcess} from './operator-process.js';
import {etcdSettingsOf, healthCheckSettingsOf, leaseSettingsOf, nodeSettingsOf, vrrpSettingsOf} from './part-settings.js';
import {newApiProbe, newWriteProbe} from './probes.js';

/** A process whose state is wanted. */
type Place = {readonly id: ProcessId; readonly name: string; readonly machine: number};

type FirstState = (place: Place, parts: ChainParts, ground: Ground) => unknown;

/** Clients that hear ARP on the wire. */
function listenersOf({places: {kubelets, apiProbe}}: Ground): readonly ProcessId[] {
	return [...kubelets, ...(apiProbe === null ? [] : [apiProbe])];
}

function apiserverOn(machine: number, ground: Ground): ProcessId {
	return onMachine(ground, ground.places.apiservers, machine)!;
}

function keepalivedState({id, machine}: Place, {settings, hasScript}: ChainParts, ground: Ground): unknown {
	const {haproxies, keepaliveds, strangers} = ground.places;
	const speakers = [...keepaliveds, ...strangers];
	const index = speakers.indexOf(id);
	const isStranger = strangers.includes(id);
	const watches = onMachine(ground, haproxies, machine);
	const own = vrrpSettingsOf(settings, {index: isStranger ? 1 : index, hasScript: hasScript && watches !== undefined, vip: isStranger ? `10.0.0.${200 + index}` : chainVip});
	return newKeepalivedProcess(newInstance(own, {self: id, peers: speakers.filter(each => each !== id), listeners: listenersOf(ground), address: machine + 1}), watches ?? -1);
}

function kubeletState({name, machine}: Place, parts: ChainParts, ground: Ground): unknown {
	const {machines, places} = ground;
	const {name: node, zone} = machines[machine]!;
	const isWorker = onMachine(ground, places.apiservers, machine) === undefined;
	const firstPods = isWorker ? parts.pods.map((tolerationS, index) => ({name: `${node}-pod-${index + 1}`, tolerationS})) : [];
	const route = routeFrom(machine, parts, ground);
	return newKubeletProcess(newKubelet(nodeSettingsOf(parts.settings), {node, pods: firstPods.map(pod => pod.name)}), {
		client: newApiClient(route), table: vipTableOf(name, route, parts, ground), zone: zone ?? '', firstPods,
	});
}

/** What each kind of process holds before it first runs. */
const firstStates: Readonly<Record<string, FirstState>> = {
	etcd: ({id}, {settings}, {places: {etcd, spareEtcd}}) => newEtcdServer(id, etcdSettingsOf(settings), spareEtcd.includes(id) ? null : etcd),
	apiserver: ({machine}, {topology}, {processes, places: {etcd}}) => newApiserverProcess(machine, topology.etcd === 'stacked' ? etcd.filter(each => processes[each]!.machine === machine) : etcd),
	scheduler: ({name, machine}, {settings}, ground) => ({
		elector: newElector(leaseSettingsOf(schedulerLeaseSettings, settings), {lease: 'kube-scheduler', server: apiserverOn(machine, ground), name, actEveryMs: 1000}),
	}),
	'controller-manager'({name, machine}, {settings}, ground) {
		const server = apiserverOn(machine, ground);
		const elector = newElector(leaseSettingsOf(controllerManagerLeaseSettings, settings), {lease: 'kube-controller-manager', server, name});
		return newControllerManagerProcess(elector, newNodeController(nodeSettingsOf(settings)), server);
	},
	haproxy: ({machine}, {settings}, {places: {apiservers}}) => newHaproxyProcess(machine, apiservers, healthCheckSettingsOf(settings)),
	keepalived: keepalivedState,
	'kube-vip': ({name, machine}, _parts, ground) => newKubeVipProcess(newElector(kubeVipLeaseSettings, {lease: 'plndr-cp-lock', server: apiserverOn(machine, ground), name}), chainVip, listenersOf(ground)),
	kubelet: kubeletState,
	host: ({machine}) => ({machine}),
	operator: (_place, _parts, {processes, places: {etcd, spareEtcd}}) => newOperatorProcess(new Map([...etcd, ...spareEtcd].map(member => [processes[member]!.name, member]))),
	'write-probe': (_place, _parts, {places: {etcd}}) => newWriteProbe(etcd),
	'api-probe'({name, machine}, parts, ground) {
		const route = routeFrom(machine, parts, ground);
		return newApiProbe(route, vipTableOf(name, route, parts, ground));
	},
};

/** The state a process begins with. */
export function firstStateOf(id: ProcessId, parts: ChainParts, ground: Ground): unknown {
	const {kind, name, machine} = ground.processes[id]!;
	return firstStates[kind]!({id, name, machine}, parts, ground);
}
