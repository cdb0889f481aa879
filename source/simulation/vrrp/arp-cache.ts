import type {ProcessId} from '../kernel/effects.js';
import {between, type Random} from '../kernel/random.js';
import type {Microseconds} from '../kernel/time.js';

/** How a neighbour's ARP cache ages. */
export type ArpSettings = {
	/** How long an entry counts as good without a word from its holder: Linux draws each cache's own from half to one and a half times this. */
	readonly baseReachableMs: number;
	/** How long a doubtful entry is used before its holder is asked; null: for as long as it lives, as routers do. */
	readonly delayMs: number | null;
	/** The wait between two questions, and after the last. */
	readonly retransmitMs: number;
	/** How often the holder alone is asked, before everybody is. */
	readonly unicastProbes: number;
	/** When an entry is dropped, however good; null: never by age. */
	readonly maximumMs: number | null;
};

/** A Linux machine: arp(7) and ip-sysctl, base_reachable_time_ms, delay_first_probe_time, retrans_time_ms, ucast_solicit. */
export const linuxArpSettings: ArpSettings = {baseReachableMs: 30_000, delayMs: 5000, retransmitMs: 1000, unicastProbes: 3, maximumMs: null};

/** A router between the clients and the wire: it keeps what it learnt for four hours (Cisco IOS, arp timeout). */
export const routerArpSettings: ArpSettings = {baseReachableMs: 14_400_000, delayMs: null, retransmitMs: 1000, unicastProbes: 0, maximumMs: 14_400_000};

/** Linux's names (RFC 4861 §7.3.2): `stale` has not been confirmed of late, `delay` and `probe` are on their way to being dropped. */
type ArpEntry = {
	readonly vip: string;
	/** -1 while nobody has answered. */
	holder: ProcessId;
	state: 'incomplete' | 'reachable' | 'stale' | 'delay' | 'probe';
	/** When it was made, when `delay` or `probe` began. */
	sinceUs: Microseconds;
	/** When traffic or an answer last showed that the holder is there. */
	confirmedUs: Microseconds;
	/** When it last changed its holder; another answer within a second is not heard (locktime). */
	updatedUs: Microseconds;
	/** When it was last used. */
	usedUs: Microseconds;
	asked: number;
	askedUs: Microseconds;
};

/** The ARP cache of one client. Changed in place. */
export type ArpCache = {readonly settings: ArpSettings; readonly reachableUs: Microseconds; readonly entries: ArpEntry[]};

/** Where a packet goes (`holder`, -1: nowhere yet), and who is to be asked who has the VIP now: nobody, that holder, or everybody. */
export type ArpAnswer = {readonly holder: ProcessId; readonly ask: 'nobody' | 'holder' | 'everybody'};

const lockUs = 1_000_000;

export function newArpCache(settings: ArpSettings, random: Random): ArpCache {
	const baseUs = settings.baseReachableMs * 1000;
	return {settings, reachableUs: settings.delayMs === null ? baseUs : between(random, Math.floor(baseUs / 2), Math.floor(baseUs * 3 / 2)), entries: []};
}

/** A copy that shares nothing with the original that either would change. */
export function copyArpCache({settings, reachableUs, entries}: ArpCache): ArpCache {
	return {settings, reachableUs, entries: entries.map(entry => ({...entry}))};
}

function entryOf(cache: ArpCache, vip: string): ArpEntry | undefined {
	return cache.entries.find(entry => entry.vip === vip);
}

/** What has happened to an entry by itself since it was last looked at. */
function age({settings: {delayMs, maximumMs, retransmitMs, unicastProbes}, reachableUs}: ArpCache, entry: ArpEntry, now: Microseconds): void {
	const goodUntil = entry.confirmedUs + reachableUs;
	if (entry.state === 'reachable' && delayMs !== null && now > goodUntil) {
		// What was in use a moment before goes straight into doubt; the rest waits for its next use (Linux neighbour.c, neigh_timer_handler).
		const wasInUse = goodUntil <= entry.usedUs + (delayMs * 1000);
		entry.state = wasInUse ? 'delay' : 'stale';
		entry.sinceUs = goodUntil;
	}

	if (entry.state === 'stale' && delayMs !== null) {
		entry.state = 'delay';
		entry.sinceUs = now;
	}

	if (entry.state === 'delay' && delayMs !== null && now > entry.sinceUs + (delayMs * 1000)) {
		entry.state = 'probe';
		entry.sinceUs += delayMs * 1000;
		entry.asked = 0;
	}

	const isTooOld = maximumMs !== null && now > Math.max(entry.confirmedUs, entry.updatedUs) + (maximumMs * 1000);
	if ((entry.state === 'probe' && now >= entry.sinceUs + (unicastProbes * retransmitMs * 1000)) || (isTooOld && entry.state !== 'incomplete')) {
		entry.state = 'incomplete';
		entry.holder = -1;
		entry.asked = 0;
	}
}

/** A packet is to go to the VIP: where to, and who is to be asked. */
export function lookUp(cache: ArpCache, vip: string, now: Microseconds): ArpAnswer {
	let entry = entryOf(cache, vip);
	if (entry === undefined) {
		entry = {vip, holder: -1, state: 'incomplete', sinceUs: now, confirmedUs: now, updatedUs: -lockUs - 1, usedUs: now, asked: 0, askedUs: now};
		cache.entries.push(entry);
	}

	age(cache, entry, now);
	entry.usedUs = now;
	const retransmitUs = cache.settings.retransmitMs * 1000;
	if (entry.state === 'incomplete') {
		const ask = entry.asked === 0 || now >= entry.askedUs + retransmitUs ? 'everybody' : 'nobody';
		if (ask === 'everybody') {
			entry.asked++;
			entry.askedUs = now;
		}

		return {holder: -1, ask};
	}

	if (entry.state === 'probe' && now >= entry.sinceUs + (entry.asked * retransmitUs)) {
		entry.asked++;
		return {holder: entry.holder, ask: 'holder'};
	}

	return {holder: entry.holder, ask: 'nobody'};
}

/** A gratuitous ARP comes: it changes what is known, and adds nothing (Linux arp.c; arp_accept is 0). */
export function learnArp(cache: ArpCache, vip: string, holder: ProcessId, now: Microseconds): void {
	const entry = entryOf(cache, vip);
	if (entry !== undefined && entry.holder !== holder) {
		entry.holder = holder;
		entry.state = cache.settings.delayMs === null ? 'reachable' : 'stale';
		entry.updatedUs = now;
	}
}

/** A machine answers who was asked: of two answers within a second the first counts. */
export function arpAnswered(cache: ArpCache, vip: string, holder: ProcessId, now: Microseconds): void {
	const entry = entryOf(cache, vip);
	if (entry === undefined || (entry.holder !== holder && entry.holder !== -1 && now <= entry.updatedUs + lockUs)) {
		return;
	}

	entry.updatedUs = entry.holder === holder ? entry.updatedUs : now;
	entry.holder = holder;
	entry.state = 'reachable';
	entry.confirmedUs = now;
}

/** An answer to what was sent came back: the entry is good (TCP's forward progress, RFC 4861 §7.3.1). */
export function confirmArp(cache: ArpCache, vip: string, now: Microseconds): void {
	const entry = entryOf(cache, vip);
	if (entry !== undefined && cache.settings.delayMs !== null && entry.state !== 'incomplete') {
		entry.confirmedUs = now;
		entry.state = entry.state === 'delay' || entry.state === 'reachable' ? 'reachable' : entry.state;
	}
}
