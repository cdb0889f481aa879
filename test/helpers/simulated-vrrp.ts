import {milliseconds} from '../../source/simulation/kernel/time.js';
import {act, holders, isTakeover, run, watchedWorld} from '../simulation/vrrp/watching.js';
import {quickVrrp, type VrrpExperiment, type VrrpRouter} from './vrrp-experiment.js';

const longestMs = 20_000;

/** The experiment in the simulator, its programs just started. */
export function simulatedVrrp(routers: readonly VrrpRouter[], seed = 1): VrrpExperiment {
	const world = watchedWorld(seed, routers.map(router => ({...quickVrrp, ...router})), {cold: true});
	const {world: inside} = world.simulation;
	const now = (): number => inside.now / 1000;
	const advance = (ms: number) => {
		run(world, inside.now + milliseconds(ms));
	};

	const until = (what: string, isTrue: () => boolean) => {
		for (let waited = 0; !isTrue(); waited++) {
			if (waited > longestMs) {
				throw new Error(`${what}: not within ${longestMs} ms`);
			}

			advance(1);
		}
	};

	const others = (router: number) => routers.flatMap((_, other) => other === router ? [] : [other]);
	const found = (router: number, fromMs: number, fits: typeof isTakeover) => world.told.find(each => each.router === router && each.at >= fromMs * 1000 && fits(each));
	return {
		holders: async () => holders(world),
		async untilHolders(...wanted) {
			until(`holders ${wanted.join(', ')}`, () => holders(world).join(',') === wanted.join(','));
		},
		async taken(router, fromMs) {
			until(`router ${router} takes the VIP`, () => found(router, fromMs, isTakeover) !== undefined);
			return found(router, fromMs, isTakeover)!.at / 1000;
		},
		given(router, fromMs) {
			const given = found(router, fromMs, ({note}) => note.kind === 'vrrp-resigned' || note.kind === 'vrrp-became-backup');
			return given === undefined ? undefined : given.at / 1000;
		},
		async act(what, router) {
			act(world, inside.now, what === 'deafen' || what === 'undeafen' ? {kind: what === 'deafen' ? 'cut' : 'heal', from: others(router), to: [router]} : {kind: what, router});
			const at = now();
			advance(0);
			return at;
		},
		async wait(ms) {
			advance(ms);
		},
		clientGoesTo: async () => world.client.cache.entries[0]?.holder ?? -1,
		refusedAddresses: router => world.told.filter(each => each.router === router && each.note.kind === 'vrrp-refused-advert' && each.note.why === 'addresses').length,
	};
}
