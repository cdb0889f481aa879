import {lazy} from 'react';
import type {Language} from '../model/language.js';
import {HomeScreen} from './screens/home/home-screen.js';
import type {Route, ScreenProps} from './world.js';

// Only home is loaded at the start; every other screen when it is opened.
const LessonsScreen = lazy(async () => {
	const {LessonsScreen: screen} = await import('./screens/lessons/lessons-screen.js');
	return {default: screen};
});
const LessonScreen = lazy(async () => {
	const {LessonScreen: screen} = await import('./screens/lesson/lesson-screen.js');
	return {default: screen};
});
const QuizScreen = lazy(async () => {
	const {QuizScreen: screen} = await import('./screens/quiz/quiz-screen.js');
	return {default: screen};
});
const ProgressScreen = lazy(async () => {
	const {ProgressScreen: screen} = await import('./screens/progress/progress-screen.js');
	return {default: screen};
});
export const HelpScreen = lazy(async () => {
	const {HelpScreen: screen} = await import('./screens/help/help-screen.js');
	return {default: screen};
});
const PlannerScreen = lazy(async () => {
	const {PlannerScreen: screen} = await import('./screens/planner/planner-screen.js');
	return {default: screen};
});
const PlanScreen = lazy(async () => {
	const {PlanScreen: screen} = await import('./screens/plan/plan-screen.js');
	return {default: screen};
});
const SaveScreen = lazy(async () => {
	const {SaveScreen: screen} = await import('./screens/save/save-screen.js');
	return {default: screen};
});

type RoutedProps = ScreenProps & {readonly route: Route; readonly quit: () => void; readonly speak: (language: Language) => void; readonly help: () => void};

/** The screen of a route. */
export function RoutedScreen({route, quit, speak, help, ...props}: RoutedProps) {
	switch (route.screen) {
		case 'home': {
			return <HomeScreen {...props} quit={quit} speak={speak} help={help}/>;
		}

		case 'lessons': {
			return <LessonsScreen {...props}/>;
		}

		case 'lesson': {
			return <LessonScreen {...props} lessonId={route.lesson}/>;
		}

		case 'quiz': {
			return <QuizScreen {...props} lessonId={route.lesson}/>;
		}

		case 'planner': {
			return <PlannerScreen {...props}/>;
		}

		case 'plan': {
			return <PlanScreen {...props} plan={route.plan} chinese={route.chinese}/>;
		}

		case 'save': {
			return <SaveScreen {...props} plan={route.plan}/>;
		}

		case 'progress': {
			return <ProgressScreen {...props}/>;
		}
	}
}
