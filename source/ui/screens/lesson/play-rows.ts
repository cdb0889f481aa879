import {quorumView} from '../../../course/plays/quorum-play.js';
import {leaseRows} from '../../../present/lease-play.js';
import {quorumRows} from '../../../present/quorum-play.js';
import type {Row} from '../../../present/span.js';
import type {TimeLineOptions} from '../../../present/time-line.js';
import {vrrpRows} from '../../../present/vrrp-play.js';
import type {PlayState} from './play-reducer.js';

/** A board or time line as rows, about `height` of them. */
export function playRows(state: PlayState, {language, width, height, hasBars = true}: Omit<TimeLineOptions, 'cursor'>): Row[] {
	const {cursor, isRunning, speed} = state;
	switch (state.model) {
		case 'quorum': {
			return quorumRows(quorumView(state.board), {cursor, language, width});
		}

		case 'vrrp': {
			return vrrpRows(state.board, {isRunning, speed}, {language, width, cursor, height, hasBars});
		}

		case 'lease': {
			return leaseRows(state.board, {isRunning, speed}, {language, width, cursor, height, hasBars});
		}
	}
}
