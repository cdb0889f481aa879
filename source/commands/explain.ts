import {isDeepStrictEqual} from 'node:util';
import {readPlan} from '../formats/plan-file.js';
import {didYouMean, nearest} from '../model/nearest.js';
import type {Plan} from '../model/plan.js';
import {UserError} from '../model/user-error.js';
import {assess} from '../planner/guarantees/assess.js';
import {standing} from '../planner/standing.js';
import {readTextFile} from '../platform/files.js';
import {explainDown, explainMachine, explainPlan} from '../present/explain-report.js';
import {explainWords} from '../present/messages/plan-report.js';
import {chineseOf} from './chinese-of.js';
import type {RunCommand} from './command-table.js';
import type {Shell} from './shell.js';

function unknownName(name: string, plan: Plan): UserError {
	const zones = plan.machines.flatMap(({zone}) => zone === null ? [] : [zone]);
	// Of a million machines the first are suggestion enough.
	const near = nearest(name, [...new Set([...zones, ...plan.machines.slice(0, 10_000).map(each => each.name)])]);
	return new UserError(explainWords.unknownMachine(name), didYouMean(near));
}

/** Machines by name, and all machines of a zone by the zone's name. */
function machinesNamed(names: readonly string[], plan: Plan): Set<string> {
	const down = new Set<string>();
	for (const name of names) {
		const inZone = plan.machines.filter(machine => machine.name === name || machine.zone === name);
		if (inZone.length === 0) {
			throw unknownName(name, plan);
		}

		for (const machine of inZone) {
			down.add(machine.name);
		}
	}

	return down;
}

/** The file's numbers are not believed: they are computed anew from its machines, and a difference is said. */
function withTrueGuarantees(plan: Plan, shell: Shell): Plan {
	const guarantees = assess(plan, plan.requirements.assume);
	if (isDeepStrictEqual(guarantees, plan.guarantees)) {
		return plan;
	}

	shell.say(explainWords.changedByHand);
	return {...plan, guarantees};
}

/** Why a plan is as it is; with a machine or --down, what is left without it. */
export const explain: RunCommand = async (shell, {words: [file = '', name], flags}) => {
	const plan = withTrueGuarantees(readPlan(await readTextFile(file), {file}), shell);
	const options = {language: shell.language, width: shell.width, chinese: chineseOf(plan, shell.language)};
	const {down} = flags as {down?: readonly string[]};
	const machine = name === undefined ? undefined : plan.machines.find(each => each.name === name);
	if (name !== undefined && machine === undefined) {
		throw unknownName(name, plan);
	}

	const names = [...down ?? [], ...machine ? [machine.name] : []];
	const left = names.length === 0 ? undefined : standing(plan, machinesNamed(names, plan));
	if (shell.json) {
		const {guarantees, decisions, findings, alternatives, steps} = plan;
		const result = left ?? {guarantees, decisions, findings, alternatives, steps};
		shell.write(`${JSON.stringify(machine ? {machine, standing: left} : result, undefined, 2)}\n`);
	} else if (left === undefined) {
		shell.print(explainPlan(plan, options));
	} else {
		shell.print(machine && down === undefined ? explainMachine(machine, plan, left, options) : explainDown(left, plan, options));
	}

	return 0;
};
