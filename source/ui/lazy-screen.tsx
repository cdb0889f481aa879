import {useEffect, useRef, useState, type ComponentType, type ReactElement} from 'react';

/** A screen whose code is loaded when it is first opened, or before. */
export type LazyScreen<Props extends object> = {
	readonly Screen: ComponentType<Props & {readonly loading: ReactElement}>;
	/** Loads the code, so that the screen opens at once. What fails here fails again where the screen is opened. */
	readonly preload: () => Promise<void>;
};

/**
What React's own `lazy` does, but without Suspense, which keeps its fallback on the screen for 300 ms even where the code
is there after five. Code that was loaded before is drawn at once.
*/
export function lazyScreen<Props extends object>(load: () => Promise<ComponentType<Props>>): LazyScreen<Props> {
	let Loaded: ComponentType<Props> | undefined;
	const preload = async () => {
		Loaded ??= await load();
	};

	function Screen({loading, ...props}: Props & {readonly loading: ReactElement}): ReactElement {
		const [{error}, setOutcome] = useState<{readonly error?: Error}>({});
		const wasThere = useRef(Loaded !== undefined);
		useEffect(() => {
			// The code may have come since it was first drawn: then it has to be drawn once more all the same.
			if (wasThere.current) {
				return;
			}

			let isWanted = true;
			const tell = (outcome: {readonly error?: Error}) => {
				if (isWanted) {
					setOutcome(outcome);
				}
			};

			preload().then(() => {
				tell({});
			}, (error: unknown) => {
				tell({error: error instanceof Error ? error : new Error(String(error))});
			});
			return () => {
				isWanted = false;
			};
		}, []);
		if (error !== undefined) {
			throw error;
		}

		return Loaded ? <Loaded {...props as unknown as Props}/> : loading;
	}

	return {Screen, preload};
}
