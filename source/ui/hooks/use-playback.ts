import {useEffect, useRef} from 'react';

/** Thirty frames a second: more is not seen, and a slow line would fall behind. */
const frameMs = 33;

/** A screen reader says every frame: once in a while is enough. */
const spokenFrameMs = 2000;

/**
The one timer of the program. While `isRunning` it tells how much time really went by since it told last, so that a busy
machine shows fewer frames and not a slower clock. `spentMs` says how long the frame has been in the making: who computes much
has to leave off in time.
*/
export function usePlayback({isRunning, isSlow, onTime}: {isRunning: boolean; isSlow: boolean; onTime: (elapsedMs: number, spentMs: () => number) => void}): void {
	const latest = useRef(onTime);
	useEffect(() => {
		latest.current = onTime;
	});
	useEffect(() => {
		if (!isRunning) {
			return;
		}

		let before = performance.now();
		const timer = setInterval(() => {
			const now = performance.now();
			latest.current(Math.round(now - before), () => performance.now() - now);
			before = now;
		}, isSlow ? spokenFrameMs : frameMs);
		return () => {
			clearInterval(timer);
		};
	}, [isRunning, isSlow]);
}
