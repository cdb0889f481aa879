import type {Effects} from '../kernel/effects.js';
import {between} from '../kernel/random.js';
import {seconds} from '../kernel/time.js';
import type {Behaviour} from '../kernel/world.js';
import {copyKubelet, dieKubelet, type Kubelet, type KubeletAsk, type KubeletOutcome} from '../node-lifecycle/kubelet-state.js';
import {fireKubelet, kubeletAnswered, startKubelet} from '../node-lifecycle/kubelet.js';
import type {KubeletFailure} from '../node-lifecycle/notes.js';
import {
	acceptedApi, askApi, closeConnection, copyApiClient, dieApiClient, fireApi, receiveApi, reconnectApi, refusedApi, type ApiClient, type ApiOutcome,
} from './api-client.js';
import type {ApiOperation, ApiResult} from './api.js';
import type {ChainMessage} from './messages.js';
import {leaseKey, nodePrefix, nodesIn, podKey, statusKey, type NodeStatus, type PodObject} from './node-objects.js';
import type {ChainNote} from './notes.js';
import {copyVipTable, receiveArp, vipAnswered, vipListener, type VipTable} from './vip-table.js';

type Env = Effects<ChainMessage, ChainNote>;

/** A pod that a node has from the beginning. */
export type FirstPod = {readonly name: string; readonly tolerationS: number};

/** A kubelet, and the connection it talks over. */
export type KubeletProcess = {
	readonly kubelet: Kubelet;
	readonly client: ApiClient;
	readonly table: VipTable | null;
	readonly zone: string;
	readonly firstPods: readonly FirstPod[];
	/** What the API has to be told before the kubelet's own life begins: the node itself and its first pods. */
	unregistered: number;
	/** The registration under way; 0: none. */
	registering: number;
	posted: number;
	/** What each request is about. */
	readonly asked: Map<number, KubeletAsk>;
};

export function newKubeletProcess(kubelet: Kubelet, places: Pick<KubeletProcess, 'client' | 'table' | 'zone' | 'firstPods'>): KubeletProcess {
	return {kubelet, ...places, unregistered: places.firstPods.length + 1, registering: 0, posted: 0, asked: new Map()};
}

function operationOf(state: KubeletProcess, {operation}: KubeletAsk): ApiOperation {
	switch (operation.kind) {
		case 'get-lease': {
			return {verb: 'get', key: leaseKey(operation.node)};
		}

		case 'create-lease': {
			return {verb: 'put', key: leaseKey(operation.node), value: 1, expectRevision: 0};
		}

		case 'renew-lease': {
			return {verb: 'put', key: leaseKey(operation.node), value: 1, expectRevision: operation.version};
		}

		case 'get-node': {
			return {verb: 'list', prefix: `${nodePrefix}${operation.node}/`};
		}

		case 'post-status': {
			state.posted++;
			return {verb: 'put', key: statusKey(operation.node), value: {ready: operation.ready, posted: state.posted, zone: state.zone} satisfies NodeStatus};
		}

		case 'remove-pod': {
			return {verb: 'delete', key: podKey(operation.node, operation.pod)};
		}
	}
}

const failureOf: Readonly<Record<number, KubeletFailure>> = {404: 'not-found', 409: 'conflict'};

function outcomeOf({operation}: KubeletAsk, {status, modRevision, items}: ApiResult, failure: ApiOutcome['failure']): KubeletOutcome {
	if (status === 200) {
		const [node] = items ? nodesIn(items) : [];
		// A node that is not there yet is posted anew.
		return {ok: true, version: modRevision ?? 0, node: operation.kind === 'get-node' ? {ready: node?.ready ?? 'unknown', pods: node?.pods ?? []} : null};
	}

	if (status === 409 && operation.kind === 'create-lease') {
		return {ok: false, error: 'exists'};
	}

	return {ok: false, error: failureOf[status] ?? (failure === 'timeout' ? 'timeout' : 'unavailable')};
}

function send(state: KubeletProcess, operation: ApiOperation, effects: Env): number {
	return askApi(state.client, {
		inner: requestId => ({kind: 'api-request', requestId, operation}),
		timeoutMs: state.kubelet.settings.requestTimeoutMs,
		fresh: false,
		vipHolder: state.table ? vipListener(state.table, effects) : null,
	}, effects);
}

