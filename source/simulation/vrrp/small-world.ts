import {linkOf, calmNetwork} from '../kernel/network.js';
import {newMachine, newWorld} from '../kernel/new-world.js';
import {between, seededRandom} from '../kernel/random.js';
import {effectsFor, end, freeze, simulationOf, start, stop, thaw, type Simulation} from '../kernel/simulation.js';
import {milliseconds} from '../kernel/time.js';
import type {Process, World} from '../kernel/world.js';
import {linuxArpSettings, newArpCache, type ArpSettings} from './arp-cache.js';
import type {VrrpNote} from './notes.js';
import {defaultVrrpSettings, type VrrpSettings} from './settings.js';
import {clientOf, router, vip, type Client, type Router, type RouterAct, type SmallMessage} from './small-processes.js';
import {newInstance, type VrrpInstance} from './state.js';
import {linkChanged} from './track.js';

/** A few routers and one client on one wire: what the tests and the sweeps of this room run. */
export type SmallWorld = {
	readonly simulation: Simulation<SmallMessage, VrrpNote>;
	readonly instances: readonly VrrpInstance[];
	readonly client: Client;
};

function perform(simulation: Simulation<SmallMessage, VrrpNote>, act: SmallMessage): void {
	const {world} = simulation;
	if (act.kind === 'cut' || act.kind === 'heal') {
		for (const from of act.from) {
			for (const to of act.to) {
				linkOf(world.network, from, to).cut = act.kind === 'cut';
			}
		}
	} else if (act.kind === 'network') {
		for (const link of world.network.links) {
			link.loss = act.loss;
			link.duplicate = act.duplicate;
			link.reorder = act.reorder;
		}
	} else if ('router' in act) {
		performOn(simulation, act.kind, act.router);
	}
}

function performOn(simulation: Simulation<SmallMessage, VrrpNote>, kind: RouterAct['kind'], id: number): void {
	const process = simulation.world.processes[id]!;
	const state = process.state as Router;
	switch (kind) {
		case 'kill': {
			end(simulation, id);
			break;
		}

		case 'stop': {
			stop(simulation, id);
			break;
		}

		case 'start': {
			start(simulation, id);
			break;
		}

		case 'freeze': {
			freeze(simulation, id);
			break;
		}

		case 'thaw': {
			thaw(simulation, id);
			break;
		}

		case 'link-down':
		case 'link-up': {
			// Nothing leaves or reaches a machine without a carrier; the program hears of it by itself.
			for (let other = 0; other < simulation.world.network.machines; other++) {
				if (other !== id) {
					linkOf(simulation.world.network, id, other).cut = kind === 'link-down';
					linkOf(simulation.world.network, other, id).cut = kind === 'link-down';
				}
			}

			linkChanged(state.instance, kind === 'link-up', effectsFor(simulation, process));
			break;
		}

		case 'script-fails':
		case 'script-succeeds': {
			state.scriptSucceeds = kind === 'script-succeeds';
		}
	}
}

/** One router of a small world: what differs from the defaults, and whom it sends to. */
export type SmallRouter = Partial<VrrpSettings> & {readonly peers?: readonly number[]; readonly address?: number};

/**
A small world, started: by default in the middle of a quiet life, whose holder is the router of the highest priority (the first of
equals) and has sent its last advert at a moment drawn from the seed.
@param options.cold Every program starts now instead.
@param options.askMs How often the client asks through the VIP.
*/
export function smallWorld(seed: number, routers: readonly SmallRouter[], {cold = false, arp = linuxArpSettings, askMs = 50}: {readonly cold?: boolean; readonly arp?: ArpSettings; readonly askMs?: number} = {}): SmallWorld {
	const ids = routers.map((_, index) => index);
	const instances = routers.map(({peers, address, ...settings}, self) => newInstance({...defaultVrrpSettings, vip, ...settings}, {
		self,
		peers: peers ?? ids.filter(id => id !== self),
		listeners: [routers.length],
		address: address ?? 10 + self,
	}));
	const highest = Math.max(...instances.map(({settings}) => settings.priority));
	const holder = instances.findIndex(({settings}) => settings.priority === highest);
	const agoUs = between(seededRandom(seed, 'phase'), 0, instances[holder]!.advertUs);
	const client: Client = {cache: newArpCache(arp, seededRandom(seed, 'arp')), askUs: milliseconds(askMs), answeredUs: 0};
	const world = newWorld<SmallMessage>({
		seed,
		machines: [...ids, routers.length].map(id => newMachine(`node-${id}`)),
		programs: [
			...instances.map((instance, id) => ({
				name: `keepalived-${id}`, kind: 'keepalived', machine: id,
				state: {instance, scriptSucceeds: true, warm: cold ? undefined : {isActive: id === holder, agoUs}, hasStarted: false} satisfies Router,
			})),
			{name: `client-${routers.length}`, kind: 'client', machine: routers.length, state: client},
		],
		network: calmNetwork(routers.length + 1, {delayUs: milliseconds(1), jitter: 0.5}),
	});
	const simulation = simulationOf<SmallMessage, VrrpNote>({
		world,
		behaviours: new Map<string, unknown>([['keepalived', router], ['client', clientOf(routers.length)]]) as Simulation<SmallMessage, VrrpNote>['behaviours'],
		perform,
	});
	for (const {id} of world.processes) {
		start(simulation, id);
	}

	return {simulation, instances, client};
}
