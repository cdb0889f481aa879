import type {Language} from '../../../model/language.js';
import {help} from '../../../present/messages/help.js';
import {span} from '../../../present/span.js';
import {wrapText} from '../../../present/wrap.js';
import type {Binding} from '../../binding.js';
import {Frame, useFrameLayout} from '../../components/frame.js';
import {useKeys} from '../../hooks/use-keys.js';
import {useScreenState} from '../../hooks/use-screen-state.js';
import {keyMap} from '../../key-map.js';
import type {Route} from '../../world.js';
import {foundKeys, helpAction, reduceHelp} from './help-reducer.js';
import {helpRows} from './help-rows.js';

export type HelpScreenProps = {
	readonly language: Language;
	/** The screen that the help lies over. */
	readonly screen: Route['screen'];
	readonly back: () => void;
};

/** Every key, searchable: what is typed narrows the list. Esc clears the search first, then closes. */
export function HelpScreen({language, screen, back}: HelpScreenProps) {
	const {width} = useFrameLayout();
	const [{typed}, dispatch] = useScreenState(reduceHelp, () => ({typed: ''}));
	useKeys(press => {
		if (press.name === 'escape') {
			if (typed === '') {
				back();
			} else {
				dispatch({type: 'clear'});
			}

			return true;
		}

		const action = helpAction(press);
		if (action) {
			dispatch(action);
		}

		return action !== undefined;
	}, {isActive: true, layer: 'overlay'});
	const {back: backKey, quit} = keyMap.everywhere;
	const found = foundKeys(screen, typed);
	const escape: Binding = {...backKey, label: typed === '' ? help.close : help.clear};
	return (
		<Frame
			isActive
			language={language}
			crumbs={[help.help[language]]}
			subtitle={[span(help.search[language], 'key'), typed === '' ? span(help.typeToSearch[language], 'dim') : span(`${typed}▏`, 'accent')]}
			rows={[
				...helpRows(found, typed, language, width),
				...(found.length === 0 ? [] : [[], ...wrapText(help.everyKey[language], width, 'dim')]),
			]}
			pageKey={typed}
			keys={[]}
			lastKeys={[escape, {...quit, shown: 'Ctrl-C'}]}
		/>
	);
}
