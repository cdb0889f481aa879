import type {Guarantees, Layout} from '../../model/plan.js';
import type {Assumptions} from '../../model/requirements.js';
import {assessCounts} from './assess-counts.js';
import {availabilityFrom} from './availability.js';
import {minimalCutSetsOf} from './cut-sets.js';
import {structureOf} from './structure.js';
import {countsOf} from './zone-counts.js';

/**
What a layout survives, what kills it and how likely it is up. The control plane stands while etcd has quorum, an
apiserver that can reach it is up, and the endpoint has a way to it; a zone's loss takes all of its machines. Everything
is exact, for any layout, also one that was edited by hand; its cost grows with the machines that hold a role, and by
one pass over the rest. A layout that stands not even with everything up has `minimalCutSets.smallest` 0.
@param assume How likely a machine and a zone are up at a moment; zone null: zones never fail.
@throws Error where a role names a machine that the layout does not have: plans are checked where they are read.
*/
export function assess(layout: Layout, assume: Assumptions): Guarantees {
	const {controlPlane, workloads, unavailability} = assessCounts(countsOf(layout), assume);
	return {
		controlPlane,
		workloads,
		availability: availabilityFrom(unavailability, assume),
		minimalCutSets: minimalCutSetsOf(layout, structureOf(layout)),
	};
}
