import path from 'node:path';
import test from 'ava';
import {reportTarget} from '../../source/formats/report.js';
import {languages} from '../../source/model/language.js';
import {realTest} from '../helpers/conformance.js';
import {exportPlans} from '../helpers/export-plans.js';
import {withBrowser, type Page, type View} from '../helpers/headless-browser.js';
import {onDisk} from '../helpers/on-disk.js';

const inBrowser = realTest(test, 'chromium');

const views: readonly View[] = (['light', 'dark'] as const).flatMap(scheme => [
	{width: 390, height: 844, scheme},
	{width: 1280, height: 800, scheme},
]);

/** What the page itself is asked for, in one go. */
type Seen = {
	readonly overflow: number;
	readonly wide: readonly string[];
	readonly scripts: number;
	readonly drawings: ReadonlyArray<{readonly isShown: boolean; readonly name: string; readonly text: string}>;
	readonly images: number;
	readonly background: string;
	readonly pale: readonly string[];
};

/**
Runs in the page. Elements inside a box that scrolls by itself may be wider than the window. Contrast is taken from the colours
that the browser has really come to, of every element with a text of its own; the drawing's colours are the same variables.
*/
const look = String.raw`(() => {
	const scrolls = element => element.closest('.scroll') !== null;
	const shown = element => element.getClientRects().length > 0;
	const numbers = colour => colour.match(/[\d.]+/g).map(Number);
	const channel = value => value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4;
	const luminance = colour => { const [r, g, b] = numbers(colour).map(channel); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
	const ground = element => {
		for (let each = element; each; each = each.parentElement) {
			const colour = getComputedStyle(each).backgroundColor;
			if (numbers(colour)[3] !== 0) return colour;
		}
		return 'rgb(255, 255, 255)';
	};
	const contrast = element => {
		const [a, b] = [luminance(getComputedStyle(element).color), luminance(ground(element))].sort((x, y) => x - y);
		return (b + 0.05) / (a + 0.05);
	};
	const all = [...document.body.querySelectorAll('*')].filter(shown);
	const texts = all.filter(element => !element.closest('svg') && [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim() !== ''));
	return {
		overflow: document.documentElement.scrollWidth - innerWidth,
		wide: all.filter(element => !scrolls(element) && element.getBoundingClientRect().right > innerWidth + 0.5).map(element => element.outerHTML.slice(0, 120)),
		scripts: document.scripts.length,
		drawings: [...document.querySelectorAll('svg')].map(svg => ({
			isShown: shown(svg),
			name: document.getElementById(svg.getAttribute('aria-labelledby').split(' ')[0]).textContent,
			text: document.getElementById(svg.getAttribute('aria-labelledby').split(' ')[1]).textContent,
		})),
		images: document.images.length,
		background: getComputedStyle(document.body).backgroundColor,
		pale: texts.filter(element => contrast(element) < 4.5).map(element => element.outerHTML.slice(0, 120)),
	};
})()`;

const files = new Map(exportPlans.flatMap(({input}, index) => languages.map((language): [string, string] => [
	`${index}.${language}.html`, reportTarget.write({...input, language}).get('report/report.html')!,
])));

/** Every plan in both languages; only some at every size and in both colours, since these depend on the sheet alone. */
function viewsOf(index: number): readonly View[] {
	return index % 8 === 1 ? views : [views[(index + 1) % 4]!];
}

async function checked(page: Page, file: string, view: View): Promise<Seen> {
	await page.open(file, view);
	return page.ask<Seen>(look);
}

inBrowser('Chromium opens every report without a complaint, without overflow, readable, light and dark, on a phone and on a desk', async t => {
	await onDisk(files, async directory => withBrowser(async page => {
		for (const [index, name] of [...files.keys()].entries()) {
			for (const view of viewsOf(index)) {
				const seen = await checked(page, path.join(directory, name), view);
				const where = `${name} at ${view.width} x ${view.height}, ${view.scheme}`;
				t.true(seen.overflow <= 0, where);
				t.deepEqual(seen.wide, [], where);
				t.deepEqual(seen.pale, [], where);
				t.is(seen.scripts, 0, where);
				t.is(seen.images, 0, where);
				t.is(seen.drawings.filter(({isShown}) => isShown).length, 1, where);
				t.true(seen.drawings.every(({name: title, text}) => title.length > 3 && text.length > 20), where);
				t.is(seen.background, view.scheme === 'light' ? 'rgb(247, 246, 243)' : 'rgb(18, 21, 27)', where);
			}
		}

		t.deepEqual(page.complaints, []);
		t.deepEqual(page.requests.filter(url => !url.startsWith('file://') && !url.startsWith('data:')), []);
	}));
});

inBrowser('on paper it is light whatever the reader\'s screen is, and nothing is hidden in a box that scrolls', async t => {
	await onDisk(files, async directory => withBrowser(async page => {
		const seen = await checked(page, path.join(directory, '3.en.html'), {
			width: 794, height: 1123, scheme: 'dark', media: 'print',
		});
		t.is(seen.background, 'rgb(255, 255, 255)');
		t.deepEqual(seen.pale, []);
		t.true(seen.overflow <= 0);
		t.deepEqual(await page.ask('[...document.querySelectorAll(".scroll")].filter(box => box.scrollWidth > box.clientWidth + 1).map(box => box.textContent.slice(0, 60))'), []);
		t.is(await page.ask('getComputedStyle(document.querySelector("nav")).display'), 'none');
		t.deepEqual(page.complaints, []);
	}));
});