function askAll(state: KubeletProcess, asks: readonly KubeletAsk[], effects: Env): void {
	for (const ask of asks) {
		state.asked.set(send(state, operationOf(state, ask), effects), ask);
	}
}

function settle(state: KubeletProcess, {requestId, result, failure}: ApiOutcome, effects: Env): void {
	if (failure !== null) {
		// A heartbeat that fails closes the kubelet's connections, so that the next one may reach another apiserver (kubelet, onHeartbeatFailure).
		closeConnection(state.client, effects);
	}

	if (requestId === state.registering) {
		registered(state, result.status === 200 || result.status === 409, effects);
		return;
	}

	const ask = state.asked.get(requestId);
	state.asked.delete(requestId);
	if (ask) {
		askAll(state, kubeletAnswered(state.kubelet, ask.token, outcomeOf(ask, result, failure), effects), effects);
	}
}

/** The node first, then its pods, which somebody has scheduled there before the scenario begins. */
function register(state: KubeletProcess, effects: Env): void {
	const {kubelet: {node}, firstPods, zone} = state;
	const pod = firstPods[firstPods.length - state.unregistered];
	state.registering = send(state, pod === undefined
		? {verb: 'put', key: statusKey(node), value: {ready: 'unknown', posted: 0, zone} satisfies NodeStatus}
		: {verb: 'put', key: podKey(node, pod.name), value: {tolerationS: pod.tolerationS, terminating: false} satisfies PodObject, expectRevision: 0}, effects);
}

function registered(state: KubeletProcess, isDone: boolean, effects: Env): void {
	state.registering = 0;
	state.unregistered -= isDone ? 1 : 0;
	if (state.unregistered === 0) {
		startKubelet(state.kubelet, effects);
	} else {
		effects.startTimer('kubelet-register', isDone ? 0 : registerRetryUs);
	}
}

const registerRetryUs = seconds(1);

/** Machines that boot together do not start their kubelets at the same moment. */
const startSpreadUs = seconds(10);

export const kubeletBehaviour: Behaviour<KubeletProcess, ChainMessage, ChainNote> = {
	start(_state, effects) {
		effects.startTimer('kubelet-register', between(effects.random, 0, startSpreadUs));
	},
	receive(state, from, message, effects) {
		if (state.table && receiveArp(state.table, from, message, effects)) {
			return;
		}

		if (message.kind === 'proxy-response' || message.kind === 'proxy-closed' || message.kind === 'api-response') {
			if (state.table) {
				vipAnswered(state.table, effects);
			}

			for (const outcome of receiveApi(state.client, message, effects)) {
				settle(state, outcome, effects);
			}
		}
	},
	fire(state, timer, effects) {
		if (timer === 'kubelet-register') {
			if (state.unregistered === 0) {
				startKubelet(state.kubelet, effects);
			} else {
				register(state, effects);
			}

			return;
		}

		if (reconnectApi(state.client, timer, () => state.table && vipListener(state.table, effects), effects)) {
			return;
		}

		const outcome = fireApi(state.client, timer, effects);
		if (outcome) {
			settle(state, outcome, effects);
		} else {
			askAll(state, fireKubelet(state.kubelet, timer, effects) ?? [], effects);
		}
	},
	accepted(state, _by, message, effects) {
		if (message.kind === 'proxy-request') {
			acceptedApi(state.client, message, effects);
		}
	},
	refused(state, _by, message, effects) {
		const outcome = message.kind === 'proxy-request' || message.kind === 'api-request' ? refusedApi(state.client, message, effects) : undefined;
		if (outcome) {
			settle(state, outcome, effects);
		}
	},
	die(state) {
		dieKubelet(state.kubelet);
		dieApiClient(state.client);
		state.registering = 0;
		state.asked.clear();
	},
	copy: state => ({...state, kubelet: copyKubelet(state.kubelet), client: copyApiClient(state.client), table: state.table && copyVipTable(state.table), asked: new Map(state.asked)}),
};
