import type {ProcessId} from '../kernel/effects.js';
import type {HealthCheckMessage} from '../health-check/messages.js';
import type {LeaseMessage} from '../lease/messages.js';
import type {VrrpMessage} from '../vrrp/messages.js';
import type {ApiRequest, ApiResponse, Monitor, Proxied} from './api.js';
import type {EtcdMessage} from './etcd/messages.js';

/** "Who has this address?", and the machine that has it answers; `holder`: what stands for that machine in ARP caches. */
export type ArpMessage
	= | {readonly kind: 'arp-request'; readonly vip: string}
		| {readonly kind: 'arp-answer'; readonly vip: string; readonly holder: ProcessId};

/** An operator's command reaches the program it is meant for. */
export type OperatorMessage = {readonly kind: 'operate'; readonly command: readonly string[]};

/** Everything that is sent in a control plane. */
export type ChainMessage
	= | EtcdMessage | VrrpMessage | HealthCheckMessage | LeaseMessage | ApiRequest | ApiResponse | Proxied<ApiRequest | ApiResponse> | Monitor | ArpMessage | OperatorMessage;
