/* A program whose screen throws, for the test that the terminal is restored all the same. */
import process from 'node:process';
import {runApp} from '../../source/ui/run-app.js';
import type {World} from '../../source/ui/world.js';

const world: World = {
	language: 'en',
	ascii: false,
	colour: true,
	screenReader: false,
	lessons: [],
	async loadLesson() {
		throw new TypeError('a bug on purpose');
	},
	progress: {
		events: () => [],
		record() {
			throw new TypeError('a bug on purpose');
		},
		notice: undefined,
		persistent: false,
	},
	savePlan: async (_, path) => ({kind: 'saved', path}),
	writeFiles: async () => ({kind: 'written'}),
	version: 'test',
};

process.exitCode = await runApp(world, [{screen: 'home'}, {screen: 'lesson', lesson: 'none'}]);
