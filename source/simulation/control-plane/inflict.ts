import type {ProcessId} from '../kernel/effects.js';
import {linkOf} from '../kernel/network.js';
import {effectsFor, end, freeze, localTime, processAt, start, stop, thaw} from '../kernel/simulation.js';
import {advanceTicks} from '../raft/step.js';
import type {Chain} from './chain.js';
import type {EtcdServer} from './etcd/state.js';
import type {Fault, FaultDeed} from './fault.js';
import type {KeepalivedProcess} from './keepalived-process.js';
import {hitOf, machinesOf} from './resolve-target.js';

type ProcessVerb = 'kill' | 'stop' | 'freeze' | 'resume' | 'restart';

function onProcess(chain: Chain, verb: ProcessVerb, id: ProcessId): void {
	const {simulation} = chain;
	switch (verb) {
		case 'kill': {
			end(simulation, id);
			break;
		}

		case 'stop': {
			stop(simulation, id);
			break;
		}

		case 'freeze': {
			freeze(simulation, id);
			break;
		}

		case 'resume': {
			thaw(simulation, id);
			break;
		}

		case 'restart': {
			end(simulation, id);
			start(simulation, id);
		}
	}
}

/** Members that belong to no cluster yet start only when they are told to: not with their machine. */
function startsWithMachine({places}: Chain, id: ProcessId): boolean {
	return !places.spareEtcd.includes(id);
}

function powerOff(chain: Chain, machine: number): void {
	const {simulation, places} = chain;
	simulation.world.machines[machine]!.up = false;
	for (const {id, machine: on} of simulation.world.processes) {
		if (on === machine) {
			end(simulation, id);
		}
	}

	// The addresses go with the machine, though keepalived did not take them away.
	for (const id of places.keepaliveds) {
		const keepalived = processAt(simulation.world, id);
		if (keepalived.machine === machine) {
			(keepalived.state as KeepalivedProcess).instance.holdsVip = false;
		}
	}
}

function onMachine(chain: Chain, verb: ProcessVerb, machine: number): void {
	const {simulation} = chain;
	const here = simulation.world.processes.filter(process => process.machine === machine && process.kind !== 'host').map(({id}) => id);
	switch (verb) {
		case 'kill': {
			powerOff(chain, machine);
			break;
		}

		case 'restart': {
			if (simulation.world.machines[machine]!.up) {
				powerOff(chain, machine);
			}

			simulation.world.machines[machine]!.up = true;
			for (const {id, machine: on} of simulation.world.processes) {
				if (on === machine && startsWithMachine(chain, id)) {
					start(simulation, id);
				}
			}

			break;
		}

		case 'stop':
		case 'freeze':
		case 'resume': {
			for (const id of here) {
				onProcess(chain, verb, id);
			}
		}
	}
}

function onLinks(chain: Chain, deed: Extract<FaultDeed, {verb: 'cut' | 'heal' | 'delay' | 'lose'}>): void {
	const {network} = chain.simulation.world;
	if (deed.verb === 'heal' && deed.from.length === 0) {
		for (const link of network.links) {
			link.cut = false;
		}

		return;
	}

	const firstSide = machinesOf(chain, deed.from, []);
	const to = machinesOf(chain, deed.to, firstSide);
	const from = deed.from.includes('rest') ? machinesOf(chain, deed.from, to) : firstSide;
	for (const left of from) {
		for (const right of to) {
			if (left === right) {
				continue;
			}

			for (const link of deed.oneWay ? [linkOf(network, left, right)] : [linkOf(network, left, right), linkOf(network, right, left)]) {
				if (deed.verb === 'delay') {
					link.delayUs = deed.byUs;
				} else if (deed.verb === 'lose') {
					link.loss = deed.percent / 100;
				} else {
					link.cut = deed.verb === 'cut';
				}
			}
		}
	}
}

function machineOf(chain: Chain, target: string): number | null {
	const hit = hitOf(chain, target);
	return hit === null ? null : (hit.kind === 'process' ? processAt(chain.simulation.world, hit.id).machine : hit.machines[0] ?? null);
}

