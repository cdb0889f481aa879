import type {Effects, ProcessId} from '../kernel/effects.js';
import {seededRandom} from '../kernel/random.js';
import type {GratuitousArp} from '../vrrp/messages.js';
import {arpAnswered, confirmArp, copyArpCache, learnArp, lookUp, newArpCache, type ArpCache, type ArpSettings} from '../vrrp/arp-cache.js';
import type {ArpMessage} from './messages.js';

/** What a client's machine knows of the VIP: its ARP cache, and what stands behind each holder. */
export type VipTable = {
	readonly vip: string;
	readonly cache: ArpCache;
	/** Every machine's own network stack that could hold the VIP. */
	readonly hosts: readonly ProcessId[];
	/** For each who can hold the VIP (a keepalived, a kube-vip): its machine's network stack, and what listens there. */
	readonly behind: ReadonlyMap<ProcessId, {readonly host: ProcessId; readonly listener: ProcessId}>;
};

/** An empty table; the cache's own reachable time comes from the seed and the client's name. */
export function newVipTable(seed: number, name: string, {arp, ...places}: Pick<VipTable, 'vip' | 'hosts' | 'behind'> & {readonly arp: ArpSettings}): VipTable {
	return {...places, cache: newArpCache(arp, seededRandom(seed, `arp/${name}`))};
}

/** A copy that shares only what never changes. */
export function copyVipTable(table: VipTable): VipTable {
	return {...table, cache: copyArpCache(table.cache)};
}

/** Which program a packet to the VIP goes to; null while nobody is known. Asks on the wire where Linux would. */
export function vipListener<Message, Note>(table: VipTable, effects: Effects<Message | ArpMessage, Note>): ProcessId | null {
	const {holder, ask} = lookUp(table.cache, table.vip, effects.localNow);
	const asked = ask === 'nobody' ? [] : (ask === 'everybody' ? table.hosts : [table.behind.get(holder)!.host]);
	for (const host of asked) {
		effects.sendDatagram(host, {kind: 'arp-request', vip: table.vip});
	}

	return holder < 0 ? null : table.behind.get(holder)!.listener;
}

/** ARP on the wire; false where the message is none. */
export function receiveArp<Message, Note>(table: VipTable, from: ProcessId, message: {readonly kind: string}, effects: Effects<Message, Note>): boolean {
	if (message.kind === 'gratuitous-arp') {
		learnArp(table.cache, (message as GratuitousArp).vip, from, effects.localNow);
	} else if (message.kind === 'arp-answer') {
		const {vip, holder} = message as Extract<ArpMessage, {kind: 'arp-answer'}>;
		arpAnswered(table.cache, vip, holder, effects.localNow);
	} else {
		return false;
	}

	return true;
}

/** Something came back from the VIP. */
export function vipAnswered<Message, Note>(table: VipTable, effects: Effects<Message, Note>): void {
	confirmArp(table.cache, table.vip, effects.localNow);
}
