import type {Layout, Machine} from '../model/plan.js';
import type {Role} from '../model/vocabulary.js';
import type {Candidate} from './candidate.js';
import {quorumOf} from './quorum.js';
import type {Seat, Seats} from './seats.js';
import {nameOfZone} from './zones.js';

/** 8443 where HAProxy listens on the control planes themselves, since their apiservers hold 6443 on every address; else 6443. */
export function endpointPort(kind: Candidate['kind']): number {
	return kind === 'keepalived' ? 8443 : 6443;
}

function nameOf({number}: Pick<Seat, 'number'>): string {
	return `node-${number}`;
}

/** The machines that hold the endpoint; none where it needs no machine of the plan. */
function holdersOf(candidate: Candidate, controlPlanes: readonly string[], loadBalancers: readonly string[]): readonly string[] {
	if (candidate.kind === 'dedicated') {
		return loadBalancers;
	}

	return candidate.kind === 'keepalived' || candidate.kind === 'kube-vip' ? controlPlanes : [];
}

/** What is said about machines that is in no candidate. */
export type Details = {
	readonly addresses?: readonly string[] | undefined;
	readonly host: string | null;
	readonly vip: string | null;
	readonly virtualRouterId: number | null;
};

const noDetails: Details = {host: null, vip: null, virtualRouterId: null};

/** Everything of a layout but the machines that only run workloads. The lists are in name order. */
export function roleLayoutOf(candidate: Candidate, {roles: {voters, controlPlanes, loadBalancers}}: Seats, details: Details = noDetails): Layout {
	const members = voters.map(seat => nameOf(seat));
	const apiservers = candidate.topology === 'external' ? controlPlanes : voters;
	const serving = apiservers.map(seat => nameOf(seat));
	const holders = holdersOf(candidate, serving, loadBalancers.map(seat => nameOf(seat)));
	const isVoter = new Set(members);
	const isControlPlane = new Set(serving);
	const isHolder = new Set(holders);
	const rolesOf = (name: string): Role[] => [
		...(isControlPlane.has(name) ? ['control-plane' as const] : []),
		...(isVoter.has(name) ? ['etcd' as const] : []),
		...(isHolder.has(name) ? ['load-balancer' as const] : []),
	];
	const seats = [...voters, ...controlPlanes, ...loadBalancers].sort((a, b) => a.number - b.number);
	return {
		topology: candidate.topology,
		machines: seats.map(seat => ({
			name: nameOf(seat),
			address: details.addresses?.[seat.number - 1] ?? null,
			zone: nameOfZone(candidate.zones, seat.zone),
			host: null,
			roles: rolesOf(nameOf(seat)),
		})),
		etcd: {members, quorum: quorumOf(members.length)},
		controlPlane: {
			machines: serving,
			endpoint: {host: details.host, port: endpointPort(candidate.kind)},
			schedulable: candidate.schedulable,
		},
		loadBalancer: {
			kind: candidate.kind, machines: [...holders], vip: details.vip, virtualRouterId: details.virtualRouterId,
		},
	};
}

/** The whole layout: every machine there is, in name order. */
export function layoutOf(candidate: Candidate, seats: Seats, details: Details): Layout {
	const layout = roleLayoutOf(candidate, seats, details);
	const {zones} = candidate;
	const machines: Machine[] = [];
	let next = 0;
	let number = 1;
	for (const [index, size] of zones.sizes.entries()) {
		const zone = nameOfZone(zones, index);
		for (const last = number + size; number < last; number++) {
			const name = nameOf({number});
			const withRole = layout.machines[next];
			if (withRole?.name === name) {
				machines.push(withRole);
				next++;
			} else {
				machines.push({
					name, address: details.addresses?.[number - 1] ?? null, zone, host: null, roles: ['worker'],
				});
			}
		}
	}

	return {...layout, machines};
}
