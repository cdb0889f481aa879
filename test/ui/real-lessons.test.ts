import {readdirSync, readFileSync} from 'node:fs';
import test from 'ava';
import {parseLesson} from '../../source/course/load-lesson.js';
import {lessonPageRowLimit, lessonPageRows} from '../../source/present/lesson-page.js';
import {lessonText} from '../../source/present/lesson-text.js';
import {rowWidth} from '../../source/present/fit-row.js';
import {questionPage} from '../../source/present/question-page.js';
import {startPlay} from '../../source/ui/screens/lesson/play-reducer.js';
import {playRows} from '../../source/ui/screens/lesson/play-rows.js';
import {freshQuestion} from '../../source/ui/screens/quiz/question-reducer.js';

const ids = readdirSync('lessons', {withFileTypes: true}).filter(entry => entry.isDirectory()).map(({name}) => name);

function load(id: string) {
	const read = (file: string) => readFileSync(`lessons/${id}/${file}.yaml`, 'utf8');
	return parseLesson({id, structure: read('lesson'), en: read('en'), zh: read('zh'), directory: `lessons/${id}`});
}

/** What a question has above it on a page of its own: its heading and a blank row. */
const heading = 2;

for (const id of ids) {
	test(`${id}: every page and every question fits 80x24 in both languages, without scrolling`, t => {
		const {structure, words} = load(id);
		for (const language of ['en', 'zh'] as const) {
			for (const [step, read] of Object.entries(words[language].steps)) {
				t.true(lessonPageRows(read) <= lessonPageRowLimit, `${language} ${step}: ${lessonPageRows(read)} rows`);
			}

			for (const step of structure.steps.filter(step => step.kind === 'play')) {
				const board = playRows(startPlay(step.play), {language, width: 76, height: 0});
				t.true(lessonPageRows(words[language].steps[step.id]!) + 1 + board.length <= lessonPageRowLimit, `${language} ${step.id}`);
			}

			for (const question of structure.questions) {
				const {rows} = questionPage(question, words[language].questions[question.id]!, freshQuestion, {language, width: 76, isSolved: false});
				t.true(rows.length + heading <= lessonPageRowLimit, `${language} ${question.id}: ${rows.length} rows`);
				t.true(rows.every(row => rowWidth(row) <= 76));
			}
		}
	});

	test(`${id}: as text it is never wider than the terminal`, t => {
		const lesson = load(id);
		for (const language of ['en', 'zh'] as const) {
			for (const row of lessonText(lesson, language, 80)) {
				t.true(rowWidth(row) <= 80, row.map(({text}) => text).join(''));
			}
		}
	});
}