function tell(chain: Chain, fault: Fault, names: readonly string[]): void {
	const {watch, world} = chain.simulation;
	watch.noted?.({kind: 'fault', text: fault.text, targets: names}, -1, world.now);
}

function missed(chain: Chain, fault: Fault): void {
	const {watch, world} = chain.simulation;
	watch.noted?.({kind: 'fault-missed', text: fault.text, why: 'nobody'}, -1, world.now);
}

function namesOf(chain: Chain, targets: readonly string[]): string[] {
	const {world} = chain.simulation;
	return targets.flatMap(target => {
		if (target === 'rest') {
			return [target];
		}

		const hit = hitOf(chain, target);
		return hit === null ? [] : (hit.kind === 'process' ? [processAt(world, hit.id).name] : hit.machines.map(machine => world.machines[machine]!.name));
	});
}

function drift(chain: Chain, target: string, percent: number): void {
	const {world} = chain.simulation;
	const machine = machineOf(chain, target);
	for (const process of world.processes) {
		if (process.machine === machine) {
			Object.assign(process.clock, {localBase: localTime(process, world.now), trueBase: world.now, rate: 1 + (percent / 100)});
		}
	}
}

function operate(chain: Chain, command: readonly string[]): void {
	const {simulation, places} = chain;
	if (places.operator !== null) {
		const operator = processAt(simulation.world, places.operator);
		const behaviour = simulation.behaviours.get(operator.kind)!;
		behaviour.receive(operator.state, operator.id, {kind: 'operate', command}, effectsFor(simulation, operator));
	}
}

/** Does what a fault says, to whoever it means at this moment. */
export function inflict(chain: Chain, fault: Fault): void {
	const {deed} = fault;
	const {simulation} = chain;
	switch (deed.verb) {
		case 'cut':
		case 'heal':
		case 'delay':
		case 'lose': {
			tell(chain, fault, namesOf(chain, [...deed.from, ...deed.to]));
			onLinks(chain, deed);
			break;
		}

		case 'etcdctl': {
			tell(chain, fault, []);
			operate(chain, deed.command);
			break;
		}

		case 'slow-disk':
		case 'drift':
		case 'fill-disk': {
			const machine = machineOf(chain, deed.target);
			if (machine === null) {
				missed(chain, fault);
				break;
			}

			tell(chain, fault, namesOf(chain, [deed.target]));
			if (deed.verb === 'slow-disk') {
				simulation.world.machines[machine]!.diskDelayUs = deed.byUs;
			} else if (deed.verb === 'drift') {
				drift(chain, deed.target, deed.percent);
			} else {
				simulation.world.machines[machine]!.diskFull = true;
				endWriters(chain, machine);
			}

			break;
		}

		case 'campaign': {
			const hit = hitOf(chain, deed.target);
			if (hit?.kind === 'process') {
				const process = processAt(simulation.world, hit.id);
				tell(chain, fault, [process.name]);
				if (process.kind === 'etcd' && process.status === 'running') {
					// As if its election timeout had just passed.
					const {raft} = process.state as EtcdServer;
					advanceTicks(raft, Math.max(0, raft.timeoutTicks - raft.ticksElapsed), effectsFor(simulation, process));
				}
			} else {
				missed(chain, fault);
			}

			break;
		}

		case 'kill':
		case 'stop':
		case 'freeze':
		case 'resume':
		case 'restart': {
			const hit = hitOf(chain, deed.target);
			if (hit === null) {
				missed(chain, fault);
				break;
			}

			tell(chain, fault, namesOf(chain, [deed.target]));
			if (hit.kind === 'process') {
				onProcess(chain, deed.verb, hit.id);
			} else {
				for (const machine of hit.machines) {
					onMachine(chain, deed.verb, machine);
				}
			}
		}
	}
}

/** An etcd that cannot write its log ends (etcd server/storage/wal, a failed save is fatal). */
function endWriters({simulation, places}: Chain, machine: number): void {
	for (const id of [...places.etcd, ...places.spareEtcd]) {
		const member = processAt(simulation.world, id);
		if (member.machine === machine && member.status !== 'stopped') {
			simulation.watch.noted?.({kind: 'etcd-disk-full'}, id, simulation.world.now);
			end(simulation, id);
		}
	}
}
