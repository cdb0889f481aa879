import {createInterface} from 'node:readline';
import type {Readable} from 'node:stream';

/** The lines of a stream as they come, without their breaks; a stream that is closed or cannot be read has none. */
export async function * linesOf(input: Readable): AsyncGenerator<string> {
	const lines = createInterface({input, crlfDelay: Number.POSITIVE_INFINITY, terminal: false});
	input.on('error', () => {
		lines.close();
	});
	yield * lines;
}
