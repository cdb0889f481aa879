import type {Text} from '../../../model/language.js';
import type {Chain} from '../../../simulation/control-plane/chain.js';
import {processAt} from '../../../simulation/kernel/simulation.js';
import type {Scenario} from '../../../simulation/scenarios/scenario.js';

/** Something that goes wrong at the press of a key. */
export type Accident = {readonly key: string; readonly deed: string; readonly label: Text};

/** A scenario's own come with or without a time; here they happen now. */
function withoutTime(fault: string): string {
	return fault.trim().replace(/^\d\S*\s+/v, '');
}

/** What there is to break in a control plane, the most telling first; each on a key that nothing else uses. */
export function usualAccidents({places, simulation: {world}}: Chain): readonly Accident[] {
	const names = (ids: readonly number[]) => ids.map(id => processAt(world, id).name);
	const members = names(places.etcd);
	const [apiserver] = names(places.apiservers);
	const hasVip = places.keepaliveds.length + places.kubeVips.length > 0;
	const all: Array<Accident | false> = [
		members.length > 0 && {key: 'k', deed: 'kill etcd-leader', label: {en: 'kill leader', zh: '杀 Leader'}},
		hasVip && {key: 'v', deed: 'kill vip-holder', label: {en: 'kill VIP holder', zh: '杀 VIP 持有者'}},
		places.keepaliveds.length > 0 && {key: 'p', deed: 'kill node/vip-holder', label: {en: 'power off its machine', zh: '其机器断电'}},
		apiserver !== undefined && {key: 'a', deed: `kill ${apiserver}`, label: {en: `kill ${apiserver}`, zh: `杀 ${apiserver}`}},
		places.schedulers.length > 0 && {key: 's', deed: 'kill scheduler-leader', label: {en: 'kill scheduler', zh: '杀 scheduler'}},
		members.length > 0 && {key: 'f', deed: 'freeze etcd-leader', label: {en: 'freeze leader', zh: '冻结 Leader'}},
		members.length > 1 && {key: 'x', deed: `cut etcd-leader|${members.join(',')}`, label: {en: 'cut leader off', zh: '隔断 Leader'}},
		members.length > 0 && {key: 't', deed: 'stop etcd-leader', label: {en: 'stop leader', zh: '停 Leader'}},
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
