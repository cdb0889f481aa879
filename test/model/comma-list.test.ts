import test from 'ava';
import {readCommaList} from '../../source/model/comma-list.js';

test('parts between commas, half or full width, without the blanks around them', t => {
	t.deepEqual(readCommaList('10.0.0.1, 10.0.0.2，１０.0.0.3'), ['10.0.0.1', '10.0.0.2', '10.0.0.3']);
});

test('an empty part is none', t => {
	for (const text of ['', 'a,', ',a', 'a,,b']) {
		t.is(readCommaList(text), undefined);
	}
});
