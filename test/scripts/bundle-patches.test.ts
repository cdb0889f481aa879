import test from 'ava';
import fc from 'fast-check';
import stringWidth from 'string-width';
// @ts-expect-error A script without types.
import * as untyped from '../../scripts/bundle-patches.js';

const {lazyEmojiTest, quickWidth: quickWidthText} = untyped as {readonly lazyEmojiTest: string; readonly quickWidth: string};

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

// eslint-disable-next-line no-new-func
const quickWidth = (new Function(`${quickWidthText} return quickWidth;`) as () => (text: string) => number)();

test('usual signs are as wide as string-width says, each of them', t => {
	const characters = Array.from({length: 0x1_00_00}, (_, codePoint) => String.fromCodePoint(codePoint));
	const known = characters.filter(character => quickWidth(character) >= 0);
	t.deepEqual(known.filter(character => quickWidth(character) !== stringWidth(character)), []);
	t.true(known.length > 20_000);
	t.is(quickWidth('é\u0301'), -1);
	t.is(quickWidth('👩‍💻'), -1);
	t.is(quickWidth('❯ ● etcd-1 任期 3 ─▸ ✓'), stringWidth('❯ ● etcd-1 任期 3 ─▸ ✓'));
});

test('usual signs beside each other add up, as string-width says', t => {
	const usual = fc.constantFrom(...'aZ 09~·×é–—‘’“”•…←↑→↓↔─│┌╌█░■▲▸●◐◾✓✗❯一任龥、。「】！，：；？（）');
	t.notThrows(() => {
		fc.assert(fc.property(fc.string({unit: usual}), text => quickWidth(text) === -1 || quickWidth(text) === stringWidth(text)));
	});
});
