import type {Effects} from '../kernel/effects.js';
import {calmNetwork, linkOf} from '../kernel/network.js';
import {newMachine, newWorld} from '../kernel/new-world.js';
import {seededRandom} from '../kernel/random.js';
import {end, freeze, processAt, simulationOf, start, thaw, type Simulation} from '../kernel/simulation.js';
import {milliseconds} from '../kernel/time.js';
import type {Behaviour, Process, World} from '../kernel/world.js';
import {fireNodeController, observeNodes, startNodeController} from './controller.js';
import {fireKubelet, kubeletAnswered, startKubelet, startWarmKubelet} from './kubelet.js';
import {copyKubelet, dieKubelet, newKubelet, type Kubelet, type KubeletAsk, type KubeletOutcome} from './kubelet-state.js';
import type {NodeAction} from './nodes.js';
import type {NodeNote} from './notes.js';
import type {NodeSettings} from './settings.js';
import {outcomeOf, write, type NodeStore, type Onlooker, type StoredNode} from './small-store.js';
import {copyNodeController, dieNodeController, newNodeController, type NodeController} from './state.js';

/*
Nodes, the controller that watches them, and a store that stands for the whole control plane: it answers kubelets, and the controller
sees and changes it without delay. What tests and sweeps of this room run.
*/

type Answering = {readonly store: NodeStore};
type KubeletSeat = {readonly kubelet: Kubelet; isWarm: boolean};
type ControllerSeat = {readonly controller: NodeController; readonly store: NodeStore; isWarm: boolean};

/** `place`: a kubelet's from 1, the controller's after them. */
export type NodeAct
	= | {readonly kind: 'kill' | 'start' | 'freeze' | 'thaw'; readonly place: number}
		| {readonly kind: 'cut' | 'heal'; readonly from: readonly number[]; readonly to: readonly number[]}
		| {readonly kind: 'loss'; readonly loss: number};

type Carried = {readonly kind: 'ask'; readonly ask: KubeletAsk} | {readonly kind: 'outcome'; readonly token: number; readonly outcome: KubeletOutcome};

export type SmallMessage = Carried | NodeAct;

type Env = Effects<SmallMessage, NodeNote>;

export type SmallWorld = {
	readonly simulation: Simulation<SmallMessage, NodeNote>;
	readonly store: NodeStore;
	readonly kubelets: readonly Kubelet[];
	readonly controller: NodeController;
	readonly onlooker: Onlooker;
};

function storeBehaviour(onlooker: Onlooker): Behaviour<Answering, SmallMessage, NodeNote> {
	return {
		start() {
			// It answers, and does nothing by itself.
		},
		receive({store}, from, message, effects) {
			if (message.kind === 'ask') {
				effects.send(from, {kind: 'outcome', token: message.ask.token, outcome: outcomeOf(store, message.ask.operation, onlooker)});
			}
		},
		fire() {
			// It has no timers.
		},
		die() {
			// It never does.
		},
		copy: state => ({store: {nodes: state.store.nodes.map(node => ({...node}))}}),
	};
}

function carry({kubelet}: KubeletSeat, asks: readonly KubeletAsk[], effects: Env): void {
	for (const ask of asks) {
		effects.send(0, {kind: 'ask', ask});
		effects.startTimer(`timeout/${ask.token}`, milliseconds(kubelet.settings.requestTimeoutMs));
	}
}

function settle(seat: KubeletSeat, token: number, outcome: KubeletOutcome, effects: Env): void {
	effects.stopTimer(`timeout/${token}`);
	carry(seat, kubeletAnswered(seat.kubelet, token, outcome, effects), effects);
}

const kubeletBehaviour: Behaviour<KubeletSeat, SmallMessage, NodeNote> = {
	start(seat, effects) {
		if (seat.isWarm) {
			startWarmKubelet(seat.kubelet, 1, effects);
		} else {
			startKubelet(seat.kubelet, effects);
		}

		seat.isWarm = false;
	},
	receive(seat, _from, message, effects) {
		if (message.kind === 'outcome') {
			settle(seat, message.token, message.outcome, effects);
		}
	},
	fire(seat, timer, effects) {
		if (timer.startsWith('timeout/')) {
			settle(seat, Number(timer.slice('timeout/'.length)), {ok: false, error: 'timeout'}, effects);
		} else {
			carry(seat, fireKubelet(seat.kubelet, timer, effects) ?? [], effects);
		}
	},
	refused(seat, _by, message, effects) {
		if (message.kind === 'ask') {
			settle(seat, message.ask.token, {ok: false, error: 'unavailable'}, effects);
		}
	},
	die(seat) {
		dieKubelet(seat.kubelet);
	},
	copy: seat => ({...seat, kubelet: copyKubelet(seat.kubelet)}),
};

