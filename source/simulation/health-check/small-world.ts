import {linkOf, calmNetwork} from '../kernel/network.js';
import {newMachine, newWorld, type Program} from '../kernel/new-world.js';
import {seededRandom} from '../kernel/random.js';
import {end, freeze, simulationOf, start, thaw, type Simulation} from '../kernel/simulation.js';
import {milliseconds} from '../kernel/time.js';
import type {Behaviour, Process, World} from '../kernel/world.js';
import {checkAnswered, checkConnected, copyHealthChecker, fireHealthCheck, newHealthChecker, outcomeOf, startChecks, startWarmChecks, type HealthChecker} from './checker.js';
import type {HealthCheckMessage} from './messages.js';
import type {HealthCheckNote} from './notes.js';
import {defaultHealthCheckSettings, type HealthCheckSettings} from './settings.js';

/** What a hand from outside does to a small world; servers by their place. */
export type CheckAct = {readonly kind: 'kill' | 'start' | 'freeze' | 'thaw' | 'answer-500' | 'answer-200' | 'hang' | 'cut' | 'heal'; readonly server: number};

export type SmallMessage = HealthCheckMessage | CheckAct;

/** A HAProxy that checks its servers; process 0. */
type Checking = {readonly checkers: readonly HealthChecker[]; readonly isWarm: boolean};

/** A server that answers /readyz, or takes the connection and then says nothing. */
type Server = {answers: 200 | 500 | null};

export type SmallWorld = {readonly simulation: Simulation<SmallMessage, HealthCheckNote>; readonly checkers: readonly HealthChecker[]};

function checkerOf(state: Checking, server: number): HealthChecker {
	return state.checkers[server - 1]!;
}

const checking: Behaviour<Checking, SmallMessage, HealthCheckNote> = {
	start(state, effects) {
		for (const checker of state.checkers) {
			if (state.isWarm) {
				startWarmChecks(checker, effects);
			} else {
				startChecks(checker, effects);
			}
		}
	},
	receive(state, from, message, effects) {
		if (message.kind === 'health-check-connected') {
			checkConnected(checkerOf(state, from), message.checkId, effects);
		} else if (message.kind === 'health-check-answer') {
			checkAnswered(checkerOf(state, from), message.checkId, outcomeOf(message.status), effects);
		}
	},
	fire(state, timer, effects) {
		for (const checker of state.checkers) {
			if (fireHealthCheck(checker, timer, effects)) {
				break;
			}
		}
	},
	refused(state, by, message, effects) {
		if (message.kind === 'health-check') {
			checkAnswered(checkerOf(state, by), message.checkId, 'refused', effects);
		}
	},
	die() {
		// HAProxy itself is not killed here.
	},
	copy: state => ({...state, checkers: state.checkers.map(checker => copyHealthChecker(checker))}),
};

const server: Behaviour<Server, SmallMessage, HealthCheckNote> = {
	start(state) {
		state.answers = 200;
	},
	receive(state, from, message, effects) {
		if (message.kind === 'health-check') {
			effects.send(from, {kind: 'health-check-connected', checkId: message.checkId});
			if (state.answers !== null) {
				effects.send(from, {kind: 'health-check-answer', checkId: message.checkId, status: state.answers});
			}
		}
	},
	fire() {
		// It has no timers.
	},
	die() {
		// Nor anything to lose.
	},
	copy: state => ({...state}),
};

function perform(simulation: Simulation<SmallMessage, HealthCheckNote>, act: SmallMessage): void {
	if (!('server' in act)) {
		return;
	}

	const id = act.server + 1;
	const state = simulation.world.processes[id]!.state as Server;
	switch (act.kind) {
		case 'kill': {
			end(simulation, id);
			break;
		}

		case 'start': {
			start(simulation, id);
			break;
		}

		case 'freeze': {
			freeze(simulation, id);
			break;
		}

		case 'thaw': {
			thaw(simulation, id);
			break;
		}

		case 'cut':
		case 'heal': {
			linkOf(simulation.world.network, 0, id).cut = act.kind === 'cut';
			linkOf(simulation.world.network, id, 0).cut = act.kind === 'cut';
			break;
		}

		case 'answer-200':
		case 'answer-500': {
			state.answers = act.kind === 'answer-200' ? 200 : 500;
			break;
		}

		case 'hang': {
			state.answers = null;
		}
	}
}

/**
One HAProxy and its servers, started: by default in the middle of a quiet life.
@param options.cold HAProxy starts now instead.
*/
export function smallWorld(seed: number, settings: Partial<HealthCheckSettings>, {cold = false, count = 3}: {readonly cold?: boolean; readonly count?: number} = {}): SmallWorld {
	const checkers = Array.from({length: count}, (_, index) => newHealthChecker({...defaultHealthCheckSettings, ...settings}, {server: index + 1, index, position: index, count}));
	const programs: readonly Program[] = [
		{name: 'haproxy-0', kind: 'haproxy', machine: 0, state: {checkers, isWarm: !cold} satisfies Checking},
		...checkers.map(({server: id}) => ({name: `server-${id}`, kind: 'server', machine: id, state: {answers: 200} satisfies Server})),
	];
	const world = newWorld<SmallMessage>({
		seed,
		machines: programs.map((_, id) => newMachine(`node-${id}`)),
		programs,
		network: calmNetwork(programs.length, {delayUs: milliseconds(1), jitter: 0.5}),
	});
	const simulation = simulationOf<SmallMessage, HealthCheckNote>({
		world,
		behaviours: new Map<string, unknown>([['haproxy', checking], ['server', server]]) as Simulation<SmallMessage, HealthCheckNote>['behaviours'],
		perform,
	});
	for (const {id} of world.processes) {
		start(simulation, id);
	}

	return {simulation, checkers};
}
