import type {HealthCheckSettings} from '../health-check/settings.js';
import type {LeaseSettings} from '../lease/settings.js';
import {defaultNodeSettings, type NodeSettings} from '../node-lifecycle/settings.js';
import {defaultVrrpSettings, type VrrpSettings} from '../vrrp/settings.js';
import {defaultEtcdSettings, type EtcdSettings} from './etcd/settings.js';
import type {Settings} from './settings.js';

/** The settings as etcd's room words them. */
export function etcdSettingsOf(settings: Settings): EtcdSettings {
	return {
		...defaultEtcdSettings,
		heartbeatMs: settings['etcd.heartbeatMs'],
		electionMs: settings['etcd.electionMs'],
		preVote: settings['etcd.preVote'],
		checkQuorum: settings['etcd.checkQuorum'],
		strictReconfigCheck: settings['etcd.strictReconfigCheck'],
		addMemberCheck: settings['etcd.addMemberCheck'],
		quotaBytes: settings['etcd.quotaBytes'],
	};
}

/** The settings as the health checks' room words them; the time to connect is this project's own haproxy.cfg's. */
export function healthCheckSettingsOf(settings: Settings): HealthCheckSettings {
	return {
		interMs: settings['healthCheck.interMs'],
		fastinterMs: settings['healthCheck.fastinterMs'],
		downinterMs: settings['healthCheck.downinterMs'],
		rise: settings['healthCheck.rise'],
		fall: settings['healthCheck.fall'],
		timeoutConnectMs: 2000,
		timeoutCheckMs: settings['healthCheck.timeoutCheckMs'],
		shutdownSessions: settings['healthCheck.shutdownSessions'],
	};
}

/** The settings over a program's own (whether it releases its Lease is the program's). */
export function leaseSettingsOf(base: LeaseSettings, settings: Settings): LeaseSettings {
	return {...base, durationMs: settings['lease.durationMs'], renewDeadlineMs: settings['lease.renewDeadlineMs'], retryPeriodMs: settings['lease.retryPeriodMs']};
}

/** The settings as the nodes' room words them. */
export function nodeSettingsOf(settings: Settings): NodeSettings {
	return {...defaultNodeSettings, graceMs: settings['node.graceMs'], monitorMs: settings['node.monitorMs'], tolerationS: settings['node.tolerationS']};
}

/** The settings of one machine's keepalived. @param place.index Its place among the load balancers, from 0. */
export function vrrpSettingsOf(settings: Settings, {index, hasScript, vip}: {readonly index: number; readonly hasScript: boolean; readonly vip: string}): VrrpSettings {
	const priorities = settings['vrrp.priorities'];
	return {
		...defaultVrrpSettings,
		version: settings['vrrp.version'] as 2 | 3,
		advertMs: settings['vrrp.advertMs'],
		downTimerAdverts: settings['vrrp.downTimerAdverts'],
		preempt: settings['vrrp.preempt'],
		garpMasterRefreshMs: settings['vrrp.garpMasterRefreshMs'],
		weight: settings['vrrp.weight'],
		hasScript,
		// More machines than priorities go on downwards, as this project's own keepalived.conf does.
		priority: priorities[index] ?? Math.max(1, priorities.at(-1)! - (index - priorities.length + 1)),
		vip,
	};
}
