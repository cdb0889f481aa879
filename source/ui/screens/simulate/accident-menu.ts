import type {Chain} from '../../../simulation/control-plane/chain.js';
import {faultRoles, operatorCommands, type faultVerbs, type FaultRole} from '../../../simulation/control-plane/fault.js';
import {roleHolder, targetNames} from '../../../simulation/control-plane/resolve-target.js';
import {processAt} from '../../../simulation/kernel/simulation.js';

/** What is asked next to make a deed. */
export type MenuQuestion = 'verb' | 'target' | 'peer' | 'amount' | 'command' | 'word';

export type MenuStep = {readonly question: MenuQuestion; readonly options: readonly string[]};

type Verb = (typeof faultVerbs)[number] | 'cut-one-way';

/** What each verb wants to know, one after the other. */
const questions: Readonly<Record<Verb, readonly MenuQuestion[]>> = {
	kill: ['target'],
	stop: ['target'],
	freeze: ['target'],
	resume: ['target'],
	restart: ['target'],
	cut: ['target', 'peer'],
	'cut-one-way': ['target', 'peer'],
	heal: [],
	delay: ['target', 'peer', 'amount'],
	lose: ['target', 'peer', 'amount'],
	'slow-disk': ['target', 'amount'],
	'fill-disk': ['target'],
	drift: ['target', 'amount'],
	campaign: ['target'],
	etcdctl: ['command', 'word'],
};

const verbs: readonly Verb[] = ['kill', 'stop', 'freeze', 'resume', 'restart', 'cut', 'cut-one-way', 'heal', 'delay', 'lose', 'slow-disk', 'fill-disk', 'drift', 'campaign', 'etcdctl'];

const amounts: Readonly<Partial<Record<Verb, readonly string[]>>> = {
	delay: ['10ms', '50ms', '200ms', '1s', '1ms'],
	lose: ['1%', '10%', '30%', '70%', '0%'],
	'slow-disk': ['100ms', '500ms', '2s', '10s', '2ms'],
	drift: ['+10%', '+100%', '-10%', '-50%', '0%'],
};

/** Nobody breaks what only looks on. */
const lookers = new Set(['operator', 'write-probe', 'api-probe', 'client']);

/** Everything there is to be hit here, whoever holds a part first. */
export function menuTargets(chain: Chain): readonly string[] {
	const {places} = chain;
	const has: Readonly<Record<FaultRole, boolean>> & Readonly<Partial<Record<string, boolean>>> = {
		'etcd-leader': places.etcd.length > 0,
		'a-follower': places.etcd.length > 1,
		'another-follower': places.etcd.length > 2,
		'a-dead-member': places.etcd.length > 0,
		'vip-holder': places.keepaliveds.length + places.kubeVips.length > 0,
		'scheduler-leader': places.schedulers.length > 0,
		'controller-manager-leader': places.controllerManagers.length > 0,
		'kube-vip-leader': places.kubeVips.length > 0,
	};
	const names = targetNames(chain).filter(name => !lookers.has(name) && has[name] !== false);
	const machinesOf = names.filter(name => name === 'etcd-leader' || name === 'vip-holder').map(name => `node/${name}`);
	const roles = names.filter(name => has[name]);
	return [...roles, ...machinesOf, ...names.filter(name => has[name] === undefined)];
}

/** Who holds a part at this moment, by name; undefined where the target is no part, or nobody holds it. */
export function holderOf(chain: Chain, target: string): string | undefined {
	const role = faultRoles.find(each => each === target);
	const id = role === undefined ? null : roleHolder(chain, role);
	return id === null ? undefined : processAt(chain.simulation.world, id).name;
}

function wordsOf(chain: Chain, command: string): readonly string[] {
	const members = [...chain.places.etcd, ...chain.places.spareEtcd].map(id => processAt(chain.simulation.world, id).name);
	return command === 'put' || command === 'delete' ? ['10', '400000'] : (command.startsWith('get') ? ['/probe'] : members);
}

function askedOf(verb: Verb, chosen: readonly string[]): readonly MenuQuestion[] {
	return verb === 'etcdctl' && chosen[1] !== undefined && operatorCommands.get(chosen[1]) === 0 ? ['command'] : questions[verb];
}

/** The next question; undefined once everything has been answered. */
export function menuStep(chain: Chain, chosen: readonly string[]): MenuStep | undefined {
	const verb = verbs.find(each => each === chosen[0]);
	if (verb === undefined) {
		return {question: 'verb', options: chain.places.operator === null ? verbs.filter(each => each !== 'etcdctl' && each !== 'campaign') : verbs};
	}

	const question = askedOf(verb, chosen)[chosen.length - 1];
	switch (question) {
		case undefined: {
			return undefined;
		}

		case 'target': {
			return {question, options: verb === 'campaign' ? menuTargets(chain).filter(name => name.startsWith('etcd-') || name === 'a-follower') : menuTargets(chain)};
		}

		case 'peer': {
			return {question, options: ['rest', ...menuTargets(chain).filter(name => name !== chosen[1])]};
		}

		case 'amount': {
			return {question, options: amounts[verb] ?? []};
		}

		case 'command': {
			return {question, options: [...operatorCommands.keys()]};
		}

		case 'verb':
		case 'word': {
			return {question: 'word', options: wordsOf(chain, chosen[1]!)};
		}
	}
}

/** The deed in the words of faults, but for its time. */
export function deedOf(chosen: readonly string[]): string {
	const [verb = '', first = '', second = '', third = ''] = chosen;
	switch (verb) {
		case 'cut': {
			return `cut ${first}|${second}`;
		}

		case 'cut-one-way': {
			return `cut ${first}->${second}`;
		}

		case 'delay':
		case 'lose': {
			return `${verb} ${first}|${second} ${third}`;
		}

		default: {
			return chosen.join(' ');
		}
	}
}
