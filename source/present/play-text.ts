import type {Language} from '../model/language.js';
import type {Play} from '../model/lesson.js';
import {leaseTextRows} from './lease-play.js';
import {quorumTextRows} from './quorum-play.js';
import type {Row} from './span.js';
import {vrrpTextRows} from './vrrp-play.js';

/** A board or a time line where nobody can touch it: a worked table, made by the same model. */
export function playTextRows(play: Play, language: Language, width: number): Row[] {
	switch (play.model) {
		case 'quorum': {
			return quorumTextRows(play, language, width);
		}

		case 'vrrp': {
			return vrrpTextRows(play, language, width);
		}

		case 'lease': {
			return leaseTextRows(play, language, width);
		}
	}
}
