import {nameSchema} from '../../../model/requirements.js';
import {UserError} from '../../../model/user-error.js';
import type {LoadBalancerChoice, WorkloadsChoice} from '../../../model/vocabulary.js';
import {requirementsFor, type Asked} from '../../../planner/requirements-for.js';
import {wizard} from '../../../present/messages/planner-wizard.js';
import {
	chosen, questionsFor, readList, readWhole, zoneCountOf, type Answers, type QuestionId,
} from './planner-questions.js';

function failureAsked(answers: Answers): Asked {
	switch (chosen('failure', answers)) {
		case 'machine': {
			return {surviveMachines: 1};
		}

		case 'maintenance': {
			return {surviveMachines: 1, maintenance: true};
		}

		case 'two': {
			return {surviveMachines: 2};
		}

		case 'three': {
			return {surviveMachines: 3};
		}

		case 'zone': {
			return {surviveMachines: 1, surviveZones: 1};
		}

		case 'zoneAndMachine': {
			return {surviveMachines: 1, surviveZones: 1, zoneAndMachine: true};
		}

		case 'twoZones': {
			return {surviveMachines: 1, surviveZones: 2};
		}

		default: {
			return zoneCountOf(answers) === 0 ? {surviveMachines: 0} : {surviveMachines: 0, surviveZones: 0};
		}
	}
}

function shapeAsked(shape: string): Asked {
	if (shape === 'stacked' || shape === 'external') {
		return {topology: shape};
	}

	return shape === 'economy' || shape === 'isolation' ? {prefer: shape} : {};
}

/** What one question says to the planner; what was left at its default says nothing. */
function askedBy(id: QuestionId, answers: Answers): Asked {
	switch (id) {
		case 'machines': {
			return {machines: readWhole(answers.machines)};
		}

		case 'zoneCount': {
			return {zones: readWhole(answers.zoneCount)};
		}

		case 'zoneList': {
			return {zones: readList(answers.zoneList)};
		}

		case 'failure': {
			return failureAsked(answers);
		}

		case 'workloads': {
			return answers.workloads === 'auto' ? {} : {workloads: chosen('workloads', answers) as WorkloadsChoice};
		}

		case 'shape': {
			return shapeAsked(chosen('shape', answers));
		}

		case 'loadBalancer': {
			return answers.loadBalancer === 'auto' ? {} : {loadBalancer: chosen('loadBalancer', answers) as LoadBalancerChoice};
		}

		case 'sameSubnet': {
			return answers.sameSubnet === 'unsaid' ? {} : {sameSubnet: answers.sameSubnet === 'yes'};
		}

		case 'vip': {
			return answers.vip === '' ? {} : {vip: answers.vip};
		}

		case 'endpoint': {
			return answers.endpoint === '' ? {} : {endpoint: answers.endpoint};
		}

		case 'zones':
		case 'more':
		case 'name': {
			return {};
		}
	}
}

/** What the answers ask of the planner, up to and with one question; without one, all of them. */
export function askedFor(answers: Answers, until?: QuestionId): Asked {
	const questions = questionsFor(answers);
	const end = until === undefined ? questions.length : questions.indexOf(until) + 1;
	let asked: Asked = {};
	for (const id of questions.slice(0, end)) {
		asked = {...asked, ...askedBy(id, answers)};
	}

	return asked;
}

/** The name for the plan; undefined leaves it to the default. */
export function nameFor(answers: Answers): string | undefined {
	return questionsFor(answers).includes('name') && answers.name !== '' ? answers.name : undefined;
}

/** What is wrong with the form of the answer, before the planner is asked. */
function formProblem(id: QuestionId, answers: Answers): UserError | undefined {
	if ((id === 'machines' || id === 'zoneCount') && Number.isNaN(readWhole(answers[id]))) {
		return new UserError(answers[id].trim() === '' ? wizard.wantsNumber : wizard.noNumber(answers[id].trim()));
	}

	if (id === 'zoneList') {
		const numbers = readList(answers.zoneList);
		return numbers.length > 0 && numbers.every(number => !Number.isNaN(number)) ? undefined : new UserError(numbers.length === 0 ? wizard.wantsList : wizard.noList(answers.zoneList.trim()));
	}

	if (id === 'name' && answers.name !== '' && !nameSchema.safeParse(answers.name).success) {
		return new UserError(wizard.wantsName(answers.name));
	}

	return undefined;
}

/** What is wrong with the answer to one question, given those before it. */
export function problemWith(id: QuestionId, answers: Answers): UserError | undefined {
	const problem = formProblem(id, answers);
	if (problem) {
		return problem;
	}

	try {
		requirementsFor(askedFor(answers, id));
		return undefined;
	} catch (error) {
		if (error instanceof UserError) {
			return error;
		}

		throw error;
	}
}
