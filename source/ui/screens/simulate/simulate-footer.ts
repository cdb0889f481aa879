import type {Binding} from '../../binding.js';
import {simulateKeys} from '../../key-map-simulate.js';
import type {Panel} from './simulate-reducer.js';

const {play, step, speed, seek, inspect, undo, code, restart, view} = simulateKeys.simulate;
const {move, pick, yes, close} = simulateKeys.simulateMenu;

/** The keys of the moment. @param options.hasViews Whether a small page shows one of two pictures. */
export function footerOf(panel: Panel, {hasViews}: {readonly hasViews: boolean}): readonly Binding[] {
	switch (panel.kind) {
		case 'none': {
			return [play, step, speed, inspect, undo, code, ...(hasViews ? [view] : []), restart, seek];
		}

		case 'menu': {
			return [move, pick, close];
		}

		case 'ask': {
			return [yes, close];
		}

		case 'code': {
			return [close];
		}

		case 'inspect': {
			return [move, play, step, close];
		}
	}
}
