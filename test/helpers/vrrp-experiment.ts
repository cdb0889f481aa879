import type {SmallRouter} from '../../source/simulation/vrrp/small-world.js';

/** Routers on one wire, with a client; simulated or real. Routers count from 0; times in milliseconds from any one moment on. */
export type VrrpExperiment = {
	/** Who has its VIP on its machine. */
	readonly holders: () => Promise<readonly number[]>;
	/** Waits until exactly these have it. */
	readonly untilHolders: (...wanted: readonly number[]) => Promise<void>;
	/** When a router took the VIP, at or after this time; waits for it. */
	readonly taken: (router: number, fromMs: number) => Promise<number>;
	/** When a router gave the VIP up, at or after this time; undefined: it has not. */
	readonly given: (router: number, fromMs: number) => number | undefined;
	/** Each gives when it happened. `deafen`: a router hears no other's adverts any more. */
	readonly act: (what: 'kill' | 'stop' | 'start' | 'freeze' | 'link-down' | 'link-up' | 'script-fails' | 'script-succeeds' | 'deafen' | 'undeafen', router: number) => Promise<number>;
	readonly wait: (ms: number) => Promise<void>;
	/** Whose machine the client's ARP cache takes the VIP for; -1: nobody's. */
	readonly clientGoesTo: () => Promise<number>;
	/** How many times a router has thrown an advert away because it is for other addresses. */
	readonly refusedAddresses: (router: number) => number;
};

/** One router: what the simulator is told, from which the real configuration is written as well. */
export type VrrpRouter = SmallRouter & {readonly priority: number};

/** VRRPv3 at 0.2 s, so that a test is quick. Scripts run once a second, which keepalived cannot do faster. */
export const quickVrrp = {version: 3, advertMs: 200, garpDelayMs: 1000, scriptIntervalMs: 1000, scriptRise: 1, scriptFall: 1} as const;
