import type {Effects, ProcessId} from '../kernel/effects.js';
import type {Elector} from '../lease/state.js';
import {fireNodeController, observeNodes, startNodeController} from '../node-lifecycle/controller.js';
import type {NodeAction, NodeView} from '../node-lifecycle/nodes.js';
import {copyNodeController, dieNodeController, type NodeController} from '../node-lifecycle/state.js';
import {askApi, copyApiClient, dieApiClient, fireApi, newApiClient, receiveApi, refusedApi, type ApiClient, type ApiOutcome} from './api-client.js';
import type {ApiOperation} from './api.js';
import {electedBehaviour} from './elected-process.js';
import type {ChainMessage} from './messages.js';
import {nodePrefix, nodesIn, podKey, statusKey, taintsKey, type NodeStatus, type NodeTaints, type PodObject} from './node-objects.js';
import type {ChainNote} from './notes.js';

type Env = Effects<ChainMessage, ChainNote>;

/** A kube-controller-manager: of its controllers the one that looks after nodes, which works while it leads. */
export type ControllerManagerProcess = {
	readonly elector: Elector;
	readonly controller: NodeController;
	/** To the apiserver beside it. */
	readonly client: ApiClient;
	/** What the API showed last: a difference from it is an event. */
	listed: readonly NodeView[];
	/** The same, with what it has written since. */
	view: readonly NodeView[];
	isWorking: boolean;
	/** The request that refreshes the cache; 0: none. */
	listing: number;
	/** Whether a pass waits for that list. */
	passWaits: boolean;
};

export function newControllerManagerProcess(elector: Elector, controller: NodeController, apiserver: ProcessId): ControllerManagerProcess {
	return {elector, controller, client: newApiClient({kind: 'direct', to: apiserver}), listed: [], view: [], isWorking: false, listing: 0, passWaits: false};
}

/** A list from a cache takes milliseconds; without an answer by then the controller goes by what it knew. */
const listTimeoutMs = 1000;
const writeTimeoutMs = 10_000;

function request(state: ControllerManagerProcess, operation: ApiOperation, timeoutMs: number, effects: Env): number {
	return askApi(state.client, {inner: requestId => ({kind: 'api-request', requestId, operation}), timeoutMs, fresh: false, vipHolder: null}, effects);
}

/**
Its cache is brought up to date before each pass and after its own writes: a real one follows a watch and is never further behind
than that takes.
*/
function refresh(state: ControllerManagerProcess, effects: Env): void {
	if (state.listing === 0) {
		state.listing = request(state, {verb: 'list', prefix: nodePrefix}, listTimeoutMs, effects);
	}
}

function operationOf(action: NodeAction, node: NodeView | undefined): ApiOperation | null {
	const taints: NodeTaints = {noSchedule: node?.noSchedule ?? null, noExecute: node?.noExecute ?? null};
	switch (action.kind) {
		case 'mark-unknown': {
			return {verb: 'put', key: statusKey(action.node), value: {ready: 'unknown', posted: node?.statusVersion ?? 0, zone: node?.zone ?? ''} satisfies NodeStatus};
		}

		case 'mark-pods-not-ready': {
			// It takes them out of Services, which this control plane does not have.
			return null;
		}

		case 'taint-no-schedule': {
			return {verb: 'put', key: taintsKey(action.node), value: {...taints, noSchedule: action.taint}};
		}

		case 'taint-no-execute': {
			return {verb: 'put', key: taintsKey(action.node), value: {...taints, noExecute: action.taint}};
		}

		case 'untaint': {
			return {verb: 'put', key: taintsKey(action.node), value: {...taints, [action.effect === 'no-schedule' ? 'noSchedule' : 'noExecute']: null}};
		}

		case 'delete-pod': {
			const pod = node?.pods.find(({name}) => name === action.pod);
			return {verb: 'put', key: podKey(action.node, action.pod), value: {tolerationS: pod?.tolerationS ?? null, terminating: true} satisfies PodObject};
		}
	}
}

