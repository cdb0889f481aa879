import test from 'ava';
// @ts-expect-error A script without types.
import {lazyEmojiTest as untyped} from '../../scripts/bundle-patches.js';

const lazyEmojiTest = untyped as string;

test('the emoji test that is made late says what the eager one says', t => {
	// eslint-disable-next-line no-new-func
	const lazy = (new Function(`${lazyEmojiTest} return rgiEmojiRegex;`) as () => {test: (segment: string) => boolean})();
	const eager = /^\p{RGI_Emoji}$/v;
	const flags = ['🇨🇳', '🇪🇺', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '🇦'];
	const sequences = ['1️⃣', '#️⃣', '*️⃣', '1⃣', '👩‍💻', '👨‍👩‍👧‍👦', '🧑🏽‍🚀', '👍🏿', '🏿', '❤️', '☎️', '☎', '©', '©️', '❯', '─', '中', '，', 'a', '1', '#'];
	const points: string[] = [];
	for (let point = 0x20; point < 0x1_FB_00; point++) {
		if (point < 0xD8_00 || point > 0xDF_FF) {
			points.push(String.fromCodePoint(point), `${String.fromCodePoint(point)}\uFE0F`);
		}
	}

	const different = [...flags, ...sequences, ...points].filter(segment => lazy.test(segment) !== eager.test(segment));
	t.deepEqual(different, []);
	t.true(lazy.test('👍'));
});
