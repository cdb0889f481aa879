import type {Text} from '../../source/model/language.js';
import type {NewProgressEvent, ProgressEvent} from '../../source/model/progress.js';
import type {World} from '../../source/ui/world.js';
import {fixtureLesson} from './fixture-lesson.js';

/** A world of two lessons whose progress is kept in memory. */
export function fixtureWorld(changes: Partial<World> = {}, {events = [], notice}: {events?: readonly NewProgressEvent[]; notice?: Text} = {}): World & {recorded: ProgressEvent[]} {
	const recorded: ProgressEvent[] = [];
	const record = (event: NewProgressEvent) => {
		recorded.push({...event, id: String(recorded.length), at: '2026-01-01T00:00:00.000Z'});
	};

	for (const event of events) {
		record(event);
	}

	const {structure, words} = fixtureLesson;
	const shape = {minutes: structure.minutes, steps: structure.steps.length, questions: structure.questions.length};
	return {
		language: 'en',
		ascii: false,
		colour: false,
		screenReader: false,
		lessons: [
			{id: 'components', title: {en: 'Who does what', zh: '各司其职'}, summary: {en: 'The parts of a control plane, and who decides.', zh: '控制平面由什么组成，谁说了算。'}, ...shape},
			{id: structure.id, title: {en: words.en.title, zh: words.zh.title}, summary: {en: words.en.summary, zh: words.zh.summary}, ...shape},
		],
		loadLesson: async id => ({...fixtureLesson, structure: {...structure, id}}),
		progress: {events: () => recorded, record, notice, persistent: true},
		savePlan: async (_plan, path) => ({kind: 'saved', path}),
		writeFiles: async () => ({kind: 'written'}),
		version: '0.1.0',
		recorded,
		...changes,
	};
}
