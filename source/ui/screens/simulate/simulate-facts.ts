import {inspectable} from '../../../present/simulation/inspection.js';
import {accidentsOf, mendingDeed} from './accidents.js';
import {deedOf, menuStep, type MenuStep} from './accident-menu.js';
import type {Facts} from './simulate-keys.js';
import type {SimulateState} from './simulate-reducer.js';
import {linesOf, type Session} from './simulate-session.js';

/** The next question of an open menu; undefined where none is open. */
export function stepOf({run: {chain}}: Session, {panel}: SimulateState): MenuStep | undefined {
	return panel.kind === 'menu' ? menuStep(chain, panel.chosen) : undefined;
}

/** Whether there is a chain beside etcd's members to be drawn. */
export function hasViews({run: {chain: {places}}}: Session): boolean {
	return places.etcd.length > 0 && places.apiservers.length + places.keepaliveds.length > 0;
}

/** What keys have to know of the run. */
export function factsOf(session: Session, state: SimulateState): Facts {
	const {run: {chain}, scenario, options} = session;
	const {panel} = state;
	return {
		accidents: accidentsOf(scenario, chain),
		mending: mendingDeed(chain),
		step: stepOf(session, state),
		deedWith(option) {
			const chosen = panel.kind === 'menu' ? [...panel.chosen, option] : [];
			return menuStep(chain, chosen) === undefined ? deedOf(chosen) : undefined;
		},
		programs: inspectable(chain).length,
		lines: linesOf(session, {isMoving: state.isPlaying}).length,
		seed: options.seed,
		hasViews: hasViews(session),
	};
}
