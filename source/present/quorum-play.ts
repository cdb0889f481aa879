import {quorumView, startQuorum, stepQuorum, type QuorumPlay, type QuorumView} from '../course/plays/quorum-play.js';
import type {Language} from '../model/language.js';
import {padText, padTextStart} from './fit-row.js';
import {play as words} from './messages/play.js';
import {span, type Row} from './span.js';
import {wrapRow, wrapText} from './wrap.js';

/** Columns of one member: cursor, number key, sign, name. */
const cellWidth = 15;

function memberSpans({name, isUp}: QuorumView['members'][number], index: number, isAt: boolean): Row {
	return [
		span(isAt ? '❯' : ' ', 'accent'),
		span(`${index + 1} `, 'key'),
		span(isUp ? '● ' : '✗ ', isUp ? 'good' : 'bad'),
		span(padText(name, cellWidth - 5), isUp ? 'plain' : 'dim'),
	];
}

function answerSpans(label: string, isYes: boolean): Row {
	return [span(isYes ? '✓ ' : '✗ ', isYes ? 'good' : 'bad'), span(`${label}   `)];
}

/** The board: every member by its number key, the arithmetic, what still answers, and what the last key did. */
export function quorumRows(view: QuorumView, {cursor, language, width}: {cursor: number; language: Language; width: number}): Row[] {
	const perRow = Math.max(1, Math.floor(width / cellWidth));
	const cells = view.members.map((member, index) => memberSpans(member, index, index === cursor));
	const memberRows = Array.from({length: Math.ceil(cells.length / perRow)}, (_, row) => cells.slice(row * perRow, (row + 1) * perRow).flat());
	const {leader, writes, linearizableReads, serializableReads} = view.answers;
	return [
		...memberRows,
		...wrapText(words.numbers(view.count, view.quorum, view.tolerance, view.up)[language], width, 'strong'),
		...wrapRow([
			...answerSpans(words.leader[language], leader),
			...answerSpans(words.writes[language], writes),
			...answerSpans(words.linearizableReads[language], linearizableReads),
			...answerSpans(words.serializableReads[language], serializableReads),
		], width),
		...view.sentences.flatMap(sentence => wrapText(sentence[language], width)),
	];
}

/** The same as a worked table: the arithmetic for 1 to 9 members, then the lesson's board losing one member after the other. */
export function quorumTextRows(play: QuorumPlay, language: Language, width: number): Row[] {
	const counts = Array.from({length: 9}, (_, index) => index + 1);
	const heads = [words.members, words.quorum, words.survives].map(head => head[language]);
	const table = counts.map((members): Row => {
		const {quorum, tolerance} = quorumView(startQuorum({model: 'quorum', members, down: []}));
		return [span([members, quorum, tolerance].map((figure, index) => padTextStart(String(figure), index === 0 ? 9 : 12)).join(''), members === play.members ? 'strong' : 'plain')];
	});
	const narration: Row[] = [];
	let state = startQuorum(play);
	for (const {name, isUp} of state.members) {
		if (isUp && quorumView(state).hasQuorum) {
			state = stepQuorum(state, {type: 'kill', member: name});
			const sentences = quorumView(state).sentences.map(sentence => sentence[language]).join(language === 'en' ? ' ' : '');
			narration.push(...wrapRow([span(`• ${sentences}`)], width, 2));
		}
	}

	return [
		[span(heads.map((head, index) => padTextStart(head, index === 0 ? 9 : 12)).join(''), 'dim')],
		...table,
		[],
		...wrapText(words.killOneByOne[language], width),
		...narration,
	];
}
