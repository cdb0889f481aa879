import type {Text} from '../model/language.js';
import {voterChoices, wantedControlPlanes, wantedLoadBalancers} from './candidate.js';
import type {Choice, Question} from './choose.js';
import {countedMachines, listed, sentences} from './counted.js';
import type {ShortfallDraft} from './draft.js';
import {smallestAddition, type Addition} from './smallest-addition.js';
import {
	missedTargets, survivedOf, targetKeys, type TargetKey,
} from './targets.js';
import {zoneName} from './zones.js';

function oneOrMore(count: number): Text {
	return count === 1 ? {en: 'one machine more', zh: '1 台机器'} : {en: `${countedMachines(count).en} more`, zh: countedMachines(count).zh};
}

/** Where the added machines go, zone by zone; nothing where any zone will do, and where there is but one. */
function placesOf({machines, sizes, anywhere, anywhereIn}: Addition, before: readonly number[]): Text[] {
	if (sizes.length === 1 || anywhere === machines) {
		return [];
	}

	const places: Text[] = [];
	for (const [index, size] of sizes.entries()) {
		const isNew = index >= before.length;
		const added = size - (before[index] ?? 0) - (index === anywhereIn ? anywhere : 0);
		if (added > 0) {
			places.push(isNew
				? {en: `${added} in a new zone (${zoneName(index)})`, zh: `新的可用区（${zoneName(index)}）${added} 台`}
				: {en: `${added} in ${zoneName(index)}`, zh: `${zoneName(index)} ${added} 台`});
		}
	}

	return anywhere === 0 ? places : [...places, {en: `${anywhere} in any zone`, zh: `任意可用区 ${anywhere} 台`}];
}

function saysOf(addition: Addition | undefined, {zones}: Question, unbuildable: Choice['unbuildable']): Text {
	const asked: Text | undefined = unbuildable.topology || unbuildable.loadBalancer
		? {
			en: unbuildable.topology && unbuildable.loadBalancer
				? 'The topology and the load balancer asked for do not fit these machines; the plan is made as if they had not been asked for.'
				: `${unbuildable.topology ? 'The topology' : 'The load balancer'} asked for does not fit these machines; the plan is made as if it had not been asked for.`,
			zh: `这些机器容不下所要求的${unbuildable.topology && unbuildable.loadBalancer ? '拓扑和负载均衡器' : (unbuildable.topology ? '拓扑' : '负载均衡器')}；方案按没有提出这个要求来制定。`,
		}
		: undefined;
	if (addition === undefined) {
		return sentences(asked, {
			en: 'No number of machines is enough: etcd should have at most seven voters, and seven survive the loss of three.',
			zh: '再多机器也不够：etcd 最多应有 7 个投票成员，7 个投票成员能承受 3 个故障。',
		});
	}

	const more = oneOrMore(addition.machines);
	const places = zones.named ? placesOf(addition, zones.sizes) : [];
	const where: Text = places.length === 0
		? {en: '', zh: ''}
		: {
			en: `: ${listed(places.map(({en}) => en)).en}`,
			zh: `：${places.map(({zh}) => zh).join('、')}`,
		};
	return sentences(asked, {en: `It takes ${more.en}${where.en}.`, zh: `还需要 ${more.zh}${where.zh}。`});
}

/** The smallest addition with which everything that was given is had. */
export function additionFor(question: Question): Addition | undefined {
	const {targets, topology, loadBalancer, workloads} = question;
	const most = voterChoices.at(-1) ?? 7;
	const upTo = (count: number) => Array.from({length: count}, (_, index) => index + 1);
	const floors = Object.fromEntries(targetKeys.map(key => [key, 0])) as Record<TargetKey, number>;
	for (const {key, wanted, given} of targets.ordered) {
		floors[key] = given ? wanted : 0;
	}

	return smallestAddition(question, {
		topology: topology === 'external' ? 'external' : 'stacked',
		voters: voterChoices.slice(topology === 'auto' && loadBalancer === 'auto' ? 0 : 1),
		controlPlanes: upTo(wantedControlPlanes(most, targets)),
		loadBalancers: loadBalancer === 'dedicated' ? upTo(wantedLoadBalancers(most, targets)) : [0],
		workloads,
		floors,
	});
}

/**
What is missing to what was asked for, null where nothing is. Only what a person gave counts: a default that had to be
dropped is a finding.
*/
export function shortfallOf(question: Question, {candidate, unbuildable}: Choice): ShortfallDraft | null {
	const missed = missedTargets(candidate.reach, question.targets).filter(({given}) => given);
	if (missed.length === 0 && !unbuildable.topology && !unbuildable.loadBalancer) {
		return null;
	}

	const survived = survivedOf(candidate.tolerance);
	const lacking = (key: TargetKey) => {
		const target = missed.find(other => other.key === key);
		return target === undefined ? 0 : target.wanted - survived[key];
	};

	const addition = additionFor(question);
	return {
		machines: lacking('machines'),
		zones: lacking('zones'),
		zoneAndMachine: lacking('zoneAndMachine') > 0,
		workloadMachines: lacking('workloadMachines'),
		workloadZones: lacking('workloadZones'),
		toAdd: {machines: addition?.machines ?? 0, zones: addition?.newZones ?? 0},
		says: saysOf(addition, question, unbuildable),
	};
}
