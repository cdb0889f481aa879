import {displayWidth} from '../../model/display-width.js';
import type {Problem} from '../../model/problem.js';
import {bodyParts} from '../body-parts.js';
import type {LocatedLesson} from '../load-lesson.js';
import {languagesOf, problemAt} from './rule.js';

/** A fenced block is shown as it is, so it has to fit beside its frame at 80 columns. */
export const widestFencedLine = 76;

function bodyProblems(body: string): Array<{en: string; zh: string}> {
	const {fenced, openFence} = bodyParts(body);
	const tab = body.split('\n').findIndex(line => line.includes('\t'));
	return [
		...(tab === -1
			? []
			: [{
				en: `line ${tab + 1} of the text has a tab; write spaces, a tab is as wide as each terminal likes`,
				zh: `正文第 ${tab + 1} 行有制表符；请用空格，制表符的宽度因终端而异`,
			}]),
		...(openFence === undefined
			? []
			: [{
				en: `the block that begins in line ${openFence} of the text is never closed; end it with \`\`\``,
				zh: `正文第 ${openFence} 行开始的代码块没有结束；请用 \`\`\` 结束`,
			}]),
		...fenced.filter(({text}) => displayWidth(text) > widestFencedLine).map(({number, text}) => ({
			en: `line ${number} of the text is ${displayWidth(text)} columns wide; a line of a fenced block has at most ${widestFencedLine}`,
			zh: `正文第 ${number} 行宽 ${displayWidth(text)} 列；代码块的一行最多 ${widestFencedLine} 列`,
		})),
	];
}

/** What stands in a page can be shown on any terminal: no tabs, no block left open, no line that is too wide. */
export function cleanText(lesson: LocatedLesson): Problem[] {
	return languagesOf(lesson).flatMap(([, words]) => Object.entries(words.value.steps).flatMap(([id, {body}]) =>
		bodyProblems(body).map(({en, zh}) => problemAt(words, ['steps', id, 'body'], {en: `steps.${id}: ${en}`, zh: `steps.${id}：${zh}`}))));
}
