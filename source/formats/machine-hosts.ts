import type {Machine, Plan} from '../model/plan.js';
import {readIp} from '../planner/addresses.js';

/** @throws RangeError where the plan has no machine of this name, which reading a plan has ruled out. */
export function machineOf({machines}: Pick<Plan, 'machines'>, name: string): Machine {
	const found = machines.find(machine => machine.name === name);
	if (!found) {
		throw new RangeError(`the plan has no machine ${name}`);
	}

	return found;
}

/** The machine's IP address; undefined where nobody gave one, or gave a name for it. */
export function ipOf({address}: Pick<Machine, 'address'>): string | undefined {
	return address !== null && readIp(address) ? address : undefined;
}

/** What the machine can be reached at: what was given, else its name. */
export function hostOf({name, address}: Pick<Machine, 'name' | 'address'>): string {
	return address ?? name;
}
