/*
Makes docs/screenshot.svg from the running program: `npm run build && npm run screenshot`. What the README shows is what the
program draws.
*/
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {setTimeout as sleep} from 'node:timers/promises';
import {spawn} from '@lydell/node-pty';
import xterm from '@xterm/headless';

const columns = 80;
const rows = 24;
const cellWidth = 8.4;
const lineHeight = 18;
const margin = 16;

/** The sixteen colours of the terminal in the picture; the first eight, then the bright ones. */
const palette = ['#1e2127', '#e06c75', '#98c379', '#e5c07b', '#61afef', '#c678dd', '#56b6c2', '#abb2bf', '#5c6370', '#e06c75', '#98c379', '#e5c07b', '#61afef', '#c678dd', '#56b6c2', '#ffffff'];

const escape = text => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

function cellStyle(cell) {
	const bright = cell.isBold() ? ' font-weight="bold"' : '';
	const dim = cell.isDim() ? ' opacity="0.6"' : '';
	const colour = cell.isFgDefault() ? '#dcdfe4' : (cell.isFgPalette() ? palette[cell.getFgColor()] ?? '#dcdfe4' : `#${cell.getFgColor().toString(16).padStart(6, '0')}`);
	return {fill: cell.isInverse() ? '#1e2127' : colour, background: cell.isInverse() ? colour : undefined, extra: bright + dim};
}

/** The screen of an emulator as one SVG: text stays text, so it can be read, searched and scaled. */
function screenSvg(terminal, title) {
	const texts = [];
	const boxes = [];
	const buffer = terminal.buffer.active;
	for (let row = 0; row < rows; row++) {
		const line = buffer.getLine(buffer.viewportY + row);
		let column = 0;
		while (column < columns) {
			const start = column;
			const style = cellStyle(line.getCell(column));
			let text = '';
			while (column < columns) {
				const cell = line.getCell(column);
				const other = cellStyle(cell);
				if (other.fill !== style.fill || other.background !== style.background || other.extra !== style.extra) {
					break;
				}

				text += cell.getWidth() === 0 ? '' : cell.getChars() || ' ';
				column++;
			}

			const x = margin + start * cellWidth;
			const y = margin + row * lineHeight;
			if (style.background) {
				boxes.push(`<rect x="${x.toFixed(1)}" y="${y}" width="${((column - start) * cellWidth).toFixed(1)}" height="${lineHeight}" fill="${style.background}"/>`);
			}

			if (text.trim() !== '') {
				texts.push(`<text x="${x.toFixed(1)}" y="${y + 13}" textLength="${((column - start) * cellWidth).toFixed(1)}" lengthAdjust="spacing" fill="${style.fill}"${style.extra} xml:space="preserve">${escape(text)}</text>`);
			}
		}
	}

	const width = columns * cellWidth + 2 * margin;
	const height = rows * lineHeight + 2 * margin;
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escape(title)}">
<title>${escape(title)}</title>
<rect width="100%" height="100%" rx="8" fill="#1e2127"/>
${boxes.join('\n')}
<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="14">
${texts.join('\n')}
</g>
</svg>
`;
}

/** Runs the program, types the keys one after another as their screens appear, and returns the emulator. */
async function record(words, script) {
	const directory = mkdtempSync(path.join(tmpdir(), 'k8s-ha-tutor-screenshot-'));
	const {CI, CONTINUOUS_INTEGRATION, NO_COLOR, ...environment} = process.env;
	const child = spawn(process.execPath, ['dist/cli.js', ...words], {
		cols: columns,
		rows,
		name: 'xterm-256color',
		env: {...environment, TERM: 'xterm-256color', LANG: 'en_US.UTF-8', XDG_DATA_HOME: directory, FORCE_COLOR: '1'},
	});
	const terminal = new xterm.Terminal({cols: columns, rows, allowProposedApi: true});
	let last = Date.now();
	child.onData(data => {
		last = Date.now();
		terminal.write(data);
	});
	const settled = async () => {
		do {
			await sleep(50);
		} while (Date.now() - last < 400);
	};

	await settled();
	for (const keys of script) {
		child.write(keys);
		await settled();
	}

	child.kill('SIGKILL');
	rmSync(directory, {recursive: true, force: true});
	return terminal;
}

const pictures = [
	{file: 'docs/screenshot.svg', title: 'k8s-ha-tutor: a plan of seven machines with one of them killed', words: ['plan'], script: ['7', '\r', '\r', '\r', '\r', '\r', 'k']},
];
for (const {file, title, words, script} of pictures) {
	writeFileSync(file, screenSvg(await record(words, script), title));
	console.log(`wrote ${file}`);
}
