import {createContext, useContext, useLayoutEffect, useRef} from 'react';
import type {KeyPress} from '../key-press.js';

/** @returns true where the key was used; every other key goes on to whoever listens below, in the end to the app. */
export type KeyHandler = (press: KeyPress) => boolean;

/** Who is asked first: what lies over the screen, the screen, then the frame around it. */
export type KeyLayer = 'overlay' | 'screen' | 'frame';

export type KeyListener = {readonly layer: KeyLayer; readonly handle: KeyHandler};

/** Where listeners are kept; the keyboard component owns it. */
export type KeyListeners = Set<KeyListener>;

export const keysContext = createContext<KeyListeners>(new Set());

/**
Listens to keys while `isActive`. The handler is called once per key, also where several arrive in one read, and always
with the state of the last key already drawn. It returns true for a key it used; a text field uses every printable one.
*/
export function useKeys(handle: KeyHandler, {isActive, layer = 'screen'}: {isActive: boolean; layer?: KeyLayer}): void {
	const listeners = useContext(keysContext);
	const latest = useRef(handle);
	useLayoutEffect(() => {
		latest.current = handle;
	});
	useLayoutEffect(() => {
		if (!isActive) {
			return;
		}

		const listener: KeyListener = {layer, handle: press => latest.current(press)};
		listeners.add(listener);
		return () => {
			listeners.delete(listener);
		};
	}, [isActive, layer, listeners]);
}
