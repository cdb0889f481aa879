import {useEffect, useState} from 'react';
import type {Language} from '../../model/language.js';
import type {ShownRun} from '../../model/lesson-run.js';
import {prediction} from '../../present/messages/prediction.js';
import {span, type Row} from '../../present/span.js';

type Story = (run: ShownRun, page: {readonly language: Language; readonly width: number}) => readonly Row[];

/** What happens in a run of the simulator, which is loaded and runs only once it is wanted; until then, that it does. */
export function useRunStory(run: ShownRun | undefined, page: {readonly language: Language; readonly width: number}): readonly Row[] {
	const [story, setStory] = useState<{readonly tell: Story} | {readonly error: unknown}>();
	const isWanted = run !== undefined;
	useEffect(() => {
		let isMounted = true;
		const load = async () => {
			try {
				const {runStory} = await import('../../present/simulation/run-story.js');
				if (isMounted) {
					setStory({tell: runStory});
				}
			} catch (error: unknown) {
				if (isMounted) {
					setStory({error});
				}
			}
		};

		if (isWanted) {
			void load();
		}

		return () => {
			isMounted = false;
		};
	}, [isWanted]);
	if (run === undefined) {
		return [];
	}

	if (story && 'error' in story) {
		throw story.error;
	}

	return story ? story.tell(run, page) : [[span(prediction.running[page.language], 'dim')]];
}
