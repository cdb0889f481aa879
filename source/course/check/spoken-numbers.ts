const englishWords = [
	'zero',
	'one',
	'two',
	'three',
	'four',
	'five',
	'six',
	'seven',
	'eight',
	'nine',
	'ten',
	'eleven',
	'twelve',
	'thirteen',
	'fourteen',
	'fifteen',
	'sixteen',
	'seventeen',
	'eighteen',
	'nineteen',
	'twenty',
];

/** Chinese digits; 两 is the two that counts things. */
const chineseDigits = new Map([...'零一二三四五六七八九'].map((digit, value) => [digit, value]));
chineseDigits.set('两', 2);

/** What a Chinese numeral counts; without one of these it is mostly part of a word, as in 一致 or 十分. */
const measureWords = '[个台票秒份次位条块节倍组轮名张天]|分钟|毫秒|小时';

function chineseValue(numeral: string): number | undefined {
	const digit = (text: string, otherwise: number) => text === '' ? otherwise : chineseDigits.get(text);
	const [tens, ones, ...more] = numeral.split('十');
	if (more.length > 0 || tens === undefined) {
		return undefined;
	}

	if (ones === undefined) {
		return chineseDigits.get(tens);
	}

	const ten = digit(tens, 1);
	const one = digit(ones, 0);
	return ten === undefined || one === undefined ? undefined : (ten * 10) + one;
}

/** Digits that stand alone, or with a unit of time behind them; not those in a name such as node-3, VRRPv3 or S3. */
const digitTokens = /(?<![\p{Script=Latin}\d_.])(?<!\p{Script=Latin}-)\d+(?:,\d{3})*(?:\.\d+)?(?!\.?\d)(?:(?=(?:ms|s|m|h|min)\b)|(?![\p{Script=Latin}_]))/gv;

const countedNumeral = new RegExp(`[零一二两三四五六七八九十]+(?=[ ]*(?:${measureWords}))`, 'gv');

/**
The numbers that a text says, as digits (3, 3.6 s, 1,000), in English words up to twenty, or in Chinese numerals before
something that is counted. Written-out one and 一 are left out: they are articles more often than numbers.
*/
export function spokenNumbers(text: string): number[] {
	const plain = text.normalize('NFKC').toLowerCase();
	const digits = [...plain.matchAll(digitTokens)].map(([token]) => Number(token.replaceAll(',', '')));
	const words = [...plain.matchAll(/[a-z]+/gv)].map(([word]) => englishWords.indexOf(word)).filter(value => value === 0 || value > 1);
	const numerals = [...plain.matchAll(countedNumeral)].flatMap(([numeral]) => chineseValue(numeral) ?? []).filter(value => value !== 1);
	return [...digits, ...words, ...numerals];
}
