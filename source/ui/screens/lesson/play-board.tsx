import type {ReactNode} from 'react';
import {Box} from 'ink';
import type {Language} from '../../../model/language.js';
import {Rows} from '../../components/rows.js';
import {usePlayback} from '../../hooks/use-playback.js';
import {useTheme} from '../../theme.js';
import type {PlayState} from './play-reducer.js';
import {playRows} from './play-rows.js';

type PlayBoardProps = {
	/** Undefined where the page has no board. */
	readonly play: PlayState | undefined;
	readonly isActive: boolean;
	readonly language: Language;
	readonly width: number;
	/** Lines that the page leaves. */
	readonly height: number;
	readonly onTime: (elapsedMs: number) => void;
	/** Draws the page above the board, which takes `height` lines. */
	readonly children: (board: ReactNode, height: number) => ReactNode;
};

/** A board below its page, in sight while the page scrolls. */
export function PlayBoard({play, isActive, language, width, height, onTime, children}: PlayBoardProps): ReactNode {
	const {screenReader} = useTheme();
	usePlayback({isRunning: isActive && play?.isRunning === true, isSlow: screenReader, onTime});
	if (!play) {
		return children(null, 0);
	}

	const rows = [[], ...playRows(play, {language, width, height: Math.max(0, height - 1)})];
	return children(<Box flexDirection='column' flexShrink={0}><Rows rows={rows} width={width}/></Box>, rows.length);
}
