import type {Layout} from '../../../model/plan.js';
import {groupOf, isClosed, machineGroups, machinesOf, machinesOfZone, shownSelection} from '../../../present/machine-groups.js';

export const planTabs = ['machines', 'guarantees', 'alternatives', 'findings', 'decisions', 'steps'] as const;
export type PlanTab = typeof planTabs[number];

export type PlanState = {
	readonly layout: Layout;
	readonly tab: PlanTab;
	/** A machine's name or the id of a closed group. */
	readonly selected: string;
	readonly down: ReadonlySet<string>;
	/** Whether large groups of workers are drawn machine by machine. */
	readonly expanded: boolean;
};

export type PlanAction
	= | {readonly type: 'select'; readonly id: string}
		| {readonly type: 'kill-or-revive'}
		| {readonly type: 'kill-or-revive-zone'}
		| {readonly type: 'revive-all'}
		| {readonly type: 'expand'}
		| {readonly type: 'turn'; readonly step: -1 | 1}
		| {readonly type: 'open'; readonly tab: PlanTab};

export function startPlan(layout: Layout): PlanState {
	return {layout, tab: 'machines', selected: shownSelection(machineGroups(layout), '', false), down: new Set(), expanded: false};
}

/** All go down where any of them is up; otherwise all come back. */
function toggled(down: ReadonlySet<string>, names: readonly string[]): ReadonlySet<string> {
	const isAnyUp = names.some(name => !down.has(name));
	const after = new Set(down);
	for (const name of names) {
		if (isAnyUp) {
			after.add(name);
		} else {
			after.delete(name);
		}
	}

	return after;
}

/** The plan's screen: what is selected, what is down, and which page is open. */
export function reducePlan(state: PlanState, action: PlanAction): PlanState {
	const groups = machineGroups(state.layout);
	switch (action.type) {
		case 'select': {
			return action.id === state.selected ? state : {...state, selected: action.id};
		}

		case 'kill-or-revive': {
			return {...state, down: toggled(state.down, machinesOf(groups, state.selected))};
		}

		case 'kill-or-revive-zone': {
			return {...state, down: toggled(state.down, machinesOfZone(groups, state.selected))};
		}

		case 'revive-all': {
			return state.down.size === 0 ? state : {...state, down: new Set()};
		}

		case 'expand': {
			const expanded = !state.expanded;
			return {...state, expanded, selected: shownSelection(groups, state.selected, expanded)};
		}

		case 'turn': {
			const next = (planTabs.indexOf(state.tab) + action.step + planTabs.length) % planTabs.length;
			return {...state, tab: planTabs[next]!};
		}

		case 'open': {
			return {...state, tab: action.tab};
		}
	}
}

/** Whether there is a large group to open or close. */
export function hasLargeGroup({layout}: PlanState): boolean {
	return machineGroups(layout).some(group => isClosed(group, false));
}

/** The zone of what is selected, where there are zones. */
export function selectedZone({layout, selected}: PlanState): string | null {
	return groupOf(machineGroups(layout), selected)?.zone ?? null;
}
