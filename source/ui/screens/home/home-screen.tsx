import {useEffect, useRef, useState} from 'react';
import {Box} from 'ink';
import SelectInput from 'ink-select-input';
import type {Language} from '../../../model/language.js';
import {displayWidth} from '../../../model/display-width.js';
import {fitRow, padText} from '../../../present/fit-row.js';
import {home} from '../../../present/messages/home.js';
import {noticeRows} from '../../../present/notice.js';
import {span} from '../../../present/span.js';
import {wrapText} from '../../../present/wrap.js';
import {boundTo} from '../../binding.js';
import {Frame, useFrameLayout} from '../../components/frame.js';
import {RowLine} from '../../components/rows.js';
import {useKeys} from '../../hooks/use-keys.js';
import {useProgressView} from '../../hooks/use-progress-view.js';
import {keyMap} from '../../key-map.js';
import type {ScreenProps} from '../../world.js';
import {homeMenu, type HomeChoice, type HomeItem} from './home-menu.js';

export type HomeScreenProps = ScreenProps & {
	readonly speak: (language: Language) => void;
	readonly help: () => void;
	readonly quit: () => void;
};

function Indicator({isSelected = false}: {readonly isSelected?: boolean}) {
	return <RowLine row={[span(isSelected ? '❯ ' : '  ', 'accent')]}/>;
}

/** The label carries its detail behind a tab, so that the menu stays one text per entry. */
function Item({isSelected = false, label}: {readonly isSelected?: boolean; readonly label: string}) {
	const [name = '', detail = ''] = label.split('\t');
	return <RowLine row={[span(name, isSelected ? 'strong' : 'plain'), span(detail, 'dim')]}/>;
}

function labelOf({label, detail}: HomeItem, nameWidth: number, width: number): string {
	const name = padText(label, nameWidth + 4);
	return `${name}\t${fitRow([span(detail)], Math.max(0, width - 2 - displayWidth(name))).map(({text}) => text).join('')}`;
}

/** The first screen: what one can do here, and where one stopped. */
export function HomeScreen({world, active, go, speak, help, quit}: HomeScreenProps) {
	const {language, progress, lessons} = world;
	const view = useProgressView(progress);
	const {width, height} = useFrameLayout();
	const [said, setSaid] = useState<string | undefined>(undefined);
	const items = homeMenu({events: progress.events(), view, lessons, language});
	const nameWidth = Math.max(...items.map(({label}) => displayWidth(label)));
	// The menu only moves the highlight: what it reports on Enter is from its last drawing, one entry behind after two keys in one read.
	const highlighted = useRef(items[0]!.key);
	const entries = items.map(({key}) => key).join(' ');
	useEffect(() => {
		// Where an entry comes or goes, the menu begins at its top again.
		highlighted.current = entries.split(' ')[0]!;
	}, [entries]);
	const choose = (choice: HomeChoice) => {
		setSaid(progress.notice?.en);
		switch (choice.type) {
			case 'open': {
				go(choice.route);
				break;
			}

			case 'language': {
				speak(language === 'en' ? 'zh' : 'en');
				break;
			}

			case 'help': {
				help();
				break;
			}

			case 'quit': {
				quit();
				break;
			}
		}
	};

	useKeys(press => {
		const bound = boundTo(keyMap.home, press);
		const wanted = bound === 'open' ? items.find(({key}) => key === highlighted.current) : items[Number(press.name) - 1];
		const choice: HomeChoice | undefined = bound === 'language' ? {type: 'language'} : wanted?.choice;
		if (choice) {
			choose(choice);
		}

		return choice !== undefined;
	}, {isActive: active});

	const notice = progress.notice?.en === said ? [] : noticeRows(progress.notice, language, width);
	const promise = height >= items.length + 4 + notice.length ? wrapText(home.promise[language], width) : [];
	const limit = Math.max(1, Math.min(items.length, height));
	return (
		<Frame
			language={language}
			isActive={active}
			crumbs={[]}
			aside={world.version}
			rows={[...promise, ...notice, ...(promise.length + notice.length > 0 ? [[]] : [])]}
			keys={[keyMap.home.move, keyMap.home.open, keyMap.home.language]}
			lastKeys={[keyMap.everywhere.help, keyMap.everywhere.quit]}
			childrenHeight={limit}
		>
			<Box flexDirection='column' flexShrink={0}>
				<SelectInput
					items={items.map(item => ({key: item.key, value: item.key, label: labelOf(item, nameWidth, width)}))}
					isFocused={active}
					limit={limit}
					indicatorComponent={Indicator}
					itemComponent={Item}
					onHighlight={({value}) => {
						highlighted.current = value;
					}}
				/>
			</Box>
		</Frame>
	);
}
