import {linkOf, type Link} from '../kernel/network.js';
import type {Chain} from './chain.js';
import type {FaultDeed} from './fault.js';
import {machinesOf} from './resolve-target.js';

type LinkDeed = Extract<FaultDeed, {verb: 'cut' | 'heal' | 'delay' | 'lose'}>;

function change(link: Link, deed: LinkDeed): void {
	switch (deed.verb) {
		case 'cut':
		case 'heal': {
			link.cut = deed.verb === 'cut';
			break;
		}

		case 'delay': {
			link.delayUs = deed.byUs;
			break;
		}

		case 'lose': {
			link.loss = deed.percent / 100;
		}
	}
}

/** To the links between machines. What a link is set to stays until it is set anew; `heal` takes cuts away, and nothing else. */
export function inflictOnLinks(chain: Chain, deed: LinkDeed): void {
	const {network} = chain.simulation.world;
	if (deed.verb === 'heal' && deed.from.length === 0) {
		for (const link of network.links) {
			link.cut = false;
		}

		return;
	}

	const firstSide = machinesOf(chain, deed.from, []);
	const to = machinesOf(chain, deed.to, firstSide);
	const from = deed.from.includes('rest') ? machinesOf(chain, deed.from, to) : firstSide;
	for (const left of from) {
		for (const right of to) {
			if (left === right) {
				continue;
			}

			change(linkOf(network, left, right), deed);
			if (!deed.oneWay) {
				change(linkOf(network, right, left), deed);
			}
		}
	}
}