/** What its own write makes of a node, at once: the next action of the same pass builds on it. */
function applied(node: NodeView, action: NodeAction): NodeView {
	switch (action.kind) {
		case 'mark-unknown': {
			return {...node, ready: 'unknown'};
		}

		case 'taint-no-schedule': {
			return {...node, noSchedule: action.taint};
		}

		case 'taint-no-execute': {
			return {...node, noExecute: action.taint};
		}

		case 'untaint': {
			return action.effect === 'no-schedule' ? {...node, noSchedule: null} : {...node, noExecute: null};
		}

		case 'delete-pod': {
			return {...node, pods: node.pods.map(pod => pod.name === action.pod ? {...pod, terminating: true} : pod)};
		}

		case 'mark-pods-not-ready': {
			return node;
		}
	}
}

function write(state: ControllerManagerProcess, actions: readonly NodeAction[], effects: Env): void {
	for (const action of actions) {
		const node = state.view.find(({name}) => name === action.node);
		const operation = operationOf(action, node);
		state.view = state.view.map(each => each.name === action.node ? applied(each, action) : each);
		if (operation) {
			request(state, operation, writeTimeoutMs, effects);
		}
	}
}

function see(state: ControllerManagerProcess, view: readonly NodeView[], effects: Env): void {
	const before = new Map(state.listed.map(node => [node.name, JSON.stringify(node)]));
	state.listed = view;
	state.view = view;
	if (state.isWorking) {
		const changed = view.filter(node => before.get(node.name) !== JSON.stringify(node));
		write(state, observeNodes(state.controller, changed, effects), effects);
	}
}

function pass(state: ControllerManagerProcess, effects: Env): void {
	state.passWaits = false;
	if (state.isWorking) {
		write(state, fireNodeController(state.controller, 'node-monitor', state.view, effects) ?? [], effects);
	}
}

function settle(state: ControllerManagerProcess, {requestId, result}: ApiOutcome, effects: Env): void {
	if (requestId === state.listing) {
		state.listing = 0;
		if (result.items) {
			see(state, nodesIn(result.items), effects);
		}

		if (state.passWaits) {
			pass(state, effects);
		}
	} else if (result.status === 200) {
		refresh(state, effects);
	}
}

export const controllerManagerBehaviour = electedBehaviour<ControllerManagerProcess>({
	afterStep(state, effects) {
		const {working} = state.elector;
		if (working && !state.isWorking) {
			state.isWorking = true;
			startNodeController(state.controller, effects);
			refresh(state, effects);
		} else if (!working && state.isWorking) {
			state.isWorking = false;
			dieNodeController(state.controller);
		}
	},
	receiveRest(state, _from, message, effects) {
		if (message.kind === 'api-response') {
			for (const outcome of receiveApi(state.client, message, effects)) {
				settle(state, outcome, effects);
			}
		}
	},
	fireRest(state, timer, effects) {
		const outcome = fireApi(state.client, timer, effects);
		if (outcome) {
			settle(state, outcome, effects);
		} else if (timer === 'node-monitor') {
			// The pass looks at what the API holds now.
			state.passWaits = true;
			refresh(state, effects);
		} else if (state.isWorking) {
			write(state, fireNodeController(state.controller, timer, state.view, effects) ?? [], effects);
		}
	},
	refusedRest(state, _by, message, effects) {
		const outcome = message.kind === 'api-request' ? refusedApi(state.client, message, effects) : undefined;
		if (outcome) {
			settle(state, outcome, effects);
		}
	},
	copyRest: ({elector: _, ...state}) => ({...state, controller: copyNodeController(state.controller), client: copyApiClient(state.client)}),
	dieRest(state) {
		state.isWorking = false;
		state.listing = 0;
		state.passWaits = false;
		state.listed = [];
		state.view = [];
		dieNodeController(state.controller);
		dieApiClient(state.client);
	},
});
