import type {Microseconds} from '../kernel/time.js';
import type {Backend} from './backend.js';

/** What becomes of a connection that could not be made: an end, or a further try, after a wait, on the same server or any. */
export type Retry
	= | {readonly kind: 'give-up'}
		| {readonly kind: 'same' | 'redispatch'; readonly afterUs: Microseconds};

const giveUp: Retry = {kind: 'give-up'};

/** How long HAProxy waits before it tries a server again that refused (backend.c, back_handle_st_cer). */
const pauseMs = 1000;

/**
What follows a failed connection (backend.c, back_handle_st_cer; stream.h, stream_choose_redispatch). With `option redispatch` the
next try goes elsewhere at once where the server is no longer up, or where another one is up and the algorithm is no hash; by a hash
only the last try. Before a server that refused is asked again there is a pause of a second, or `timeout connect` where that is
shorter; likewise where at most one server is left. After a connect time-out there is none.
@param failed.tries How many connections were attempted, at least 1.
*/
export function afterFailedConnection(backend: Backend, {server, tries, cause}: {readonly server: number; readonly tries: number; readonly cause: 'refused' | 'timed-out'}): Retry {
	const {retries, redispatch, servers, algorithm, timeoutConnectMs} = backend;
	if (tries > retries) {
		return giveUp;
	}

	const up = servers.reduce((sum, {isUp}) => sum + (isUp ? 1 : 0), 0);
	const goesElsewhere = redispatch && (!servers[server]!.isUp || tries === retries || (up > 1 && algorithm !== 'source'));
	const pauses = cause === 'refused' && (!goesElsewhere || up <= 1);
	const shortPauseMs = timeoutConnectMs > 0 ? Math.min(pauseMs, timeoutConnectMs) : pauseMs;
	return {kind: goesElsewhere ? 'redispatch' : 'same', afterUs: pauses ? shortPauseMs * 1000 : 0};
}
