import type {Language} from '../model/language.js';
import type {Guarantees, Layout} from '../model/plan.js';
import {inNaturalOrder} from '../planner/guarantees/structure.js';
import {standing} from '../planner/standing.js';
import {assumptionsText, minutesText, percent} from './availability-words.js';
import {cutFamilies, type CutFamilies} from './cut-families.js';
import {labelRow} from './label-row.js';
import {guaranteeWords} from './messages/plan-view.js';
import {nameList} from './name-list.js';
import type {Row, Span} from './span.js';

/** Sets that are no family are written out one by one, but no more than this. */
const mostSets = 4;

/** Between two ways to die. */
const separator = (language: Language) => language === 'en' ? '; ' : '；';

/**
Fatal sets of machines in words: `any 2 of node-1, node-2, node-3`.
@param count how many sets there are in all; `sets` may be only the first of them.
*/
export function fatalSets(sets: ReadonlyArray<readonly string[]>, count: number, language: Language): string {
	return setsText(cutFamilies(sets, count), language);
}

function setsText({families, more}: CutFamilies, language: Language, smallest = Number.POSITIVE_INFINITY): string {
	const said = families.map(({size, members}) => {
		const names = nameList(members, language);
		if (members.length === 1) {
			return names;
		}

		if (size === members.length) {
			return guaranteeWords.together(names)[language];
		}

		return (size === 1 ? guaranteeWords.anyOneOf(names) : guaranteeWords.anyOf(size, names))[language];
	});
	const unsaid = more + Math.max(0, said.length - mostSets);
	const isSmallerUnsaid = families.slice(0, mostSets).every(({size}) => size > smallest);
	const rest = isSmallerUnsaid ? guaranteeWords.moreAndSmaller(unsaid, smallest) : guaranteeWords.more(unsaid);
	return [...said.slice(0, mostSets), ...unsaid > 0 ? [rest[language]] : []].join(separator(language));
}

/** Fatal sets of whole zones in words; empty where there is none. */
export function fatalZones(zones: ReadonlyArray<readonly string[]>, language: Language): string {
	const said = cutFamilies(zones, zones.length).families.map(({size, members}) => {
		const names = nameList(members, language);
		if (members.length === 1) {
			return guaranteeWords.wholeZone(names)[language];
		}

		if (size === members.length) {
			return guaranteeWords.zonesTogether(names)[language];
		}

		return (size === 1 ? guaranteeWords.anyOneZone(names) : guaranteeWords.anyZonesOf(size, names))[language];
	});
	return [...said.slice(0, mostSets), ...said.length > mostSets ? [guaranteeWords.moreOfThem[language]] : []].join(separator(language));
}

/**
All load balancers, and all control planes of an external etcd, where they do nothing else: each a minimal fatal set of its
own, which may come late among many sets of voters.
*/
function wholeRoles({machines, topology, controlPlane, loadBalancer}: Layout): string[][] {
	const voters = new Set(machines.filter(({roles}) => roles.includes('etcd')).map(({name}) => name));
	const sets = [...loadBalancer.kind === 'dedicated' ? [loadBalancer.machines] : [], ...topology === 'external' ? [controlPlane.machines] : []];
	return sets.filter(set => set.length > 0 && !set.some(name => voters.has(name))).map(set => inNaturalOrder(set));
}

/** What the smallest losses are that take the control plane down: machines first, then whole zones. */
export function killsText({examples, count, zones, smallest}: Guarantees['minimalCutSets'], language: Language, layout?: Layout): string {
	// The file lists the first ten sets in name order; the smallest may come later, and they are what one has to know.
	const first = layout ? standing(layout, new Set()).nextFatal.machines : [];
	const known = new Map([...first, ...examples, ...layout ? wholeRoles(layout) : []].map(set => [set.join(' '), set]));
	const said = [setsText(cutFamilies([...known.values()], count), language, smallest), fatalZones(zones, language)].filter(text => text !== '');
	return said.length === 0 ? guaranteeWords.nothingKills[language] : said.join(separator(language));
}

function controlPlaneText({controlPlane, minimalCutSets}: Guarantees, language: Language): string {
	const machines = controlPlane.anyMachines === 0 ? guaranteeWords.survivesNone : guaranteeWords.survives(controlPlane.anyMachines);
	const zones = controlPlane.anyZones > 0 ? guaranteeWords.andZones(controlPlane.anyZones)[language] : '';
	const combined = controlPlane.zoneAndMachine ? guaranteeWords.andZoneAndMachine[language] : '';
	const fatal = controlPlane.anyZones === 0 ? minimalCutSets.zones.filter(set => set.length === 1).flat() : [];
	const lacking = controlPlane.anyMachines > 0 && fatal.length > 0 ? guaranteeWords.butNotZone(nameList(fatal, language))[language] : '';
	return machines[language] + zones + combined + lacking;
}

function workloadsText({machines, anyMachines, anyZones}: Guarantees['workloads'], language: Language): string {
	if (anyMachines < 0 || machines === 0) {
		return guaranteeWords.noWorkloads[language];
	}

	if (anyMachines === 0) {
		return guaranteeWords.noWorkloadLoss(machines)[language];
	}

	return guaranteeWords.workloads(machines, anyMachines)[language]
		+ (anyZones > 0 ? guaranteeWords.workloadsAndZones(anyZones)[language] : '')
		+ guaranteeWords.capacity[language];
}

function verdict(isGood: boolean): Span {
	return isGood ? {text: '✓ ', tone: 'good'} : {text: '✗ ', tone: 'bad'};
}

/**
What a layout survives, what kills it, and how available that makes it, always with the assumptions. One row per statement,
not wrapped: wrap with an indent of `labelWidth`.
@param layout With it the smallest fatal sets are always named, also where the file's examples do not reach them.
*/
export function guaranteeLines(guarantees: Guarantees, language: Language, layout?: Layout): Row[] {
	const {controlPlane, workloads, availability, minimalCutSets} = guarantees;
	const label = (key: keyof typeof guaranteeWords.label) => guaranteeWords.label[key][language];
	const minutes = minutesText(availability.minutesDownPerYear, language);
	return [
		labelRow(label('controlPlane'), [verdict(controlPlane.anyMachines > 0), {text: controlPlaneText(guarantees, language)}]),
		labelRow(label('workloads'), [verdict(workloads.anyMachines > 0), {text: workloadsText(workloads, language)}]),
		labelRow(label('kills'), [{text: killsText(minimalCutSets, language, layout)}]),
		labelRow(label('availability'), [{text: guaranteeWords.availability(percent(availability.value), minutes)[language]}]),
		labelRow(label('assumes'), [{text: assumptionsText(availability.assumes, language), tone: 'dim'}]),
	];
}