/** Does what the controller says, and shows it each node that this changed, until nothing more comes of it. */
function writeAll({controller, store}: ControllerSeat, actions: readonly NodeAction[], onlooker: Onlooker, effects: Env): void {
	let left = actions;
	while (left.length > 0) {
		const changed = new Set<StoredNode>();
		for (const action of left) {
			const node = store.nodes.find(({name}) => name === action.node)!;
			onlooker.writes(action, node);
			write(node, action);
			changed.add(node);
			if (action.kind === 'mark-unknown') {
				onlooker.conditions();
			}
		}

		left = observeNodes(controller, [...changed], effects);
	}
}

function controllerBehaviour(onlooker: Onlooker): Behaviour<ControllerSeat, SmallMessage, NodeNote> {
	return {
		start(seat, effects) {
			startNodeController(seat.controller, effects, {warm: seat.isWarm});
			seat.isWarm = false;
		},
		receive() {
			// It sees the store without being told.
		},
		fire(seat, timer, effects) {
			const actions = [...observeNodes(seat.controller, seat.store.nodes, effects), ...fireNodeController(seat.controller, timer, seat.store.nodes, effects) ?? []];
			writeAll(seat, actions, onlooker, effects);
		},
		die(seat) {
			dieNodeController(seat.controller);
		},
		copy: seat => ({...seat, controller: copyNodeController(seat.controller)}),
	};
}

const deeds = {kill: end, start, freeze, thaw} as const;

function perform(simulation: Simulation<SmallMessage, NodeNote>, act: SmallMessage): void {
	const {network} = simulation.world;
	if (act.kind === 'cut' || act.kind === 'heal') {
		for (const from of act.from) {
			for (const to of act.to) {
				linkOf(network, from, to).cut = act.kind === 'cut';
			}
		}
	} else if (act.kind === 'loss') {
		for (const link of network.links) {
			link.loss = act.loss;
		}
	} else if ('place' in act) {
		deeds[act.kind](simulation, processAt(simulation.world, act.place).id);
	}
}

/** A node of a small world: its zone, and what its pods tolerate. */
export type SmallNode = {readonly zone?: string; readonly tolerations?: ReadonlyArray<number | null>};

/**
A small world, started, in the middle of a quiet life: every node Ready, every program somewhere in its period.
@param nodes Node 1 is at place 1; its pods are called pod-1-1, pod-1-2, and so on. Without tolerations it has one pod with the default one.
*/
export function smallWorld(seed: number, settings: NodeSettings, nodes: readonly SmallNode[]): SmallWorld {
	const store: NodeStore = {
		nodes: nodes.map(({zone = '', tolerations = [settings.tolerationS]}, index) => ({
			name: `node-${index + 1}`, zone, leaseRenewedVersion: 1, leaseVersion: 1, statusVersion: 1, ready: 'true', noSchedule: null, noExecute: null,
			pods: tolerations.map((tolerationS, pod) => ({name: `pod-${index + 1}-${pod + 1}`, tolerationS, terminating: false})),
		})),
	};
	const kubelets = store.nodes.map(({name, pods}) => newKubelet(settings, {node: name, pods: pods.map(pod => pod.name)}));
	const controller = newNodeController(settings);
	const onlooker: Onlooker = {
		writes() {
			// Nobody looks on yet.
		},
		conditions() {
			// Nobody looks on yet.
		},
	};
	const machines = nodes.length + 2;
	const world = newWorld<SmallMessage>({
		seed,
		machines: Array.from({length: machines}, (_, id) => newMachine(`machine-${id}`)),
		programs: [
			{name: 'store-0', kind: 'store', machine: 0, state: {store} satisfies Answering},
			...kubelets.map((kubelet, index) => ({name: `kubelet-${index + 1}`, kind: 'kubelet', machine: index + 1, state: {kubelet, isWarm: true} satisfies KubeletSeat})),
			{name: `controller-${machines - 1}`, kind: 'controller', machine: machines - 1, state: {controller, store, isWarm: true} satisfies ControllerSeat},
		],
		network: calmNetwork(machines, {delayUs: milliseconds(1), jitter: 0.5}),
	});
	const simulation = simulationOf<SmallMessage, NodeNote>({
		world,
		behaviours: new Map<string, unknown>([['store', storeBehaviour(onlooker)], ['kubelet', kubeletBehaviour], ['controller', controllerBehaviour(onlooker)]]) as Simulation<SmallMessage, NodeNote>['behaviours'],
		perform,
	});
	for (const {id} of world.processes) {
		start(simulation, id);
	}

	return {simulation, store, kubelets, controller, onlooker};
}
