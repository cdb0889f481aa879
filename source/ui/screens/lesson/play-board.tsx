import type {ReactNode} from 'react';
import type {Language} from '../../../model/language.js';
import type {Row} from '../../../present/span.js';
import {Rows} from '../../components/rows.js';
import {usePlayback} from '../../hooks/use-playback.js';
import type {PlayState} from './play-reducer.js';

type PlayBoardProps = {
	/** Undefined where the page has no board. */
	readonly play: PlayState | undefined;
	readonly isActive: boolean;
	readonly language: Language;
	readonly width: number;
	readonly height: number;
	readonly onTime: (elapsedMs: number) => void;
	/** Draws the page around the board and its height. */
	readonly children: (board: ReactNode, height: number) => ReactNode;
};

export function PlayBoard({play, isActive, onTime, children}: PlayBoardProps): ReactNode {
	usePlayback({isRunning: isActive && play?.isRunning === true, onTime});
	const rows: Row[] = [];
	return children(rows.length === 0 ? null : <Rows rows={rows}/>, rows.length);
}
