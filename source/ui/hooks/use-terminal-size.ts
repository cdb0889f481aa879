import {useCallback, useMemo, useSyncExternalStore} from 'react';
import {useStdout} from 'ink';

export type TerminalSize = {readonly columns: number; readonly rows: number};

/** What a terminal that does not tell its size is taken for. */
const usualSize: TerminalSize = {columns: 80, rows: 24};

/** The size of the terminal, at every moment: components draw again when it changes. */
export function useTerminalSize(): TerminalSize {
	const {stdout} = useStdout();
	const subscribe = useCallback((onChange: () => void) => {
		stdout.on('resize', onChange);
		return () => {
			stdout.off('resize', onChange);
		};
	}, [stdout]);
	const columns = useSyncExternalStore(subscribe, () => stdout.columns || usualSize.columns);
	const rows = useSyncExternalStore(subscribe, () => stdout.rows || usualSize.rows);
	return useMemo(() => ({columns, rows}), [columns, rows]);
}
