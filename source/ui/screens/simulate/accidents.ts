import type {Language, Text} from '../../../model/language.js';
import type {Chain} from '../../../simulation/control-plane/chain.js';
import {processAt} from '../../../simulation/kernel/simulation.js';
import type {Scenario} from '../../../simulation/scenarios/scenario.js';

/** Something that goes wrong at the press of a key. */
export type Accident = {readonly key: string; readonly deed: string; readonly label: Text};

function sameWords(words: string): Text {
	return {en: words, zh: words};
}

/** A scenario's own come with or without a time; here they happen now. */
function withoutTime(fault: string): string {
	return fault.trim().replace(/^\d\S*\s+/v, '');
}

/** What there is to break in a control plane, the most telling first; each on a key that nothing else uses. */
export function usualAccidents({places, simulation: {world}}: Chain): readonly Accident[] {
	const names = (ids: readonly number[]) => ids.map(id => processAt(world, id).name);
	const members = names(places.etcd);
	const all: Array<Accident | false> = [
		members.length > 0 && {key: 'k', deed: 'kill etcd-leader', label: sameWords('kill etcd-leader')},
		places.keepaliveds.length + places.kubeVips.length > 0 && {key: 'v', deed: 'kill vip-holder', label: sameWords('kill vip-holder')},
		places.apiservers.length > 0 && {key: 'a', deed: `kill ${names(places.apiservers)[0]!}`, label: sameWords(`kill ${names(places.apiservers)[0]!}`)},
		places.schedulers.length > 0 && {key: 's', deed: 'kill scheduler-leader', label: sameWords('kill scheduler-leader')},
		members.length > 0 && {key: 't', deed: 'stop etcd-leader', label: sameWords('stop etcd-leader')},
		members.length > 0 && {key: 'f', deed: 'freeze etcd-leader', label: sameWords('freeze etcd-leader')},
		members.length > 1 && {key: 'x', deed: `cut etcd-leader|${members.join(',')}`, label: {en: 'cut etcd-leader off', zh: '隔断 etcd-leader'}},
		places.haproxies.length > 0 && places.keepaliveds.length > 0 && {key: 'p', deed: 'kill node/vip-holder', label: {en: 'power off the VIP\'s machine', zh: 'VIP 所在机器断电'}},
	];
	return all.filter(each => each !== false);
}

/** The scenario's own accidents, and those usual ones that leave their keys alone. */
export function accidentsOf({accidents = []}: Scenario, chain: Chain): readonly Accident[] {
	const own = accidents.map(({key, fault, label}): Accident => ({key, deed: withoutTime(fault), label}));
	return [...own, ...usualAccidents(chain).filter(({key, deed}) => own.every(other => other.key !== key && other.deed !== deed))];
}

/** The deed that mends what is broken, machines first; undefined where all is well. */
export function mendingDeed({simulation: {world}, places}: Chain): string | undefined {
	const machine = world.machines.find(({up}) => !up);
	if (machine) {
		return `restart ${machine.name}`;
	}

	const frozen = world.processes.find(({status}) => status === 'frozen');
	if (frozen) {
		return `resume ${frozen.name}`;
	}

	// Members and strangers that never ran are not broken.
	const resting = new Set([...places.spareEtcd, ...places.strangers]);
	const dead = world.processes.find(({status, id, kind}) => status === 'stopped' && kind !== 'host' && !resting.has(id));
	if (dead) {
		return `restart ${dead.name}`;
	}

	return world.network.links.some(({cut}) => cut) ? 'heal' : undefined;
}

/** As it stands in the row of accidents. */
export function accidentLabel({label}: Accident, language: Language): string {
	return label[language];
}
