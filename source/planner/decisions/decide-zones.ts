import type {Text} from '../../model/language.js';
import type {DecisionDraft} from '../draft.js';
import type {PlanFacts} from '../facts.js';
import {fatalZone, votersByZone} from '../rules/voters-by-zone.js';

function reason(facts: PlanFacts): Text {
	const {layout, guarantees, candidate} = facts;
	const fatal = fatalZone(layout);
	if (fatal === undefined) {
		const survived = guarantees.controlPlane.anyZones;
		return survived > 0
			? {
				en: `No zone holds so many voters that losing it takes the quorum; surviving t zones takes at least 2t + 1 of them, and here t is ${survived}.`,
				zh: `没有哪个可用区的投票成员多到失去它就失去法定人数；要承受失去 t 个可用区，至少要有 2t + 1 个，这里 t 是 ${survived}。`,
			}
			: {
				en: 'The voters are spread as far as there is room; it is not etcd that a zone takes along.',
				zh: '投票成员已尽量分散；失去一个可用区时，垮掉的不是 etcd。',
			};
	}

	return candidate.voters === 1
		? {en: `The one voter has to be somewhere, and ${fatal.zone} has the most machines.`, zh: `唯一的投票成员总得放在一处，而 ${fatal.zone} 的机器最多。`}
		: {
			en: `One zone must hold the majority, so it is the one with the most machines (${fatal.zone}); the rest stand elsewhere, where a live copy of the data is left to rebuild from by hand.`,
			zh: `必须有一个可用区占多数，于是放在机器最多的（${fatal.zone}）；其余放在别处，那里留有一份活的数据副本，可供人工重建。`,
		};
}

/** Where the voters are, zone by zone. */
export function decideZones(facts: PlanFacts): DecisionDraft[] {
	if (facts.question.zones.sizes.length < 2) {
		return [];
	}

	const places = [...votersByZone(facts.layout)].map(([zone, voters]) => `${zone} ${voters.length}`);
	return [{
		id: 'zones',
		question: {en: 'Which zones hold the voters?', zh: '投票成员放在哪些可用区？'},
		answer: {en: places.join(', '), zh: places.join('，')},
		because: reason(facts),
		lesson: 'etcd-quorum',
		source: 'kubernetes.io: Running in multiple zones',
	}];
}
