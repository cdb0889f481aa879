import type {ProcessId} from '../kernel/effects.js';
import {seconds} from '../kernel/time.js';
import type {Elector} from '../lease/state.js';
import {electedBehaviour} from './elected-process.js';

/** Kube-vip in ARP mode for the control plane: whoever holds the Lease has the VIP. */
export type KubeVipProcess = {
	readonly elector: Elector;
	readonly vip: string;
	/** Who hears its gratuitous ARPs. */
	readonly listeners: readonly ProcessId[];
	/** Does its machine have the VIP? A kube-vip that is killed leaves it there. */
	holdsVip: boolean;
	/** Does the running program believe that it holds it? */
	isActive: boolean;
};

export function newKubeVipProcess(elector: Elector, vip: string, listeners: readonly ProcessId[]): KubeVipProcess {
	return {elector, vip, listeners, holdsVip: false, isActive: false};
}

/** Kube-vip repeats its gratuitous ARP every three seconds (vip_arpRate's default). */
const arpPeriodUs = seconds(3);

export const kubeVipBehaviour = electedBehaviour<KubeVipProcess>({
	afterStep(state, effects) {
		const {leading} = state.elector;
		if (leading && !state.isActive) {
			state.isActive = true;
			state.holdsVip = true;
			effects.note({kind: 'kube-vip-took', vip: state.vip});
			announce(state, effects);
		} else if (!leading && state.isActive) {
			state.isActive = false;
			state.holdsVip = false;
			effects.stopTimer('kube-vip-arp');
			effects.note({kind: 'kube-vip-dropped', vip: state.vip});
		} else if (!leading && state.holdsVip && state.elector.phase === 'acquiring') {
			// What an earlier one left on the interface: a candidate takes it away.
			state.holdsVip = false;
		}
	},
	fireRest(state, timer, effects) {
		if (timer === 'kube-vip-arp' && state.isActive) {
			announce(state, effects);
		}
	},
	copyRest: ({vip, listeners, holdsVip, isActive}) => ({vip, listeners, holdsVip, isActive}),
	dieRest(state) {
		state.isActive = false;
	},
});

type Announcing = Parameters<NonNullable<typeof kubeVipBehaviour.start>>[1];

function announce({vip, listeners}: KubeVipProcess, effects: Announcing): void {
	for (const listener of listeners) {
		effects.sendDatagram(listener, {kind: 'gratuitous-arp', vip});
	}

	effects.startTimer('kube-vip-arp', arpPeriodUs);
}
