import {useCallback, useLayoutEffect, useRef, useState} from 'react';

/**
A screen's state behind its reducer. Unlike React's own `useReducer`, `dispatch` returns the new state at once and lets
an effect run before anything is drawn: an answer is recorded first and shown after.
@param effect Called once per action with the state before and after it.
*/
export function useScreenState<State, Action>(
	reducer: (state: State, action: Action) => State,
	start: () => State,
	effect?: (before: State, after: State, action: Action) => void,
): readonly [State, (action: Action) => State] {
	const [shown, setShown] = useState(start);
	const current = useRef(shown);
	const latest = useRef({reducer, effect});
	useLayoutEffect(() => {
		latest.current = {reducer, effect};
	});
	const dispatch = useCallback((action: Action): State => {
		const before = current.current;
		const after = latest.current.reducer(before, action);
		if (after !== before) {
			latest.current.effect?.(before, after, action);
			current.current = after;
			setShown(() => after);
		}

		return after;
	}, []);
	return [shown, dispatch];
}
