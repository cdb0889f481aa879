import type {ProcessId} from '../../../simulation/kernel/effects.js';
import {processAt} from '../../../simulation/kernel/simulation.js';
import type {World} from '../../../simulation/kernel/world.js';

/** `off`: the machine itself has no power. */
export type Vitality = 'running' | 'frozen' | 'stopped' | 'off';

/** What every program has. */
export type Vital = {readonly id: ProcessId; readonly name: string; readonly machine: number; readonly vitality: Vitality};

/** A program's name, place, and whether it runs. */
export function vitalOf<Message>(world: World<Message>, id: ProcessId): Vital {
	const {name, machine, status} = processAt(world, id);
	return {id, name, machine, vitality: world.machines[machine]!.up ? status : 'off'};
}

/** A program's state. */
export function stateOf<State>(world: Pick<World<unknown>, 'processes'>, id: ProcessId): State {
	return world.processes[id]!.state as State;
}
