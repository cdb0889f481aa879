import type {Effects} from '../kernel/effects.js';
import {between} from '../kernel/random.js';
import {seconds} from '../kernel/time.js';
import type {Behaviour} from '../kernel/world.js';
import {copyKubelet, dieKubelet, type Kubelet, type KubeletAsk, type KubeletOutcome} from '../node-lifecycle/kubelet-state.js';
import {fireKubelet, kubeletAnswered, startKubelet} from '../node-lifecycle/kubelet.js';
import type {KubeletFailure} from '../node-lifecycle/notes.js';
import {askApi, closeConnection, copyApiClient, dieApiClient, fireApi, receiveApi, refusedApi, type ApiClient, type ApiOutcome} from './api-client.js';
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
	/** Pods that the API has not been told of yet. */
	unregistered: number;
	posted: number;
	/** What each request is about; -1: the registration of a first pod. */
	readonly asked: Map<number, KubeletAsk>;
};

export function newKubeletProcess(kubelet: Kubelet, places: Pick<KubeletProcess, 'client' | 'table' | 'zone' | 'firstPods'>): KubeletProcess {
	return {kubelet, ...places, unregistered: places.firstPods.length, posted: 0, asked: new Map()};
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
	const ask = state.asked.get(requestId);
	state.asked.delete(requestId);
	if (failure !== null) {
		// A heartbeat that fails closes the kubelet's connections, so that the next one may reach another apiserver (kubelet, onHeartbeatFailure).
		closeConnection(state.client, effects);
	}

	if (ask) {
		askAll(state, kubeletAnswered(state.kubelet, ask.token, outcomeOf(ask, result, failure), effects), effects);
	}

	register(state, effects);
}

/** Its first pods are made once it has been heard: one after the other, by whoever scheduled them. */
function register(state: KubeletProcess, effects: Env): void {
	if (state.unregistered > 0 && state.posted > 0) {
		const {name, tolerationS} = state.firstPods[state.firstPods.length - state.unregistered]!;
		state.unregistered--;
		send(state, {verb: 'put', key: podKey(state.kubelet.node, name), value: {tolerationS, terminating: false} satisfies PodObject, expectRevision: 0}, effects);
	}
}

/** Machines that boot together do not start their kubelets at the same moment. */
const startSpreadUs = seconds(10);

export const kubeletBehaviour: Behaviour<KubeletProcess, ChainMessage, ChainNote> = {
	start(_state, effects) {
		effects.startTimer('kubelet-process', between(effects.random, 0, startSpreadUs));
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
		if (timer === 'kubelet-process') {
			startKubelet(state.kubelet, effects);
			return;
		}

		const outcome = fireApi(state.client, timer, effects);
		if (outcome) {
			settle(state, outcome, effects);
		} else {
			askAll(state, fireKubelet(state.kubelet, timer, effects) ?? [], effects);
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
		state.asked.clear();
	},
	copy: state => ({...state, kubelet: copyKubelet(state.kubelet), client: copyApiClient(state.client), table: state.table && copyVipTable(state.table), asked: new Map(state.asked)}),
};
