/** What a check came to; `timed-out` is HAProxy's own verdict. */
export type CheckOutcome = 'passed' | 'failed' | 'refused' | 'timed-out';

/**
What a HAProxy tells of a server, which it names by its place in the backend: first each check that changed its health, `of` being
what full health would be.
*/
export type HealthCheckNote
	= | {readonly kind: 'health-check-result'; readonly server: number; readonly outcome: CheckOutcome; readonly health: number; readonly of: number; readonly isUp: boolean}
		/** `shutdownSessions`: the connections to it are closed now. */
		| {readonly kind: 'health-check-server-down'; readonly server: number; readonly outcome: CheckOutcome; readonly shutdownSessions: boolean}
		| {readonly kind: 'health-check-server-up'; readonly server: number};
