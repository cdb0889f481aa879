import type {ProcessId} from '../kernel/effects.js';
import {effectsFor, localTime, processAt} from '../kernel/simulation.js';
import {advanceTicks} from '../raft/step.js';
import type {Chain} from './chain.js';
import type {EtcdServer} from './etcd/state.js';
import type {Fault, FaultDeed, FaultTarget} from './fault.js';
import {inflictOnLinks} from './inflict-on-links.js';
import {endWriters, inflictOnMachine, inflictOnProcess} from './inflict-on-process.js';
import {hitOf, type Hit} from './resolve-target.js';

type TargetedDeed = Extract<FaultDeed, {target: FaultTarget}>;

function tell(chain: Chain, fault: Fault, names: readonly string[]): void {
	const {watch, world} = chain.simulation;
	watch.noted?.({kind: 'fault', text: fault.text, targets: names}, -1, world.now);
}

/** A role that nobody holds at this moment, or a deed that would change nothing. */
function missed(chain: Chain, fault: Fault, why: 'nobody' | 'already'): void {
	const {watch, world} = chain.simulation;
	watch.noted?.({kind: 'fault-missed', text: fault.text, why}, -1, world.now);
}

/** Whom a signal does not find, or finds as it would leave it. */
function isSoAlready({simulation: {world}}: Chain, {verb}: TargetedDeed, hit: Hit): boolean {
	const ids = hit.kind === 'process' ? [hit.id] : world.processes.filter(({machine, kind}) => hit.machines.includes(machine) && kind !== 'host').map(({id}) => id);
	const statuses = ids.map(id => processAt(world, id).status);
	switch (verb) {
		case 'kill': {
			return hit.kind === 'process' ? statuses[0] === 'stopped' : hit.machines.every(machine => !world.machines[machine]!.up);
		}

		case 'stop': {
			return statuses.every(status => status === 'stopped');
		}

		case 'freeze': {
			return statuses.every(status => status !== 'running');
		}

		case 'resume': {
			return statuses.every(status => status !== 'frozen');
		}

		case 'campaign': {
			return statuses[0] !== 'running';
		}

		default: {
			return false;
		}
	}
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

function drift(chain: Chain, machine: number, percent: number): void {
	const {world} = chain.simulation;
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

/** To a machine's disk or clock. */
function inflictOnParts(chain: Chain, deed: Extract<FaultDeed, {verb: 'slow-disk' | 'fill-disk' | 'drift'}>, index: number): void {
	const machine = chain.simulation.world.machines[index]!;
	switch (deed.verb) {
		case 'slow-disk': {
			machine.diskDelayUs = deed.byUs;
			break;
		}

		case 'fill-disk': {
			machine.diskFull = true;
			endWriters(chain, index);
			break;
		}

		case 'drift': {
			drift(chain, index, deed.percent);
		}
	}
}

/** As if a member's election timeout had just passed; whatever else the name stands for does nothing. */
function campaign({simulation}: Chain, id: ProcessId): void {
	const process = processAt(simulation.world, id);
	if (process.kind === 'etcd' && process.status === 'running') {
		const {raft} = process.state as EtcdServer;
		advanceTicks(raft, Math.max(0, raft.timeoutTicks - raft.ticksElapsed), effectsFor(simulation, process));
	}
}

function inflictOnHit(chain: Chain, deed: TargetedDeed, hit: Hit): void {
	const {world} = chain.simulation;
	switch (deed.verb) {
		case 'slow-disk':
		case 'fill-disk':
		case 'drift': {
			for (const machine of hit.kind === 'process' ? [processAt(world, hit.id).machine] : hit.machines) {
				inflictOnParts(chain, deed, machine);
			}

			break;
		}

		case 'campaign': {
			if (hit.kind === 'process') {
				campaign(chain, hit.id);
			}

			break;
		}

		case 'kill':
		case 'stop':
		case 'freeze':
		case 'resume':
		case 'restart': {
			if (hit.kind === 'process') {
				inflictOnProcess(chain, deed.verb, hit.id);
				break;
			}

			for (const machine of hit.machines) {
				inflictOnMachine(chain, deed.verb, machine);
			}
		}
	}
}

/** Does what a fault says, to whoever it means at this moment. */
export function inflict(chain: Chain, fault: Fault): void {
	const {deed} = fault;
	switch (deed.verb) {
		case 'cut':
		case 'heal':
		case 'delay':
		case 'lose': {
			tell(chain, fault, namesOf(chain, [...deed.from, ...deed.to]));
			inflictOnLinks(chain, deed);
			break;
		}

		case 'etcdctl': {
			tell(chain, fault, []);
			operate(chain, deed.command);
			break;
		}

		default: {
			const hit = hitOf(chain, deed.target);
			if (hit === null) {
				missed(chain, fault, 'nobody');
				break;
			}

			if (isSoAlready(chain, deed, hit)) {
				missed(chain, fault, 'already');
				break;
			}

			tell(chain, fault, namesOf(chain, [deed.target]));
			inflictOnHit(chain, deed, hit);
		}
	}
}
