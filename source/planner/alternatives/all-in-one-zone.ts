import type {Candidate} from '../candidate.js';
import {sentences} from '../counted.js';
import type {AlternativeDraft} from '../draft.js';
import type {PlanFacts} from '../facts.js';
import {majorityIsForced, roleMachinesOf} from '../shape.js';
import {placedAs} from '../column-tolerance.js';
import {zoneName, zonesOf} from '../zones.js';
import {
	minutesOf, neededSentence, numbersOf, withReason,
} from './alternative-of.js';

/**
Everything in the largest zone, where one zone must hold the majority anyway: no less survives, and the other zone can
take nothing along; but it holds no copy of the data either.
*/
export function allInOneZone(facts: PlanFacts): AlternativeDraft | undefined {
	const {candidate, question: {targets}, requirements: {assume}} = facts;
	const {zones, voters, controlPlanes, loadBalancers} = candidate;
	if (zones.sizes.length < 2 || voters < 3 || !majorityIsForced(zones, voters) || candidate.columns.filter(column => column.voters > 0).length < 2) {
		return undefined;
	}

	const largest = zones.largestFirst[0] ?? 0;
	const lack = Math.max(0, roleMachinesOf(candidate) - (zones.sizes[largest] ?? 0));
	const widened = zonesOf(zones.sizes.with(largest, (zones.sizes[largest] ?? 0) + lack), zones.machines + lack);
	const placed = placedAs(candidate, [{voters, controlPlanes, loadBalancers}], widened, {targets, assume});
	if (placed === undefined) {
		return undefined;
	}

	const together: Candidate = {...candidate, ...placed, zones: widened};
	const numbers = numbersOf({
		id: 'all-in-one-zone', candidate: together, placedBy: targets, targets, assume,
	});
	const zone = zoneName(largest);
	const isBetter = numbers.guarantees.availability.unavailability < facts.guarantees.availability.unavailability;
	return withReason(numbers, sentences(
		{
			en: `All of the control plane in ${zone}: down ${minutesOf(numbers)} min/year, here ${minutesOf(facts)}, ${isBetter ? 'a little better, since no other zone can do harm' : 'no better'}; but then no other zone holds a copy of the data that a person can rebuild from.`,
			zh: `控制平面全放在 ${zone}：每年中断 ${minutesOf(numbers)} 分钟，本方案 ${minutesOf(facts)} 分钟，${isBetter ? '略好一点，因为别的可用区影响不到它' : '并不更好'}；但这样别的可用区里就没有可供人工重建的数据副本。`,
		},
		neededSentence(numbers.machinesUsed, zones.machines),
	));
}
