import type {Language} from '../../../model/language.js';
import type {Plan} from '../../../model/plan.js';
import type {UserError} from '../../../model/user-error.js';
import {guaranteeLines} from '../../../present/guarantee-lines.js';
import {labelWidth} from '../../../present/label-row.js';
import {planSummary} from '../../../present/plan-summary.js';
import {wizard, wizardChoices, wizardQuestions} from '../../../present/messages/planner-wizard.js';
import {sideBySide} from '../../../present/side-by-side.js';
import type {Row} from '../../../present/span.js';
import {wrapRow, wrapText} from '../../../present/wrap.js';
import type {Preview} from './planner-preview.js';
import {choicesFor, chosen, isChoice, questionsFor, type Answers, type QuestionId} from './planner-questions.js';
import type {PlannerState} from './planner-reducer.js';

/** From this width of the page on, the preview stands beside the question. */
export const widthForTwoColumns = 92;

/** An answer in words. */
function answerText(id: QuestionId, answers: Answers, language: Language): string {
	if (!isChoice(id)) {
		return answers[id] === '' ? wizard.empty[language] : answers[id];
	}

	const words: Readonly<Record<string, Record<Language, string>>> = wizardChoices[id];
	return words[chosen(id, answers)]![language];
}

/** What was answered so far, in one paragraph. */
function answeredRows({answers, at}: PlannerState, language: Language, width: number): Row[] {
	const questions = questionsFor(answers);
	// How the zones are split is said by the question after; that there is more to say, by the questions that follow.
	const before = questions.slice(0, questions.indexOf(at)).filter(id => id !== 'more' && !(id === 'zones' && answers.zones !== 'none'));
	if (before.length === 0) {
		return [];
	}

	const said = before.map(id => `${wizardQuestions[id].label[language]} ${answerText(id, answers, language)}`);
	return [...wrapText(said.join(' · '), width, 'dim'), []];
}

function errorRows(error: UserError, language: Language, width: number): Row[] {
	return [
		...wrapRow([{text: `✗ ${error.says[language]}`, tone: 'bad'}], width, 2),
		...(error.fix ? wrapRow([{text: `→ ${error.fix[language]}`}], width, 2) : []),
	];
}

function choiceRows(state: PlannerState, language: Language, width: number): Row[] {
	const {at, answers} = state;
	if (!isChoice(at)) {
		return [[{text: '❯ ', tone: 'accent'}, {text: answers[at], tone: 'strong'}, {text: '▏', tone: 'accent'}]];
	}

	const words: Readonly<Record<string, Record<Language, string>>> = wizardChoices[at];
	const selected = chosen(at, answers);
	return choicesFor(at, answers).flatMap((choice, index) => wrapRow(choice === selected
		? [{text: '❯ ', tone: 'accent'}, {text: `${index + 1} ${words[choice]![language]}`, tone: 'strong'}]
		: [{text: `  ${index + 1} ${words[choice]![language]}`}], width, 4));
}

/** The plan for the answers of the moment, in a few lines. */
function planRows(plan: Plan, {language, width, chinese}: {language: Language; width: number; chinese: ReadonlyMap<string, string>}): Row[] {
	const {shortfall} = plan.target;
	const says = shortfall === null ? undefined : (language === 'zh' ? chinese.get(shortfall.says) ?? shortfall.says : shortfall.says);
	// What kills it before the workloads, in case the window is low. The numbers come with the plan, where their assumptions have room.
	const [controlPlane, workloads, kills] = guaranteeLines(plan.guarantees, language, plan);
	return [
		...wrapText(planSummary(plan, language), width, 'strong'),
		...(says === undefined ? [] : wrapRow([{text: `${wizard.targetMissed[language]} `, tone: 'bad'}, {text: says}], width, 2)),
		...[controlPlane!, kills!, workloads!].flatMap(row => wrapRow(row, width, labelWidth)),
	];
}

/** What is previewed, and whether it is up to date with what was typed. */
export type ShownPreview = Preview & {readonly isCurrent: boolean};

function previewRows(preview: ShownPreview, language: Language, width: number): Row[] {
	const heading: Row = [{text: wizard.preview[language], tone: 'title'}];
	const quiet = (words: keyof typeof wizard & ('noPreview' | 'noPreviewYet' | 'laterPreview')) => wrapText(wizard[words][language], width, 'dim');
	const later = preview.isCurrent ? [] : quiet('laterPreview');
	if (preview.kind === 'plan') {
		const {plan, chinese} = preview.result;
		return [heading, ...planRows(plan, {language, width, chinese}), ...later];
	}

	return [heading, ...(preview.isCurrent ? quiet(preview.kind === 'none' ? 'noPreviewYet' : 'noPreview') : later)];
}

export type PlannerPage = {
	readonly rows: readonly Row[];
	/** The row of the answer, to be kept in sight. */
	readonly focusRow: number;
};

/** The whole page: what was answered, the question with its answer and what is wrong with it, and the plan so far. */
export function plannerPage(state: PlannerState, preview: ShownPreview, {language, width}: {language: Language; width: number}): PlannerPage {
	const isWide = width >= widthForTwoColumns;
	const left = isWide ? Math.floor(width / 2) - 2 : width;
	const right = isWide ? width - left - 3 : width;
	const words = wizardQuestions[state.at];
	const answeredBefore = answeredRows(state, language, left);
	const question = [
		...wrapText(words.ask[language], left, 'title'),
		...wrapText(words.why[language], left, 'dim'),
	];
	const choices = choiceRows(state, language, left);
	const asked = [
		...answeredBefore,
		...question,
		...choices,
		...(state.error ? errorRows(state.error, language, left) : []),
	];
	const pointed = Math.max(0, choices.findIndex(row => row[0]?.text.startsWith('❯')));
	const shown = previewRows(preview, language, right);
	return {
		rows: isWide ? sideBySide(asked, shown, left + 3) : [...asked, [], ...shown],
		focusRow: answeredBefore.length + question.length + pointed,
	};
}
