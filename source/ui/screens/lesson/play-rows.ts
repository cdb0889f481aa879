import {quorumView} from '../../../course/plays/quorum-play.js';
import type {Language} from '../../../model/language.js';
import {leaseRows} from '../../../present/lease-play.js';
import {quorumRows} from '../../../present/quorum-play.js';
import type {Row} from '../../../present/span.js';
import {vrrpRows} from '../../../present/vrrp-play.js';
import type {PlayState} from './play-reducer.js';

/** A board or time line as rows, about `height` of them. */
export function playRows(state: PlayState, {language, width, height}: {language: Language; width: number; height: number}): Row[] {
	const {cursor, isRunning, speed} = state;
	switch (state.model) {
		case 'quorum': {
			return quorumRows(quorumView(state.board), {cursor, language, width});
		}

		case 'vrrp': {
			return vrrpRows(state.board, {isRunning, speed}, {language, width, cursor, height});
		}

		case 'lease': {
			return leaseRows(state.board, {isRunning, speed}, {language, width, cursor, height});
		}
	}
}
