import type {Text} from '../../model/language.js';
import type {DecisionDraft} from '../draft.js';
import type {PlanFacts} from '../facts.js';
import {fatalZone, votersByZone} from '../rules/voters-by-zone.js';
import {majorityIsForced} from '../shape.js';

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

	if (candidate.voters > 1 && !majorityIsForced(candidate.zones, candidate.voters)) {
		return {
			en: `${fatal.zone} holds the majority: beside the other roles no other spread of the voters survives more of what is wanted, and none is more available.`,
			zh: `${fatal.zone} 占多数：其他角色就位之后，投票成员没有别的分布能承受更多所要求的故障，也没有可用度更高的。`,
		};
	}

	if (candidate.voters > 1 && votersByZone(layout).size === 1) {
		return {
			en: `One zone must hold the majority, so it is the one with the most machines (${fatal.zone}); the other voters are there too, since the machines elsewhere are needed otherwise, and no other zone holds a copy of the data.`,
			zh: `必须有一个可用区占多数，于是放在机器最多的（${fatal.zone}）；其余也在那里，因为别处的机器另有用途，所以别的可用区里没有数据副本。`,
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
