import type {Microseconds} from '../kernel/time.js';

/**
Skew_Time: how much longer a backup waits the lower its priority. Version 3: (256 - priority) x interval / 256 (RFC 9568 §6.1),
the interval that the active router advertises; version 2: (256 - priority) / 256 of a second, whatever the interval
(RFC 3768 §6.1). Whole microseconds, cut off as keepalived's integers do (vrrp.h, VRRP_TIMER_SKEW_CALC).
@param priority The effective one, 1 to 255.
*/
export function skewUs(version: 2 | 3, priority: number, activeAdvertUs: Microseconds): Microseconds {
	return Math.floor((256 - priority) * (version === 3 ? activeAdvertUs : 1_000_000) / 256);
}

/** Active_Down_Interval: how long a backup waits after the last advert it accepted (RFC 9568 §6.1; the 3 is down_timer_adverts). */
export function downIntervalUs(version: 2 | 3, priority: number, activeAdvertUs: Microseconds, downTimerAdverts = 3): Microseconds {
	return (downTimerAdverts * activeAdvertUs) + skewUs(version, priority, activeAdvertUs);
}
