/** A body taken apart: what is read as sentences, and the fenced blocks, which are shown as they are. */
export type BodyParts = {
	readonly prose: string;
	/** Lines of the fenced blocks with their number in the body, from 1; the fences themselves are left out. */
	readonly fenced: ReadonlyArray<{readonly number: number; readonly text: string}>;
	/** The line that opens a block which nothing closes. */
	readonly openFence: number | undefined;
};

/** Takes a lesson's body apart. */
export function bodyParts(body: string): BodyParts {
	const prose: string[] = [];
	const fenced: Array<{number: number; text: string}> = [];
	let openFence: number | undefined;
	for (const [index, text] of body.split('\n').entries()) {
		if (text.startsWith('```')) {
			openFence = openFence === undefined ? index + 1 : undefined;
		} else if (openFence === undefined) {
			prose.push(text);
		} else {
			fenced.push({number: index + 1, text});
		}
	}

	return {prose: prose.join('\n'), fenced, openFence};
}
