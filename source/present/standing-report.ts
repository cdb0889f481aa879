import type {Language, Text} from '../model/language.js';
import type {Layout} from '../model/plan.js';
import type {Standing} from '../planner/standing.js';
import {fatalSets, fatalZones} from './guarantee-lines.js';
import {labelRow} from './label-row.js';
import {standingWords} from './messages/plan-view.js';
import {nameList} from './name-list.js';
import type {Row, Span} from './span.js';

function sign(isGood: boolean): Span {
	return isGood ? {text: '✓ ', tone: 'good'} : {text: '✗ ', tone: 'bad'};
}

const uneasy: Span = {text: '! ', tone: 'warn'};

function etcdSays({up, quorum, hasQuorum}: Standing['etcd'], {etcd}: Layout): Text {
	const all = etcd.members.length;
	return hasQuorum ? standingWords.quorum(up.length, all, quorum) : standingWords.noQuorum(up.length, all, quorum);
}

function apiserversSay({serving, running}: Standing['apiservers'], {controlPlane}: Layout, language: Language): Text {
	if (serving.length > 0) {
		return standingWords.serving(serving.length, controlPlane.machines.length, nameList(serving, language));
	}

	return running.length > 0 ? standingWords.runningOnly(nameList(running, language)) : standingWords.noneRunning;
}

function endpointSays({kind, holders, open}: Standing['endpoint'], language: Language): Text {
	if (!open) {
		return standingWords.closed;
	}

	switch (kind) {
		case 'keepalived':
		case 'kube-vip': {
			return standingWords.holders(nameList(holders, language));
		}

		case 'dedicated': {
			return standingWords.dedicated(nameList(holders, language));
		}

		case 'cloud': {
			return standingWords.outside;
		}

		case 'node-local': {
			return standingWords.local;
		}

		case 'none': {
			return standingWords.direct;
		}
	}
}

/** How many machines of the layout may run workloads. */
function workloadMachines({machines, controlPlane}: Layout): number {
	const schedulable = new Set(controlPlane.schedulable ? controlPlane.machines : []);
	return machines.reduce((sum, {name, roles}) => sum + (roles.includes('worker') || schedulable.has(name) ? 1 : 0), 0);
}

function workloadsRow({workloads, controlPlane}: Standing, layout: Layout, language: Language): Row {
	const all = workloadMachines(layout);
	const up = workloads.up.length;
	const label = standingWords.label.workloads[language];
	if (all === 0) {
		return labelRow(label, [sign(false), {text: standingWords.workloadsNone[language]}]);
	}

	if (up === 0) {
		return labelRow(label, [sign(false), {text: standingWords.workloadsGone(all)[language]}]);
	}

	const says = up === all ? standingWords.workloadsAll(all) : standingWords.workloadsUp(up, all);
	return workloads.healing && controlPlane
		? labelRow(label, [sign(true), {text: says[language]}])
		: labelRow(label, [uneasy, {text: standingWords.workloadsFrozen(up, all)[language]}]);
}

function nextText({nextFatal, controlPlane}: Standing, language: Language): string {
	if (!controlPlane || nextFatal.size === null) {
		return (controlPlane ? standingWords.nextNever : standingWords.nextDown)[language];
	}

	const zones = fatalZones(nextFatal.zones.map(zone => [zone]), language);
	return [fatalSets(nextFatal.machines, nextFatal.count, language), zones].filter(text => text !== '').join(language === 'en' ? '; ' : '；');
}

/**
What is alive with some machines down, and why; last the next loss that is fatal. One row per statement, not wrapped: wrap
with an indent of `labelWidth`.
*/
export function standingReport(standing: Standing, layout: Layout, language: Language): Row[] {
	const {down, etcd, apiservers, endpoint, controlPlane} = standing;
	const label = (key: keyof typeof standingWords.label) => standingWords.label[key][language];
	const downText = down.length === 0 ? standingWords.nothingDown : standingWords.downCount(down.length, nameList(down, language, 6));
	return [
		controlPlane
			? [sign(true), {text: standingWords.up[language], tone: 'good'}]
			: [sign(false), {text: standingWords.down[language], tone: 'bad'}],
		labelRow(label('down'), [{text: downText[language]}]),
		labelRow(label('etcd'), [sign(etcd.hasQuorum), {text: etcdSays(etcd, layout)[language]}]),
		labelRow(label('apiservers'), [sign(apiservers.serving.length > 0), {text: apiserversSay(apiservers, layout, language)[language]}]),
		labelRow(label('endpoint'), [sign(endpoint.open), {text: endpointSays(endpoint, language)[language]}]),
		workloadsRow(standing, layout, language),
		labelRow(label('next'), [{text: nextText(standing, language)}]),
	];
}
