import type {Fault} from '../control-plane/fault.js';
import {runUntil, step, type Simulation} from '../kernel/simulation.js';
import type {Microseconds} from '../kernel/time.js';

/** A simulation with the faults that are staged for it. Times count from the scenario's beginning, where everything is warm. */
export type Staged<Message, Note> = {
	readonly simulation: Simulation<Message, Note>;
	/** The world's time at the scenario's beginning. */
	readonly startUs: Microseconds;
	/** In the order of their times. */
	faults: readonly Fault[];
	/** How many of them have happened. */
	faultsDone: number;
	readonly inflict: (simulation: Simulation<Message, Note>, fault: Fault) => void;
};

/** The scenario's clock. */
export function scenarioNow<Message, Note>({simulation, startUs}: Staged<Message, Note>): Microseconds {
	return simulation.world.now - startUs;
}

function nextFault<Message, Note>({faults, faultsDone}: Staged<Message, Note>): Fault | undefined {
	return faults[faultsDone];
}

/**
Runs to this time, and does the faults that fall due on the way: a fault comes after everything else of its microsecond, so that
it falls in the same place whether it was staged, given on the command line or made by hand.
*/
export function advanceTo<Message, Note>(staged: Staged<Message, Note>, untilUs: Microseconds): void {
	const {simulation, startUs} = staged;
	for (let fault = nextFault(staged); fault && fault.atUs <= untilUs; fault = nextFault(staged)) {
		runUntil(simulation, startUs + fault.atUs);
		staged.faultsDone++;
		staged.inflict(simulation, fault);
	}

	runUntil(simulation, startUs + untilUs);
}

/**
One event or one fault, whichever comes next, unless it lies after this time.
@returns false where nothing is left until then.
*/
export function stepWithin<Message, Note>(staged: Staged<Message, Note>, untilUs: Microseconds): boolean {
	const {simulation, startUs} = staged;
	const fault = nextFault(staged);
	const event = simulation.world.queue[0];
	const eventUs = event ? event.at - startUs : Number.POSITIVE_INFINITY;
	if (fault && fault.atUs < eventUs && fault.atUs <= untilUs) {
		runUntil(simulation, startUs + fault.atUs);
		staged.faultsDone++;
		staged.inflict(simulation, fault);
		return true;
	}

	return eventUs <= untilUs && step(simulation);
}
