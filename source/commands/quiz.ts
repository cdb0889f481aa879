import process from 'node:process';
import {gradeAnswer} from '../course/grade-answer.js';
import {readAnswer} from '../course/read-answer.js';
import type {Lesson, Question} from '../model/lesson.js';
import {UserError} from '../model/user-error.js';
import {openLessons} from '../platform/lesson-files.js';
import {linesOf} from '../platform/lines.js';
import {lessonListWords} from '../present/messages/lesson-list.js';
import {quizTextWords} from '../present/messages/quiz-text.js';
import {
	askedRows, hintRow, judgedRows, revealedRows,
} from '../present/quiz-text.js';
import type {ProgressStore} from '../ui/world.js';
import type {RunCommand} from './command-table.js';
import {listLessons} from './lessons.js';
import {openLearner} from './open-learner.js';
import {openTui} from './open-tui.js';
import type {Shell} from './shell.js';

type Score = {asked: number; solved: number};

/** What one line did to the question: it stays, or the next one comes. */
function takeLine(line: string, {question, hints}: {question: Question; hints: number}, lesson: Lesson, {shell, progress, score}: {shell: Shell; progress: ProgressStore; score: Score}): {done: boolean; hints: number; repeat: boolean} {
	const words = lesson.words[shell.language].questions[question.id]!;
	const base = {lesson: lesson.structure.id, question: question.id};
	const answer = readAnswer(question, line);
	switch (answer.kind) {
		case 'repeat': {
			return {done: false, hints, repeat: true};
		}

		case 'hint': {
			shell.print(hintRow(words, hints, shell));
			return {done: false, hints: Math.min(3, hints + 1), repeat: false};
		}

		case 'unclear': {
			shell.print([[{text: shell.tell(answer.says), tone: 'warn'}]]);
			return {done: false, hints, repeat: false};
		}

		case 'reveal': {
			progress.record({kind: 'reveal', ...base});
			shell.print([...revealedRows(question, words, shell), []]);
			return {done: true, hints, repeat: false};
		}

		case 'given': {
			const grade = gradeAnswer(question, answer.given);
			// Recorded before it is shown: an answer that was judged is never lost.
			progress.record({kind: 'answer', ...base, given: answer.given, correct: grade.correct, sure: null, hints});
			score.asked++;
			score.solved += grade.correct ? 1 : 0;
			shell.print([...judgedRows(question, words, grade, shell), []]);
			return {done: true, hints, repeat: false};
		}
	}
}

/** Asks every question once, each answered by one line; the end of input ends it, and what was answered is kept. */
async function askByLine(lesson: Lesson, shell: Shell, progress: ProgressStore): Promise<void> {
	const {questions} = lesson.structure;
	const score: Score = {asked: 0, solved: 0};
	const words = lesson.words[shell.language];
	const ask = (index: number) => {
		const question = questions[index]!;
		shell.print(askedRows(question, words.questions[question.id]!, {index: index + 1, count: questions.length}, shell));
	};

	shell.print([[{text: words.title, tone: 'title'}], [{text: shell.tell(quizTextWords.intro), tone: 'dim'}], []]);
	let index = 0;
	let hints = 0;
	ask(index);
	for await (const line of linesOf(process.stdin)) {
		const result = takeLine(line, {question: questions[index]!, hints}, lesson, {shell, progress, score});
		hints = result.done ? 0 : result.hints;
		if (result.done) {
			index++;
			if (index === questions.length) {
				break;
			}
		}

		if (result.done || result.repeat) {
			ask(index);
		}
	}

	shell.print([[], [{text: shell.tell(quizTextWords.score(score.solved, score.asked, questions.length)), tone: 'strong'}]]);
	if (progress.notice) {
		shell.say(progress.notice);
	}
}

/** The questions of a lesson: in the TUI, or line by line. Without a name: the list. */
export const quiz: RunCommand = async (shell, input) => {
	const {words: [id]} = input;
	if (id === undefined) {
		return shell.interactive ? openTui(shell, [{screen: 'home'}, {screen: 'lessons'}]) : listLessons(shell, input);
	}

	if (shell.json) {
		throw new UserError(lessonListWords.noJson('quiz'), {fix: lessonListWords.noJsonFix});
	}

	const library = await openLessons();
	const lesson = await library.load(id);
	if (shell.interactive) {
		return openTui(shell, [{screen: 'home'}, {screen: 'quiz', lesson: id}]);
	}

	await askByLine(lesson, shell, await openLearner(shell));
	process.stdin.destroy();
	return 0;
};
