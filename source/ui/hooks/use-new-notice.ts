import {useState} from 'react';
import type {Text} from '../../model/language.js';
import type {ProgressStore} from '../world.js';

/** What went wrong with the progress file on this page; on the next page it has been said. */
export function useNewNotice({notice}: ProgressStore, page: number): Text | undefined {
	const [known, setKnown] = useState({page, says: notice?.en});
	if (known.page !== page) {
		setKnown({page, says: notice?.en});
	}

	return notice?.en === known.says ? undefined : notice;
}
