/** One election by a Lease, as client-go's LeaderElectionConfig has it. Milliseconds. */
export type LeaseSettings = {
	/** How long others leave a record alone after they saw it change. The record holds it in whole seconds, rounded down. */
	readonly durationMs: number;
	/** How long a leader goes on trying to renew before it gives up. */
	readonly renewDeadlineMs: number;
	/** How long everybody waits between two tries. */
	readonly retryPeriodMs: number;
	/** Is the record emptied when the leader is told to stop, or has lost? */
	readonly releaseOnCancel: boolean;
	/** How much longer, as a share of the period, a candidate's wait can get: it is drawn anew each time. */
	readonly jitterFactor: number;
};

/** The defaults of component-base, which the scheduler and the controller manager take (leader-elect flags). */
const componentDefaults = {durationMs: 15_000, renewDeadlineMs: 10_000, retryPeriodMs: 2000, jitterFactor: 1.2} as const;

/** The scheduler's: on SIGTERM it releases its Lease (kubernetes PR #100305; cmd/kube-scheduler/app/options/options.go). */
export const schedulerLeaseSettings: LeaseSettings = {...componentDefaults, releaseOnCancel: true};

/**
The controller manager's: SIGTERM ends it at once, and its Lease has to expire, unless the feature gate
ControllerManagerReleaseLeaderElectionLockOnExit is on (alpha and off in 1.36, kubernetes PR #136279 and KEP-5366).
*/
export const controllerManagerLeaseSettings: LeaseSettings = {...componentDefaults, releaseOnCancel: false};

/** For kube-vip, with the times of kubeadm's sample manifest; its own defaults are the components'. It releases when it is stopped. */
export const kubeVipLeaseSettings: LeaseSettings = {durationMs: 5000, renewDeadlineMs: 3000, retryPeriodMs: 1000, jitterFactor: 1.2, releaseOnCancel: true};

export const defaultLeaseSettings = schedulerLeaseSettings;

/** With anything else client-go refuses to start (NewLeaderElector). */
export function areSoundLeaseSettings({durationMs, renewDeadlineMs, retryPeriodMs, jitterFactor}: LeaseSettings): boolean {
	return retryPeriodMs > 0 && renewDeadlineMs > retryPeriodMs * jitterFactor && durationMs > renewDeadlineMs;
}

/**
How long one request may take: half the renew deadline, at least a second, so that a single request that hangs does not lose the
lead (resourcelock.NewFromKubeconfig).
*/
export function requestTimeoutMs({renewDeadlineMs}: LeaseSettings): number {
	return Math.max(1000, renewDeadlineMs / 2);
}

/**
How much sooner a leader that hears nothing gives up than another one may take over, by clocks that run alike and with answers that
take no time: 3 s with the components' defaults. Slow answers, unequal clocks and pauses eat it up.
*/
export function leaseMarginMs({durationMs, renewDeadlineMs, retryPeriodMs}: LeaseSettings): number {
	return (Math.floor(durationMs / 1000) * 1000) - renewDeadlineMs - retryPeriodMs;
}
