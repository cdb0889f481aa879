import type {Microseconds} from '../kernel/time.js';

/** A bucket that holds one token (flowcontrol.NewTokenBucketRateLimiter with a burst of 1); at a rate of 0 it never has one. */
export type Limiter = {ratePerS: number; readyAtUs: Microseconds};

function periodUs(ratePerS: number): Microseconds {
	return Math.round(1_000_000 / ratePerS);
}

export function newLimiter(ratePerS: number, now: Microseconds): Limiter {
	return {ratePerS, readyAtUs: now};
}

/** Takes the token, where there is one. */
export function takeToken(limiter: Limiter, now: Microseconds): boolean {
	if (limiter.ratePerS <= 0 || now < limiter.readyAtUs) {
		return false;
	}

	limiter.readyAtUs = now + periodUs(limiter.ratePerS);
	return true;
}

/**
Goes on at another rate. Whoever had no token before has none now: after a stop the first node waits a whole period
(RateLimitedTimedQueue.SwapLimiter drains the new bucket).
*/
export function swapRate(limiter: Limiter, ratePerS: number, now: Microseconds): void {
	if (limiter.ratePerS === ratePerS) {
		return;
	}

	const hadToken = takeToken(limiter, now);
	limiter.ratePerS = ratePerS;
	limiter.readyAtUs = hadToken || ratePerS <= 0 ? now : now + periodUs(ratePerS);
}
