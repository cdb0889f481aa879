import {fnv1a32} from '../../model/fnv.js';
import type {Machine, Plan} from '../../model/plan.js';
import {machineOf} from '../machine-hosts.js';

/** One snapshot of the cluster is taken in every slot of so many hours: what may be lost at most when all is lost. */
export const slotHours = 2;

const slotsPerDay = 24 / slotHours;

/** A week of them. */
export const keptSnapshots = 7 * slotsPerDay;

/** The minute of the hour, from the cluster's name: clusters that share a destination do not all write to it at once. */
export function minuteOf({metadata: {name}}: Pick<Plan, 'metadata'>): number {
	return fnv1a32(name) % 60;
}

/**
The members that take turns, where each has a timer of its own: as many as etcd can lose and one more, so backups go on for
as long as etcd does. Every member holds all the data, so one snapshot a slot is enough; members of different zones come first.
*/
export function backupMachines(plan: Plan): Machine[] {
	const {members, quorum} = plan.etcd;
	const wanted = Math.min(members.length - quorum + 1, slotsPerDay);
	const left = members.map(name => machineOf(plan, name));
	const taken: Machine[] = [];
	while (taken.length < wanted && left.length > 0) {
		const used = (zone: string | null) => taken.filter(machine => machine.zone === zone).length;
		const fewest = Math.min(...left.map(({zone}) => used(zone)));
		taken.push(...left.splice(left.findIndex(({zone}) => used(zone) === fewest), 1));
	}

	return taken;
}

/** The hours of the day at which the machine with this turn runs. @param turn 0 to turns - 1. */
export function hoursOf(turn: number, turns: number): number[] {
	return Array.from({length: slotsPerDay}, (_, slot) => slot)
		.filter(slot => slot % turns === turn)
		.map(slot => slot * slotHours);
}

/**
How old the newest snapshot may become before somebody has to look, in hours: three slots missed, or every turn but one where
there are more of them, and one hour more for a slow run.
*/
export function oldestHours(plan: Plan): number {
	const turns = plan.topology === 'external' ? backupMachines(plan).length : 1;
	return (Math.max(3, turns) * slotHours) + 1;
}
