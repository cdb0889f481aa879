import type {ProcessId} from '../../../source/simulation/kernel/effects.js';
import {calmNetwork, linkOf} from '../../../source/simulation/kernel/network.js';
import {newMachine, newWorld} from '../../../source/simulation/kernel/new-world.js';
import {seededRandom} from '../../../source/simulation/kernel/random.js';
import {anyBehaviour, effectsFor, end, freeze, processAt, runUntil, simulationOf, start, stop, thaw, type Simulation} from '../../../source/simulation/kernel/simulation.js';
import {milliseconds, type Microseconds} from '../../../source/simulation/kernel/time.js';
import type {Behaviour, Process, World} from '../../../source/simulation/kernel/world.js';
import {etcdBehaviour} from '../../../source/simulation/control-plane/etcd/behaviour.js';
import {copyEtcdClient, dieEtcdClient, newEtcdClient, type EtcdClient} from '../../../source/simulation/control-plane/etcd/client-state.js';
import {askEtcdWithin, fireEtcdClient, isEtcdCall, isEtcdReply, receiveEtcd, refusedEtcd} from '../../../source/simulation/control-plane/etcd/etcd-client.js';
import {newEtcdChecker, violationIn} from '../../../source/simulation/control-plane/etcd/invariants.js';
import type {EtcdAnswer, EtcdMessage, EtcdOperation, EtcdResult} from '../../../source/simulation/control-plane/etcd/messages.js';
import type {EtcdNote} from '../../../source/simulation/control-plane/etcd/notes.js';
import {defaultEtcdSettings, type EtcdSettings} from '../../../source/simulation/control-plane/etcd/settings.js';
import {newEtcdServer, type EtcdServer} from '../../../source/simulation/control-plane/etcd/state.js';

/** What came of a request, and when, in milliseconds since the lab was warm. */
export type Asked = {readonly at: number; result?: EtcdResult; after?: number};

type Bare = {readonly answers: Map<number, (result: EtcdResult) => void>};
type WithClient = {client: EtcdClient; readonly answers: Map<number, (result: EtcdResult) => void>};

const nothing = (): void => undefined;

/** A client that sends its request to one member and waits, as `curl` would: no failover, no second attempt. */
const bareBehaviour: Behaviour<Bare, EtcdMessage, EtcdNote> = {
	start: nothing,
	receive({answers}, _from, message) {
		if (message.kind === 'etcd-response') {
			answers.get(message.requestId)?.(message.result);
			answers.delete(message.requestId);
		}
	},
	fire: nothing,
	refused({answers}, _by, message) {
		if (message.kind === 'etcd-request') {
			answers.get(message.requestId)?.({ok: false, error: 'connection refused'});
			answers.delete(message.requestId);
		}
	},
	die: nothing,
	copy: state => state,
};

/** A client that uses clientv3. */
const clientBehaviour: Behaviour<WithClient, EtcdMessage, EtcdNote> = {
	start: nothing,
	receive({client, answers}, from, message, effects) {
		const outcome = isEtcdReply(message) ? receiveEtcd(client, from, message, effects) : undefined;
		if (outcome) {
			answers.get(outcome.token)!(outcome.result);
		}
	},
	fire({client, answers}, timer, effects) {
		for (const {token, result} of fireEtcdClient(client, timer, effects) ?? []) {
			answers.get(token)!(result);
		}
	},
	refused({client, answers}, by, message, effects) {
		for (const {token, result} of isEtcdCall(message) ? refusedEtcd(client, by, message, effects) : []) {
			answers.get(token)!(result);
		}
	},
	die({client}) {
		dieEtcdClient(client);
	},
	copy: ({client, answers}) => ({client: copyEtcdClient(client), answers}),
};

export type LabOptions = {
	readonly members?: number;
	/** Processes that are no members yet, each on a machine of its own. */
	readonly spare?: number;
	readonly seed?: number;
	readonly settings?: Partial<EtcdSettings>;
	readonly warmMs?: number;
};

export type Lab = ReturnType<typeof etcdLab>;

