import type {Microseconds} from '../kernel/time.js';

/** An advertisement (RFC 9568 §5.1; version 2: RFC 3768 §5.1), sent as a datagram to each peer. */
export type VrrpAdvert = {
	readonly kind: 'vrrp-advert';
	readonly version: 2 | 3;
	readonly virtualRouterId: number;
	/** 0: it resigns. */
	readonly priority: number;
	/** The sender's own interval. */
	readonly advertUs: Microseconds;
	/** The sender's own address as a number: the higher one wins where priorities are equal. */
	readonly address: number;
	readonly vip: string;
	readonly authPass: string | null;
};

/** An ARP request for the VIP that asks nobody: it tells everybody on the wire which machine has it (RFC 5227 §3). */
export type GratuitousArp = {readonly kind: 'gratuitous-arp'; readonly vip: string};

export type VrrpMessage = VrrpAdvert | GratuitousArp;
