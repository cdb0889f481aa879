import {useSyncExternalStore} from 'react';
import {useStdout} from 'ink';

export type TerminalSize = {readonly columns: number; readonly rows: number};

/** What a terminal that does not tell its size is taken for. */
const usualSize: TerminalSize = {columns: 80, rows: 24};

type SizeStore = {readonly subscribe: (onChange: () => void) => () => void; readonly size: () => TerminalSize};

/** One listener per terminal, however many components want to know. */
const stores = new WeakMap<NodeJS.WriteStream, SizeStore>();

function makeStore(stdout: NodeJS.WriteStream): SizeStore {
	const wanting = new Set<() => void>();
	const read = (): TerminalSize => ({columns: stdout.columns || usualSize.columns, rows: stdout.rows || usualSize.rows});
	let size = read();
	const update = () => {
		size = read();
		for (const onChange of wanting) {
			onChange();
		}
	};

	return {
		subscribe(onChange) {
			if (wanting.size === 0) {
				stdout.on('resize', update);
			}

			wanting.add(onChange);
			return () => {
				wanting.delete(onChange);
				if (wanting.size === 0) {
					stdout.off('resize', update);
				}
			};
		},
		size: () => size,
	};
}

function storeOf(stdout: NodeJS.WriteStream): SizeStore {
	const known = stores.get(stdout) ?? makeStore(stdout);
	stores.set(stdout, known);
	return known;
}

/** The size of the terminal, at every moment: components draw again when it changes. */
export function useTerminalSize(): TerminalSize {
	const {stdout} = useStdout();
	const {subscribe, size} = storeOf(stdout);
	return useSyncExternalStore(subscribe, size);
}
