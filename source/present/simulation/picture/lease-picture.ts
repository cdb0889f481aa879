import type {Chain} from '../../../simulation/control-plane/chain.js';
import type {ElectedProcess} from '../../../simulation/control-plane/elected-process.js';
import type {ProcessId} from '../../../simulation/kernel/effects.js';
import {localTime, processAt} from '../../../simulation/kernel/simulation.js';
import type {Microseconds} from '../../../simulation/kernel/time.js';
import type {LeaseRecord} from '../../../simulation/lease/messages.js';
import {validForUs} from '../../../simulation/lease/state.js';
import {storeIn} from './etcd-picture.js';
import {stateOf, vitalOf, type Vital} from './vital.js';

/** A Lease as etcd holds it, and what its candidates make of it. */
export type LeasePicture = {
	readonly name: string;
	/** Empty: nobody. */
	readonly holder: string;
	readonly transitions: number;
	/** How long the first of the others still takes it for valid, by its own clock; null: nobody looks. */
	readonly leftUs: Microseconds | null;
	/** Who acts as the holder: two of them where one has not noticed. */
	readonly leading: readonly string[];
	readonly candidates: readonly Vital[];
};

/** An identity is the program's name and which of its lives it is. */
function holderName(record: LeaseRecord | undefined): string {
	return record?.holder.replace(/_\d+$/v, '') ?? '';
}

function leasePicture(chain: Chain, leader: ProcessId | null, name: string, ids: readonly ProcessId[]): LeasePicture {
	const {world} = chain.simulation;
	const record = storeIn(chain, leader)?.keys.get(`/leases/${name}`)?.value as LeaseRecord | undefined;
	const running = ids.filter(id => processAt(world, id).status === 'running');
	const elector = (id: ProcessId) => stateOf<ElectedProcess>(world, id).elector;
	const left = (those: readonly ProcessId[]) => those.map(id => validForUs(elector(id), localTime(processAt(world, id), world.now)));
	const others = running.filter(id => !elector(id).leading && elector(id).observed !== null);
	const looking = others.length > 0 ? others : running.filter(id => elector(id).leading);
	return {
		name,
		holder: holderName(record),
		transitions: record?.transitions ?? 0,
		leftUs: looking.length > 0 ? Math.max(0, Math.min(...left(looking))) : null,
		leading: ids.filter(id => processAt(world, id).status !== 'stopped' && elector(id).leading).map(id => processAt(world, id).name),
		candidates: ids.map(id => vitalOf(world, id)),
	};
}

/** Every Lease that somebody leads by. */
export function leasePictures(chain: Chain, leader: ProcessId | null): LeasePicture[] {
	const {schedulers, controllerManagers, kubeVips} = chain.places;
	const all = [['kube-scheduler', schedulers], ['kube-controller-manager', controllerManagers], ['plndr-cp-lock', kubeVips]] as const;
	return all.filter(([, ids]) => ids.length > 0).map(([name, ids]) => leasePicture(chain, leader, name, ids));
}
