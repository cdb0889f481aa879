/** One virtual router as one machine's keepalived.conf has it. Milliseconds; the programs' own words. */
export type VrrpSettings = {
	/** 2 counts whole seconds, adds up to one second whatever the interval, and refuses another's interval; 3 scales with it. */
	readonly version: 2 | 3;
	/** Advertisement_Interval: whole seconds in version 2, steps of 10 ms up to 40,950 in version 3. */
	readonly advertMs: number;
	/** How many adverts must fail to come before a backup waits out its skew (keepalived's down_timer_adverts). */
	readonly downTimerAdverts: number;
	/** False is `nopreempt`; without effect where it starts as master (keepalived clears it, and says so). */
	readonly preempt: boolean;
	/** How long a backup bears a lower one before it preempts: 0 to 1,000,000. */
	readonly preemptDelayMs: number;
	/** How often the holder repeats its gratuitous ARP; 0: never after the second burst. */
	readonly garpMasterRefreshMs: number;
	/** How many packets a burst has. */
	readonly garpRepeat: number;
	/** When the second burst follows the first; 0: it does not. */
	readonly garpDelayMs: number;
	/** Does a script decide whether this machine may hold the address? */
	readonly hasScript: boolean;
	/** 0: a failing script is a FAULT. Above: added while it succeeds. Below: taken away while it fails. -253 to 253. */
	readonly weight: number;
	readonly scriptIntervalMs: number;
	readonly scriptTimeoutMs: number;
	readonly scriptRise: number;
	readonly scriptFall: number;
	/** 1 to 254; 255 is the owner of the address. */
	readonly priority: number;
	/** 1 to 255. */
	readonly virtualRouterId: number;
	readonly startsAs: 'backup' | 'master';
	readonly vip: string;
	/** Version 2's password in the clear; null: none. */
	readonly authPass: string | null;
	/**
	Are adverts for other addresses thrown away? keepalived up to 2.3.2 does (so Debian 12's 2.2.7 and Ubuntu 24.04's 2.2.8); from
	2.3.3 on it only writes a line in its log, and the lower priority loses its address.
	*/
	readonly refusesOtherAddresses: boolean;
};

/** The defaults of keepalived (keepalived.conf(5), vrrp.h), and this planner's two checks for rise and fall where it has one. */
export const defaultVrrpSettings = {
	version: 3,
	advertMs: 1000,
	downTimerAdverts: 3,
	preempt: true,
	preemptDelayMs: 0,
	garpMasterRefreshMs: 0,
	garpRepeat: 5,
	garpDelayMs: 5000,
	hasScript: false,
	weight: 0,
	scriptIntervalMs: 1000,
	scriptTimeoutMs: 1000,
	scriptRise: 2,
	scriptFall: 2,
	priority: 100,
	virtualRouterId: 51,
	startsAs: 'backup',
	authPass: null,
	refusesOtherAddresses: true,
} as const satisfies Omit<VrrpSettings, 'vip'>;

/** The address owner's priority (RFC 9568 §5.2.4): no script lowers it, and nobody preempts it. */
export const ownerPriority = 255;

/** The priority that says: I resign (RFC 9568 §5.2.4). */
export const resigningPriority = 0;

/** The interval as it is advertised: version 2 has whole seconds from 1 to 255, version 3 steps of 10 ms up to 40.95 s. */
export function advertisedMs({version, advertMs}: Pick<VrrpSettings, 'version' | 'advertMs'>): number {
	return version === 2
		? Math.min(255, Math.max(1, Math.round(advertMs / 1000))) * 1000
		: Math.min(4095, Math.max(1, Math.round(advertMs / 10))) * 10;
}
