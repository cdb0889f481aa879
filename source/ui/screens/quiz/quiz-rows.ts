import type {LessonProgress} from '../../../course/progress-view.js';
import type {Language} from '../../../model/language.js';
import type {Lesson} from '../../../model/lesson.js';
import {quiz} from '../../../present/messages/quiz.js';
import {span, type Row} from '../../../present/span.js';
import {wrapRow, wrapText} from '../../../present/wrap.js';

/** Every question as one sign: ✓ solved, ✗ tried, ○ open; brackets around the one that is shown. */
export function stripRow(lesson: Lesson, progress: LessonProgress | undefined, position: number): Row {
	return lesson.structure.questions.flatMap(({id}, index) => {
		const question = progress?.questions.get(id);
		const [sign, tone] = question?.solved ? ['✓', 'good'] as const : (question ? ['✗', 'warn'] as const : ['○', 'dim'] as const);
		return index === position ? [span('[', 'accent'), span(sign, tone), span(']', 'accent')] : [span(` ${sign} `, tone)];
	});
}

/** Where one stands after the questions, and which misconceptions are worth a second look. */
export function summaryRows(lesson: Lesson, progress: LessonProgress | undefined, {language, width}: {language: Language; width: number}): Row[] {
	const {questions} = lesson.structure;
	const all = questions.map(({id}) => progress?.questions.get(id));
	const solved = all.filter(question => question?.solved).length;
	const revisit = questions.filter(({id}) => (progress?.questions.get(id)?.sureAndWrong ?? 0) > 0);
	return [
		[span((solved === questions.length ? quiz.allSolved : quiz.summary)[language], 'title')],
		[],
		...wrapText(quiz.solvedOf(solved, questions.length)[language], width),
		...wrapText(quiz.firstTry(all.filter(question => question?.firstTry).length)[language], width),
		...(solved < questions.length ? wrapText(quiz.leftOver(questions.length - solved)[language], width) : []),
		...(revisit.length === 0
			? []
			: [
				[],
				...wrapText(quiz.revisit[language], width, 'strong'),
				...revisit.flatMap(({id}) => wrapRow([span('• '), span(lesson.words[language].questions[id]!.prompt.trim().split('\n')[0]!)], width, 2)),
			]),
	];
}
