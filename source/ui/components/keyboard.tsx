import {useCallback, useEffect, useMemo, useRef, useState, type ReactNode} from 'react';
import {useInput, type Key} from 'ink';
import {keyPresses, type KeyPress} from '../key-press.js';
import {keysContext, type KeyLayer, type KeyListener, type KeyListeners} from '../hooks/use-keys.js';

const layers: readonly KeyLayer[] = ['overlay', 'screen', 'frame'];

/** Asks the listeners layer by layer until one uses the key. */
function offer(press: KeyPress, listeners: KeyListeners): boolean {
	const inOrder = layers.flatMap(layer => [...listeners].filter(listener => listener.layer === layer).toReversed());
	return inOrder.some((listener: KeyListener) => listener.handle(press));
}

export type KeyboardProps = {
	/** Called with every key before anybody is asked. */
	readonly onPress?: (press: KeyPress) => void;
	/** Called with the keys that nobody used. */
	readonly onUnused: (press: KeyPress) => void;
	readonly children: ReactNode;
};

/**
The one place that reads keys. They are handed out one by one: the next only after what the last one changed is drawn,
so that two keys in one read do what they would have done apart.
*/
export function Keyboard({onPress, onUnused, children}: KeyboardProps) {
	const listeners = useMemo<KeyListeners>(() => new Set(), []);
	const waiting = useRef<KeyPress[]>([]);
	const isBusy = useRef(false);
	const [handled, setHandled] = useState(0);
	const latest = useRef({onPress, onUnused});
	useEffect(() => {
		latest.current = {onPress, onUnused};
	});

	const takeNext = useCallback(() => {
		const press = waiting.current.shift();
		isBusy.current = press !== undefined;
		if (!press) {
			return;
		}

		latest.current.onPress?.(press);
		// Ctrl-C is nobody's but the app's.
		if (press.name === 'ctrl-c' || !offer(press, listeners)) {
			latest.current.onUnused(press);
		}

		setHandled(count => count + 1);
	}, [listeners]);

	useEffect(() => {
		takeNext();
	}, [handled, takeNext]);

	useInput(useCallback((input: string, key: Key) => {
		waiting.current.push(...keyPresses(input, key));
		if (!isBusy.current) {
			takeNext();
		}
	}, [takeNext]));

	return <keysContext.Provider value={listeners}>{children}</keysContext.Provider>;
}
