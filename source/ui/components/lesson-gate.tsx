import type {ReactNode} from 'react';
import type {Lesson} from '../../model/lesson.js';
import {common} from '../../present/messages/common.js';
import {span, type Row} from '../../present/span.js';
import {wrapText} from '../../present/wrap.js';
import {useLesson} from '../hooks/use-lesson.js';
import type {ScreenProps} from '../world.js';
import {Frame, useFrameLayout} from './frame.js';

type LessonGateProps = ScreenProps & {
	readonly lessonId: string;
	/** Where one is, with the title of the lesson, while it loads. */
	readonly crumbsOf: (title: string) => readonly string[];
	/** Drawn once the lesson is there. */
	readonly children: (lesson: Lesson) => ReactNode;
};

/** Waits for a lesson; where its files are broken, it says what is wrong and how to mend it. */
export function LessonGate({world, active, lessonId, crumbsOf, children}: LessonGateProps): ReactNode {
	const {language, loadLesson, lessons} = world;
	const loaded = useLesson(loadLesson, lessonId);
	const {width} = useFrameLayout();
	if (loaded.kind === 'loaded') {
		return children(loaded.lesson);
	}

	const rows: Row[] = loaded.kind === 'loading'
		? [[span(common.loading[language], 'dim')]]
		: [...wrapText(`! ${loaded.says[language]}`, width, 'bad'), ...(loaded.fix ? [[], ...wrapText(loaded.fix[language], width)] : [])];
	const title = lessons.find(({id}) => id === lessonId)?.title[language] ?? lessonId;
	return <Frame language={language} isActive={active} crumbs={crumbsOf(title)} rows={rows} keys={[]}/>;
}
