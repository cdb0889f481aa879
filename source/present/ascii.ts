/**
One column of ASCII for every sign that the program draws with: box drawing is two columns wide in many Chinese terminals,
and missing where the locale is not UTF-8. Letters of other scripts stay as they are.
*/
const drawn = '─━│┃┌┐└┘├┤┬┴┼╭╮╰╯═║╔╗╚╝╌┄┈→←↑↓▶◀▸❯▲▼●○◐■□█▓▒░▏✓✔✗✘×·•…–—≈›‹';
const plain = '--||+++++++++++++=|++++---><^v><>>^v*oo#.##:.|++xxx.*.--~><';

const signs = new Map([...drawn].map((sign, index) => [sign, plain[index]!]));

const anySign = new RegExp(`[${drawn}]`, 'gv');

/** The text with every drawing sign replaced by one ASCII character, so that columns stay where they are; `≥`, `≤` and `↔` take two, because one would lie. */
export function asciiText(text: string): string {
	return text.replaceAll(anySign, sign => signs.get(sign)!).replaceAll('≥', '>=').replaceAll('≤', '<=').replaceAll('↔', '<>');
}
