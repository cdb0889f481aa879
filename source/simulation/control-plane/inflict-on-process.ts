import type {ProcessId} from '../kernel/effects.js';
import {end, freeze, processAt, start, stop, thaw} from '../kernel/simulation.js';
import {emptyKubelet} from '../node-lifecycle/kubelet-state.js';
import type {Chain} from './chain.js';
import type {KeepalivedProcess} from './keepalived-process.js';
import type {KubeVipProcess} from './kube-vip-process.js';
import type {KubeletProcess} from './kubelet-process.js';

/** What can be done to a program, or to all of a machine. */
export type ProcessVerb = 'kill' | 'stop' | 'freeze' | 'resume' | 'restart';

/** Where a disk is full, an etcd that cannot write its log ends (etcd server/storage/wal, a failed save is fatal). */
export function endWriters({simulation, places}: Chain, machine: number): void {
	for (const id of simulation.world.machines[machine]!.diskFull ? [...places.etcd, ...places.spareEtcd] : []) {
		const member = processAt(simulation.world, id);
		if (member.machine === machine && member.status !== 'stopped') {
			simulation.watch.noted?.({kind: 'etcd-disk-full'}, id, simulation.world.now);
			end(simulation, id);
		}
	}
}

/** To one program, as its operating system does it. */
export function inflictOnProcess(chain: Chain, verb: ProcessVerb, id: ProcessId): void {
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
			endWriters(chain, processAt(simulation.world, id).machine);
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

	// So do the containers: they outlive only their kubelet.
	for (const process of places.kubelets.map(id => processAt(simulation.world, id)).filter(({machine: on}) => on === machine)) {
		emptyKubelet((process.state as KubeletProcess).kubelet);
	}

	// The addresses go with the machine, though nobody took them away.
	for (const {kind, state} of [...places.keepaliveds, ...places.kubeVips].map(id => processAt(simulation.world, id)).filter(process => process.machine === machine)) {
		if (kind === 'keepalived') {
			(state as KeepalivedProcess).instance.holdsVip = false;
		} else {
			(state as KubeVipProcess).holdsVip = false;
		}
	}
}

/** To a whole machine: its power for kill and restart, each of its programs for the others. */
export function inflictOnMachine(chain: Chain, verb: ProcessVerb, machine: number): void {
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

			endWriters(chain, machine);
			break;
		}

		case 'stop':
		case 'freeze':
		case 'resume': {
			for (const id of here) {
				inflictOnProcess(chain, verb, id);
			}
		}
	}
}
