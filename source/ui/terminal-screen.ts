import process from 'node:process';

const enterAlternate = '\u001B[?1049h\u001B[H';
const leaveAlternate = '\u001B[?1049l';
const showCursor = '\u001B[?25h';
const endSynchronized = '\u001B[?2026l';
const wipeScrollback = '\u001B[3J';

/** What Ink writes, less the order to wipe the scrollback: it gives it when the terminal shrinks, and that is not ours to wipe. */
function keepScrollback(stdout: NodeJS.WriteStream): NodeJS.WriteStream {
	return new Proxy(stdout, {
		get(target, key) {
			const value: unknown = Reflect.get(target, key, target);
			if (key === 'write') {
				return (chunk: string, ...rest: never[]) => target.write(chunk.replaceAll(wipeScrollback, ''), ...rest);
			}

			return typeof value === 'function' ? value.bind(target) as unknown : value;
		},
	});
}

/**
Enters the alternate screen, and leaves it exactly once: by `close`, or when the process ends without it. Ink 6.8 has no
alternate screen of its own. A screen reader gets none, so that what was said stays in the scrollback.
*/
export function openScreen(stdout: NodeJS.WriteStream, {isAlternate}: {isAlternate: boolean}): {stdout: NodeJS.WriteStream; close: () => void} {
	let isOpen = true;
	const close = () => {
		if (!isOpen) {
			return;
		}

		isOpen = false;
		process.off('exit', close);
		stdout.write(endSynchronized + showCursor + (isAlternate ? leaveAlternate : '\n'));
	};

	process.on('exit', close);
	if (isAlternate) {
		stdout.write(enterAlternate);
	}

	return {stdout: keepScrollback(stdout), close};
}