/** A world of etcd members on machines of their own, a bare client and one with clientv3 on others; warm unless told otherwise. */
export function etcdLab({members = 3, spare = 0, seed = 1, settings = {}, warmMs = 8000}: LabOptions = {}) {
	const all: EtcdSettings = {...defaultEtcdSettings, ...settings};
	const founders = Array.from({length: members}, (_, id) => id);
	const count = members + spare;
	const bareId = count;
	const clientId = count + 1;
	const states: unknown[] = [
		...founders.map(id => newEtcdServer(id, all, founders)),
		...Array.from({length: spare}, (_, place) => newEtcdServer(members + place, all, null)),
		{answers: new Map()} satisfies Bare,
		{client: newEtcdClient(founders, {timeoutMs: 5000}), answers: new Map()} satisfies WithClient,
	];
	const world = newWorld<EtcdMessage>({
		seed,
		machines: states.map((_, index) => newMachine(`machine-${index}`, {diskDelayUs: milliseconds(2)})),
		programs: states.map((state, id) => ({name: String(id), kind: id < count ? 'etcd' : (id === bareId ? 'bare' : 'client'), machine: id, state})),
		network: calmNetwork(states.length, {delayUs: milliseconds(1), jitter: 0.5}),
	});
	const behaviours = new Map([['etcd', anyBehaviour(etcdBehaviour)], ['bare', anyBehaviour(bareBehaviour)], ['client', anyBehaviour(clientBehaviour)]]);
	const simulation: Simulation<EtcdMessage, EtcdNote> = simulationOf({world, behaviours, perform: nothing});
	const notes: Array<{readonly note: EtcdNote; readonly process: ProcessId; readonly at: number}> = [];
	const server = (id: ProcessId) => processAt(world, id).state as EtcdServer;
	const checker = newEtcdChecker();
	let warmUs: Microseconds = 0;
	simulation.watch = {
		noted(note, process, at) {
			notes.push({note, process, at: (at - warmUs) / 1000});
		},
		happened({process}) {
			const violation = process >= 0 && process < count ? violationIn(checker, server(process)) : undefined;
			if (violation !== undefined) {
				throw new Error(`${violation} Seed ${seed}, at ${world.now} us.`);
			}
		},
	};
	for (const id of [...founders, bareId, clientId]) {
		start(simulation, id);
	}

	runUntil(simulation, milliseconds(warmMs));
	warmUs = milliseconds(warmMs);
	notes.length = 0;

	let token = 0;
	const lab = {
		simulation,
		notes,
		server,
		/** Milliseconds since the lab was warm. */
		now: () => (world.now - warmUs) / 1000,
		/** Runs for so many milliseconds more. */
		run(ms: number) {
			runUntil(simulation, world.now + milliseconds(ms));
		},
		/** Asks one member by hand. */
		ask(member: ProcessId, operation: EtcdOperation, timeoutMs?: number): Asked {
			token++;
			const asked: Asked = {at: lab.now()};
			(processAt(world, bareId).state as Bare).answers.set(token, result => {
				asked.result = result;
				asked.after = lab.now() - asked.at;
			});
			const effects = effectsFor(simulation, processAt(world, bareId));
			effects.send(member, {kind: 'etcd-request', requestId: token, operation, ...timeoutMs === undefined ? {} : {timeoutMs}});
			return asked;
		},
		/** Makes the client with clientv3 know these members only. */
		connect(endpoints: readonly ProcessId[]) {
			(processAt(world, clientId).state as WithClient).client = newEtcdClient(endpoints, {timeoutMs: 5000});
		},
		/** Asks by way of clientv3. */
		askClient(operation: EtcdOperation, timeoutMs = 5000): Asked {
			token++;
			const asked: Asked = {at: lab.now()};
			const state = processAt(world, clientId).state as WithClient;
			state.answers.set(token, result => {
				asked.result = result;
				asked.after = lab.now() - asked.at;
			});
			askEtcdWithin(state.client, {operation, token, timeoutMs}, effectsFor(simulation, processAt(world, clientId)));
			return asked;
		},
		/** Asks one member and runs until it has answered. */
		answerOf(member: ProcessId, operation: EtcdOperation, timeoutMs?: number): Asked {
			const asked = lab.ask(member, operation, timeoutMs);
			for (let waited = 0; asked.result === undefined && waited < 30_000; waited += 5) {
				lab.run(5);
			}

			return asked;
		},
		kill(id: ProcessId) {
			end(simulation, id);
		},
		stop(id: ProcessId) {
			stop(simulation, id);
		},
		restart(id: ProcessId) {
			start(simulation, id);
		},
		freeze(id: ProcessId) {
			freeze(simulation, id);
		},
		thaw(id: ProcessId) {
			thaw(simulation, id);
		},
		/** Cuts (or mends) all links between one member and the others. */
		isolate(id: ProcessId, cut: boolean) {
			for (let other = 0; other < count; other++) {
				if (other !== id) {
					linkOf(world.network, id, other).cut = cut;
					linkOf(world.network, other, id).cut = cut;
				}
			}
		},
		isRunning: (id: ProcessId) => processAt(world, id).status === 'running',
		/** Who leads; there is somebody. */
		leader(): ProcessId {
			return Array.from({length: count}, (_, id) => id).find(id => processAt(world, id).status === 'running' && server(id).raft.role === 'leader')!;
		},
		/** The members that do not lead, by id. */
		followers(): ProcessId[] {
			return founders.filter(id => id !== lab.leader());
		},
		/** When, since the lab was warm, somebody first became the leader after this moment; undefined: nobody did. */
		electedAfter(at: number): number | undefined {
			return notes.find(({note, at: notedAt}) => note.kind === 'raft-became-leader' && notedAt >= at)?.at;
		},
	};
	return lab;
}

/** A put of a small value. */
export function put(key: string, value: unknown = key): EtcdOperation & {kind: 'put'} {
	return {kind: 'put', key, value, size: 100};
}

export const get = (key: string, serializable = false): EtcdOperation => ({kind: 'get', key, serializable});

/** The error of an answer; undefined where there is none. */
export function errorOf({result}: Asked): string | undefined {
	return result?.ok === false ? result.error : undefined;
}

/** The answer, which has to be one that succeeded. */
export function okOf({result}: Asked): EtcdAnswer {
	if (!result?.ok) {
		throw new Error(result ? result.error : 'no answer');
	}

	return result;
}
