import {markdown} from './runbook/markdown.js';
import {runbookBlocks} from './runbook/sections.js';
import type {Target} from './target.js';

/** What a person does, in order, with the plan's own names: Markdown in the language that was asked for. */
export const runbookTarget: Target = {
	name: 'runbook',
	about: {en: 'what to type and what to see, from the first machine to the restore', zh: '从第一台机器到灾难恢复：该执行什么，应该看到什么'},
	refuses: () => undefined,
	// What nobody gave is left as a marked blank.
	needs: () => [],
	write: input => new Map([['runbook/runbook.md', markdown(runbookBlocks(input), input.language)]]),
	next: () => [
		{en: 'Read runbook/runbook.md once from top to bottom before you type anything of it, and print it: it must be at hand when nothing else is.', zh: '动手之前先把 runbook/runbook.md 从头到尾读一遍，并打印出来：别的都用不了的时候，它必须在手边。'},
	],
};
