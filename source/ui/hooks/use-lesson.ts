import {useEffect, useState} from 'react';
import type {Text} from '../../model/language.js';
import type {Lesson} from '../../model/lesson.js';
import {UserError} from '../../model/user-error.js';
import type {World} from '../world.js';

export type LoadedLesson
	= | {readonly kind: 'loading'}
		| {readonly kind: 'loaded'; readonly lesson: Lesson}
		/** The lesson's files are broken: what is wrong, and how to mend it. */
		| {readonly kind: 'broken'; readonly says: Text; readonly fix: Text | undefined};

/** Loads a lesson once. What is no fault of its files is a bug, and ends the program as one. */
export function useLesson(loadLesson: World['loadLesson'], id: string): LoadedLesson {
	const [loaded, setLoaded] = useState<LoadedLesson | {readonly kind: 'bug'; readonly error: unknown}>({kind: 'loading'});
	useEffect(() => {
		let isWanted = true;
		const load = async () => {
			try {
				const lesson = await loadLesson(id);
				if (isWanted) {
					setLoaded({kind: 'loaded', lesson});
				}
			} catch (error: unknown) {
				if (isWanted) {
					setLoaded(error instanceof UserError ? {kind: 'broken', says: error.says, fix: error.fix} : {kind: 'bug', error});
				}
			}
		};

		void load();
		return () => {
			isWanted = false;
		};
	}, [loadLesson, id]);
	if (loaded.kind === 'bug') {
		throw loaded.error;
	}

	return loaded;
}
