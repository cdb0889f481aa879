import type {Plan} from '../../model/plan.js';
import {commentLines} from '../comment-lines.js';
import {machineOf} from '../machine-hosts.js';
import {shellWord} from '../quoting.js';
import {zoneLabelKey} from '../zone-label.js';
import {allNodes} from './spread.js';

/** Short enough for a line that one reads, and for the command line of any system. */
const mostAtOnce = 20;

/** Every zone that a node is in, with its nodes, in plan order. */
function nodesByZone(plan: Plan): Map<string, string[]> {
	const zones = new Map<string, string[]>();
	for (const name of allNodes(plan)) {
		const {zone} = machineOf(plan, name);
		if (zone !== null) {
			zones.set(zone, [...zones.get(zone) ?? [], name]);
		}
	}

	return zones;
}

/** A shell script that tells Kubernetes the zone of each node; undefined where the plan has no zones. */
export function zoneLabelScript(plan: Plan): string | undefined {
	const zones = nodesByZone(plan);
	if (zones.size === 0) {
		return undefined;
	}

	return [
		'#!/bin/sh',
		...commentLines('The zones of the plan, as labels of the nodes: the scheduler knows no zone without them, and puts no Pod that is spread over zones on a node that has none.'),
		...commentLines('On bare metal nobody else sets them. Again after every new node; saying the same twice changes nothing. Take out what kubectl get nodes does not list.'),
		'set -eu',
		...[...zones].flatMap(([zone, names]) => Array.from(
			{length: Math.ceil(names.length / mostAtOnce)},
			(_, index) => ['kubectl label --overwrite node', ...names.slice(index * mostAtOnce, (index + 1) * mostAtOnce).map(name => shellWord(name)), shellWord(`${zoneLabelKey}=${zone}`)].join(' '),
		)),
		'',
	].join('\n');
}
