import type {ReactElement} from 'react';
import type {Language} from '../model/language.js';
import {lazyScreen} from './lazy-screen.js';
import {HomeScreen} from './screens/home/home-screen.js';
import type {Route, ScreenProps} from './world.js';

// Only home is loaded at the start; every other screen when it is opened.
const lessons = lazyScreen(async () => {
	const {LessonsScreen: screen} = await import('./screens/lessons/lessons-screen.js');
	return screen;
});
const lesson = lazyScreen(async () => {
	const {LessonScreen: screen} = await import('./screens/lesson/lesson-screen.js');
	return screen;
});
const quiz = lazyScreen(async () => {
	const {QuizScreen: screen} = await import('./screens/quiz/quiz-screen.js');
	return screen;
});
const progress = lazyScreen(async () => {
	const {ProgressScreen: screen} = await import('./screens/progress/progress-screen.js');
	return screen;
});
const help = lazyScreen(async () => {
	const {HelpScreen: screen} = await import('./screens/help/help-screen.js');
	return screen;
});
const planner = lazyScreen(async () => {
	const {PlannerScreen: screen} = await import('./screens/planner/planner-screen.js');
	return screen;
});
const plan = lazyScreen(async () => {
	const {PlanScreen: screen} = await import('./screens/plan/plan-screen.js');
	return screen;
});
const save = lazyScreen(async () => {
	const {SaveScreen: screen} = await import('./screens/save/save-screen.js');
	return screen;
});
const exportFiles = lazyScreen(async () => {
	const {ExportScreen: screen} = await import('./screens/export/export-screen.js');
	return screen;
});
const scenarios = lazyScreen(async () => {
	const {ScenariosScreen: screen} = await import('./screens/scenarios/scenarios-screen.js');
	return screen;
});
const simulate = lazyScreen(async () => {
	const {SimulateScreen: screen} = await import('./screens/simulate/simulate-screen.js');
	return screen;
});

/** The help lies above the screens and is no route. */
export const HelpScreen = help.Screen;

/** Loads the code of every screen, one after the other and the likely ones first, so that none of them has to be waited for. */
export async function preloadScreens(): Promise<void> {
	for (const {preload} of [lessons, lesson, help, quiz, planner, plan, progress, save, exportFiles, scenarios, simulate]) {
		await preload();
	}
}

type RoutedProps = ScreenProps & {
	readonly route: Route;
	readonly loading: ReactElement;
	readonly quit: () => void;
	readonly speak: (language: Language) => void;
	readonly help: () => void;
};

/** The screen of a route. */
export function RoutedScreen({route, quit, speak, help: openHelp, ...props}: RoutedProps) {
	switch (route.screen) {
		case 'home': {
			const {loading, ...home} = props;
			return <HomeScreen {...home} quit={quit} speak={speak} help={openHelp}/>;
		}

		case 'lessons': {
			return <lessons.Screen {...props}/>;
		}

		case 'lesson': {
			return <lesson.Screen {...props} lessonId={route.lesson}/>;
		}

		case 'quiz': {
			return <quiz.Screen {...props} lessonId={route.lesson}/>;
		}

		case 'planner': {
			return <planner.Screen {...props}/>;
		}

		case 'plan': {
			return <plan.Screen {...props} plan={route.plan} chinese={route.chinese}/>;
		}

		case 'save': {
			return <save.Screen {...props} plan={route.plan}/>;
		}

		case 'export': {
			return <exportFiles.Screen {...props} plan={route.plan} chinese={route.chinese}/>;
		}

		case 'progress': {
			return <progress.Screen {...props}/>;
		}

		case 'scenarios': {
			return <scenarios.Screen {...props}/>;
		}

		case 'simulate': {
			return <simulate.Screen {...props} scenario={route.scenario} {...(route.options ? {options: route.options} : {})} {...(route.made ? {made: route.made} : {})}/>;
		}
	}
}
