import {counted} from '../../planner/counted.js';
import {commentLines} from '../comment-lines.js';
import {yamlText} from '../quoting.js';
import {zoneLabelKey} from '../zone-label.js';
import type {Spread} from './spread.js';

export type PodLabel = {readonly key: string; readonly value: string};

type Constraint = {readonly key: string; readonly isHard: boolean; readonly minDomains?: number | undefined; readonly why: string};

function isUneven(zones: ReadonlyMap<string, number>): boolean {
	return new Set(zones.values()).size > 1;
}

function zoneWhy({zones, replicas, mostTogether, minDomains}: Spread): string {
	const list = [...zones ?? []].map(([zone, nodes]) => `${zone} ${nodes}`).join(', ');
	return [
		`Nodes by zone: ${list}. No zone gets more than one replica more than another, so a lost zone takes at most ${mostTogether} of ${replicas}.`,
		'DoNotSchedule: better Pending than all in one zone, since Kubernetes never moves a Pod that runs.',
		minDomains === undefined
			? 'No minDomains: with one zone lost the other has to take the replacements.'
			: `minDomains: while fewer than ${minDomains} zones can take Pods, each takes one at most; with one zone lost the replacements still have somewhere to go.`,
		...(zones !== undefined && isUneven(zones) ? ['The zones differ in size, and each gets the same share: where the smallest cannot hold its own, new Pods stay Pending. Then take ScheduleAnyway, without minDomains.'] : []),
	].join(' ');
}

function nodeWhy({nodes, replicas, minDomains}: Spread): string {
	return [
		`Each of the ${replicas} replicas on a node of its own: there are ${nodes.length} nodes. DoNotSchedule: no two together while another node can take one, since Kubernetes never moves a Pod that runs.`,
		minDomains === undefined
			? 'No minDomains: with one node lost the other has to take the replacement.'
			: `minDomains: while fewer than ${minDomains} nodes can take Pods, each takes one at most.`,
	].join(' ');
}

function constraintsOf(spread: Spread): Constraint[] {
	return spread.zones === undefined
		? [{key: 'kubernetes.io/hostname', isHard: true, minDomains: spread.minDomains, why: nodeWhy(spread)}]
		: [
			{key: zoneLabelKey, isHard: true, minDomains: spread.minDomains, why: zoneWhy(spread)},
			{
				key: 'kubernetes.io/hostname',
				isHard: false,
				why: 'Within a zone on different nodes where that is possible. ScheduleAnyway: both as a must leave Pods Pending as soon as zones have different numbers of nodes, as after the first failure.',
			},
		];
}

const taintsWhy = 'Without this, nodes that are down, cordoned or tainted count as empty places: replacements would wait for the lost one to come back.';
const revisionWhy = 'Each rollout is spread by itself, not around the Pods that it replaces.';

/** `topologySpreadConstraints` with its reasons, which stand at the first constraint. */
export function constraintLines(spread: Spread, {key, value}: PodLabel, indent: number): string[] {
	const before = ' '.repeat(indent);
	return [
		`${before}topologySpreadConstraints:`,
		...constraintsOf(spread).flatMap((constraint, index) => [
			...commentLines(constraint.why, indent + 2),
			`${before}  - maxSkew: 1`,
			`${before}    topologyKey: ${constraint.key}`,
			`${before}    whenUnsatisfiable: ${constraint.isHard ? 'DoNotSchedule' : 'ScheduleAnyway'}`,
			...(constraint.minDomains === undefined ? [] : [`${before}    minDomains: ${constraint.minDomains}`]),
			...(index === 0 ? commentLines(taintsWhy, indent + 4) : []),
			`${before}    nodeTaintsPolicy: Honor`,
			...(index === 0 ? commentLines(revisionWhy, indent + 4) : []),
			`${before}    matchLabelKeys:`,
			`${before}      - pod-template-hash`,
			`${before}    labelSelector:`,
			`${before}      matchLabels:`,
			`${before}        ${key}: ${yamlText(value)}`,
		]),
	];
}

/** Why so many replicas, in one sentence with this plan's numbers. */
export function replicasWhy({replicas, nodes, failures, zones, mostTogether, survivesMachines}: Spread): string {
	const over = `${counted(nodes.length, 'node', 'nodes')}${zones === undefined ? '' : ` in ${zones.size} zones`}`;
	return [
		replicas >= failures + 2
			? `${replicas} over ${over}: with one drained and ${failures === 1 ? 'another' : `${failures} more`} lost at the same time, one goes on.`
			: `${replicas} over ${over}: as many as there are nodes. While one is drained, the loss of ${replicas === 2 ? 'the other' : `the other ${replicas - 1}`} takes all of them; only more nodes change that.`,
		`Whichever ${survivesMachines === 1 ? 'machine is' : `${survivesMachines} machines are`} lost, a replica is left${zones === undefined ? '' : `, and a lost zone leaves ${replicas - mostTogether}`}. Size each so that ${replicas - mostTogether} can carry the load: what was on a dead machine starts elsewhere only after about six minutes.`,
	].join(' ');
}
