import type {ProcessId} from '../kernel/effects.js';
import type {Microseconds} from '../kernel/time.js';

/** Why an advert was thrown away before the state table saw it. */
export type Refusal = 'version' | 'password' | 'interval' | 'addresses';

/** Why gratuitous ARPs were sent: the takeover's two bursts, those that answer a lower router's advert, the refresh. */
export type GarpReason = 'takeover' | 'takeover-repeat' | 'lower-advert' | 'lower-advert-repeat' | 'refresh';

/** What a keepalived tells of itself. Priorities are the effective ones. */
export type VrrpNote
	= | {readonly kind: 'vrrp-started'; readonly priority: number; readonly hadVip: boolean}
		/** A setting that its start as master takes away (nopreempt, preempt_delay). */
		| {readonly kind: 'vrrp-setting-cleared'; readonly setting: 'nopreempt' | 'preempt_delay'}
		| {readonly kind: 'vrrp-became-active'; readonly priority: number; readonly why: 'down-timer' | 'address-owner'; readonly waitedUs: Microseconds}
		/** `from` and `theirs`: whose advert it was, and its priority; -1 where it was none. */
		| {readonly kind: 'vrrp-became-backup'; readonly priority: number; readonly why: 'started' | 'recovered' | 'higher-priority' | 'higher-address'; readonly from: ProcessId; readonly theirs: number; readonly waitsUs: Microseconds}
		| {readonly kind: 'vrrp-entered-fault'; readonly why: 'script' | 'link' | 'script-unknown'; readonly heldVip: boolean}
		/** It sent priority 0 and took the VIP from its machine. */
		| {readonly kind: 'vrrp-resigned'; readonly why: 'stopped' | 'fault'}
		| {readonly kind: 'vrrp-stopped'}
		| {readonly kind: 'vrrp-heard-resignation'; readonly from: ProcessId; readonly waitsUs: Microseconds}
		/** A backup lets its timer run on though an advert came: it means to take over from a lower one. */
		| {readonly kind: 'vrrp-ignored-lower'; readonly from: ProcessId; readonly theirs: number; readonly priority: number; readonly leftUs: Microseconds}
		| {readonly kind: 'vrrp-preempt-delay'; readonly state: 'began' | 'dropped'; readonly delayUs: Microseconds}
		/** An active router heard a lower one, and advertises and sends gratuitous ARPs at once. */
		| {readonly kind: 'vrrp-outranks'; readonly from: ProcessId; readonly theirs: number; readonly priority: number}
		| {readonly kind: 'vrrp-refused-advert'; readonly from: ProcessId; readonly why: Refusal}
		| {readonly kind: 'vrrp-adopted-interval'; readonly fromUs: Microseconds; readonly toUs: Microseconds}
		/** `first`: the first of this takeover, from which on the VIP's traffic comes here. */
		| {readonly kind: 'vrrp-gratuitous-arp'; readonly vip: string; readonly why: GarpReason; readonly count: number; readonly first: boolean}
		| {readonly kind: 'vrrp-script'; readonly result: 'succeeds' | 'fails'}
		| {readonly kind: 'vrrp-priority-changed'; readonly before: number; readonly after: number}
		| {readonly kind: 'vrrp-link'; readonly up: boolean};
