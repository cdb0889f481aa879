import type {ColumnRole} from './columns.js';
import {fatalVoters} from './guarantees/zone-counts.js';
import type {Shape} from './shape.js';

/** What the control plane survives of zones, as far as one role decides it: all of them together survive what the weakest does. */
export type ZoneSurvival = {readonly zones: number; readonly zoneAndMachine: boolean};

/** How many machines of a role must be down for it to fail: enough voters for the quorum to go, or all of the others. */
function fatalCount(shape: Pick<Shape, ColumnRole>, role: ColumnRole): number {
	return role === 'voters' ? fatalVoters(shape.voters) : shape[role];
}

/**
What a role survives that is split over zones like this, largest part first. The worst zones to lose are the largest; a
machine lost beside a zone can always be one more of the role. A role nobody has cannot fail.
*/
export function survivalOfRole(shape: Pick<Shape, ColumnRole>, role: ColumnRole, parts: readonly number[]): ZoneSurvival {
	const fatal = fatalCount(shape, role);
	if (shape[role] === 0) {
		return {zones: Number.POSITIVE_INFINITY, zoneAndMachine: true};
	}

	let lost = 0;
	let zones = 0;
	for (const part of parts) {
		lost += part;
		if (lost >= fatal) {
			break;
		}

		zones++;
	}

	return {zones, zoneAndMachine: (parts[0] ?? 0) + 1 < fatal};
}
