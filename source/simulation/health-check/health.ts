/** A server's health: 0 to rise + fall - 1; UP from `rise` on. */
export type Thresholds = {readonly rise: number; readonly fall: number};

/** The best there is: `fall` failures away from DOWN. */
export function fullHealth({rise, fall}: Thresholds): number {
	return rise + fall - 1;
}

/** UP from `rise` on (check.c, check_notify_failure and check_notify_success). */
export function isUpAt(health: number, {rise}: Thresholds): boolean {
	return health >= rise;
}

/** After a failed check: one less; below `rise` nothing is left, and any climb is lost (check.c, set_server_check_status). */
export function healthAfterFailure(health: number, {rise}: Thresholds): number {
	return health - 1 < rise ? 0 : health - 1;
}

/** After a passed check: one more; from `rise` on it is full again, so that one success forgives all failures. */
export function healthAfterPass(health: number, thresholds: Thresholds): number {
	return health + 1 >= thresholds.rise ? fullHealth(thresholds) : health + 1;
}

/** As HAProxy starts, a server is UP, but its first failed check takes it down (server.c, "start OK but check immediately"). */
export function initialHealth({rise}: Thresholds): number {
	return rise;
}
