import {calmNetwork, linkOf} from '../kernel/network.js';
import {newMachine, newWorld} from '../kernel/new-world.js';
import {seededRandom} from '../kernel/random.js';
import {end, freeze, processAt, simulationOf, start, stop, thaw, type Simulation} from '../kernel/simulation.js';
import {milliseconds, seconds} from '../kernel/time.js';
import type {Behaviour, Process, World} from '../kernel/world.js';
import type {LeaseAnswer, LeaseMessage, LeaseOperation, LeaseRecord, LeaseRequest, LeaseResult} from './messages.js';
import type {LeaseNote} from './notes.js';
import type {LeaseSettings} from './settings.js';
import {copyElector, dieElector, newElector, type Elector} from './state.js';
import {fireElector, receiveLease, refusedLease, startElector, startWarmElector, stopElector} from './step.js';

/*
One Lease, whoever wants it, and nothing else: a store that always answers stands for the whole control plane. What tests and sweeps
of this room run.
*/

/** What keeps the Lease. `writes` counts them, so that whoever looks on sees each. */
export type LeaseStore = {record: LeaseRecord | null; version: number; writes: number; isDown: boolean};

type Seat = {readonly elector: Elector; warm: {readonly record: LeaseRecord; readonly resourceVersion: number} | null};

export type LeaseAct
	/** `elector`: its place, from 1. */
	= | {readonly kind: 'kill' | 'stop' | 'start' | 'freeze' | 'thaw'; readonly elector: number}
		| {readonly kind: 'cut' | 'heal'; readonly from: readonly number[]; readonly to: readonly number[]}
		| {readonly kind: 'loss'; readonly loss: number}
		| {readonly kind: 'store'; readonly isDown: boolean};

export type SmallMessage = LeaseMessage | LeaseAct;

export type SmallWorld = {
	readonly simulation: Simulation<SmallMessage, LeaseNote>;
	readonly store: LeaseStore;
	/** At place 1 and on; place 0 is the store's. */
	readonly electors: readonly Elector[];
};

function resultOf(store: LeaseStore, operation: LeaseOperation): LeaseResult {
	if (store.isDown) {
		return {ok: false, error: 'unavailable'};
	}

	const {record} = store;
	if (operation.kind === 'get') {
		return record === null ? {ok: false, error: 'not-found'} : {ok: true, record, resourceVersion: store.version};
	}

	if (operation.kind === 'create' ? record !== null : operation.resourceVersion !== store.version) {
		return {ok: false, error: operation.kind === 'create' ? 'exists' : 'conflict'};
	}

	store.record = operation.record;
	store.version++;
	store.writes++;
	return {ok: true, record: operation.record, resourceVersion: store.version};
}

const storeBehaviour: Behaviour<LeaseStore, SmallMessage, LeaseNote> = {
	start() {
		// It answers, and does nothing by itself.
	},
	receive(store, from, message, effects) {
		const {requestId, operation} = message as LeaseRequest;
		effects.send(from, {kind: 'lease-answer', requestId, result: resultOf(store, operation)});
	},
	fire() {
		// It has no timers.
	},
	die() {
		// What it keeps is on its disk.
	},
	copy: store => ({...store}),
};

const electorBehaviour: Behaviour<Seat, SmallMessage, LeaseNote> = {
	start(seat, effects) {
		if (seat.warm === null) {
			startElector(seat.elector, effects);
		} else {
			startWarmElector(seat.elector, seat.warm, effects);
			seat.warm = null;
		}
	},
	receive(seat, from, message, effects) {
		receiveLease(seat.elector, from, message as LeaseAnswer, effects);
	},
	fire(seat, timer, effects) {
		fireElector(seat.elector, timer, effects);
	},
	refused(seat, by, message, effects) {
		refusedLease(seat.elector, by, message as LeaseMessage, effects);
	},
	stop(seat, effects) {
		stopElector(seat.elector, effects);
	},
	die(seat) {
		dieElector(seat.elector);
	},
	restartsAfterUs: seconds(1),
	copy: seat => ({...seat, elector: copyElector(seat.elector)}),
};

const deeds = {kill: end, stop, start, freeze, thaw} as const;

function perform(simulation: Simulation<SmallMessage, LeaseNote>, act: SmallMessage): void {
	const {world} = simulation;
	switch (act.kind) {
		case 'cut':
		case 'heal': {
			for (const from of act.from) {
				for (const to of act.to) {
					linkOf(world.network, from, to).cut = act.kind === 'cut';
				}
			}

			break;
		}

		case 'loss': {
			for (const link of world.network.links) {
				link.loss = act.loss;
			}

			break;
		}

		case 'store': {
			(processAt(world, 0).state as LeaseStore).isDown = act.isDown;
			break;
		}

		case 'lease-request':
		case 'lease-answer': {
			break;
		}

		case 'kill':
		case 'stop':
		case 'start':
		case 'freeze':
		case 'thaw': {
			deeds[act.kind](simulation, act.elector);
		}
	}
}

/**
A small world, started: in the middle of a quiet life, in which the first of the electors holds the Lease.
@param options.rates How fast each elector's clock runs; as many electors as rates.
@param options.cold Everybody starts now instead, and there is no Lease.
@param options.actEveryMs See `newElector`.
*/
export function smallWorld(seed: number, settings: LeaseSettings, {rates = [1, 1, 1], cold = false, actEveryMs = null}: {readonly rates?: readonly number[]; readonly cold?: boolean; readonly actEveryMs?: number | null} = {}): SmallWorld {
	const electors = rates.map((_, index) => newElector(settings, {lease: 'kube-scheduler', server: 0, name: `node-${index + 1}`, actEveryMs}));
	const held: LeaseRecord = {holder: electors[0]!.identity, durationS: Math.floor(settings.durationMs / 1000), acquireTimeUs: 0, renewTimeUs: -milliseconds(settings.retryPeriodMs), transitions: 0};
	const warm = cold ? null : {record: held, resourceVersion: 1};
	const store: LeaseStore = {record: cold ? null : held, version: 1, writes: 0, isDown: false};
	const places = [0, ...rates.map((_, index) => index + 1)];
	const world = newWorld<SmallMessage>({
		seed,
		machines: places.map(id => newMachine(`node-${id}`)),
		programs: [
			{name: 'store-0', kind: 'store', machine: 0, state: store},
			...electors.map((elector, index) => ({name: `elector-${index + 1}`, kind: 'elector', machine: index + 1, state: {elector, warm} satisfies Seat, rate: rates[index]!})),
		],
		network: calmNetwork(places.length, {delayUs: milliseconds(1), jitter: 0.5}),
	});
	const simulation = simulationOf<SmallMessage, LeaseNote>({
		world,
		behaviours: new Map<string, unknown>([['store', storeBehaviour], ['elector', electorBehaviour]]) as Simulation<SmallMessage, LeaseNote>['behaviours'],
		perform,
	});
	for (const id of places) {
		start(simulation, id);
	}

	return {simulation, store, electors};
}
