import test from 'ava';
import fc from 'fast-check';
import {checkedPlan} from '../../source/formats/checked-values.js';
import {
	escapeText, join, lineBreak, tag,
} from '../../source/formats/report/html.js';
import {
	dark, grounds, inks, light,
} from '../../source/formats/report/palette.js';
import {reportTarget} from '../../source/formats/report.js';
import {languages} from '../../source/model/language.js';
import type {Plan} from '../../source/model/plan.js';
import {exportInput, exportPlan, exportPlans} from '../helpers/export-plans.js';
import {hostileText, hostileTexts} from '../helpers/hostile-text.js';

const file = 'report/report.html';

const all = exportPlans.flatMap(plan => languages.map(language => ({
	...plan, language, html: reportTarget.write({...plan.input, language}).get(file)!,
})));

/** The elements and attributes of a page in their order, without texts and values. */
function structure(html: string): string[] {
	return [...html.replace(/<style>.*?<\/style>/sv, '').matchAll(/<(?<tag>\/?[a-z][a-z\d]*)(?<attributes>(?: [a-z][\-a-zA-Z]*="[^"<>]*")*)>/giv)]
		.map(({groups}) => `${groups!.tag!} ${[...groups!.attributes!.matchAll(/ (?<name>[a-z][\-a-zA-Z]*)="/giv)].map(each => each.groups!.name).join(' ')}`);
}

/** What a page says, without its elements. */
function textOf(html: string): string {
	return html.replace(/<style>.*?<\/style>/sv, '').replaceAll(/<[^>]*>/gv, '\n');
}

test('both languages have the same elements, and say what language they are in', t => {
	for (let index = 0; index < all.length; index += 2) {
		const [english, chinese] = [all[index]!, all[index + 1]!];
		// A text that is cut in the drawing has its whole in a title of its own; which ones are is a matter of the language.
		const shape = ({html}: typeof english) => structure(html.replaceAll(/<svg.*?<\/svg>/gsv, '<svg></svg>'));
		t.deepEqual(shape(english), shape(chinese), english.title);
		t.true(english.html.includes('<html lang="en">') && chinese.html.includes('<html lang="zh-CN">'));
	}
});

test('nothing is run and nothing is fetched: no script, no handler, no address of anywhere else', t => {
	for (const {title, html} of all) {
		t.notRegex(html, /<script|<iframe|<object|<embed|<form|<base|@import|url\(|javascript:/iv, title);
		t.notRegex(html, / on[a-z]+="/iv, title);
		const references = [...html.matchAll(/ (?:src|href|action|data|poster|srcset|xlink:href)="(?<value>[^"]*)"/gv)].map(({groups}) => groups!.value!);
		t.deepEqual(references.filter(value => !value.startsWith('#') && value !== 'data:,'), [], title);
	}
});

test('every link leads to something, and every id is there once', t => {
	for (const {title, html} of all) {
		const ids = [...html.matchAll(/ id="(?<id>[^"]*)"/gv)].map(({groups}) => groups!.id!);
		t.is(new Set(ids).size, ids.length, title);
		const wanted = [...html.matchAll(/ (?:href="#|aria-labelledby=")(?<ids>[^"]*)"/gv)].flatMap(({groups}) => groups!.ids!.split(' '));
		t.deepEqual(wanted.filter(id => !ids.includes(id)), [], title);
	}
});

test('headings go down one level at a time, and there is one title', t => {
	for (const {title, html} of all) {
		const levels = [...html.matchAll(/<h(?<level>[1-6])[ >]/gv)].map(({groups}) => Number(groups!.level));
		t.is(levels.filter(level => level === 1).length, 1, title);
		t.deepEqual(levels.filter((level, index) => level > (levels[index - 1] ?? 0) + 1), [], title);
	}
});

test('every table has a caption and headers, every drawing a title and a text', t => {
	for (const {title, html} of all) {
		for (const [table] of html.matchAll(/<table.*?<\/table>/gsv)) {
			t.regex(table, /<caption[^>]*>[^<]/v, title);
			t.regex(table, /<th scope="col"/v, title);
			t.notRegex(table, /<th(?! scope=)[ >]/v, title);
		}

		const drawings = [...html.matchAll(/<svg[^>]*role="img"[^>]*aria-labelledby="(?<title>[\w\-]+) (?<text>[\w\-]+)"[^>]*>(?<inside>.*?)<\/svg>/gsv)];
		t.is(drawings.length, 2, title);
		t.is([...html.matchAll(/<svg/gv)].length, 2, title);
		for (const {groups} of drawings) {
			t.regex(groups!.inside!, new RegExp(`<title id="${groups!.title!}">[^<]+</title><desc id="${groups!.text!}">[^<]{20,}</desc>`, 'v'), title);
		}
	}
});

test('every machine, address, finding, decision and alternative is on the page', t => {
	for (const {title, plan, html, language, input} of all) {
		const says = (sentence: string) => html.includes(escapeText(language === 'zh' ? input.chinese.get(sentence) ?? sentence : sentence));
		const names = plan.machines.flatMap(({name, address}) => address === null ? [name] : [name, address]);
		t.deepEqual(names.filter(name => !textOf(html).includes(`\n${name}\n`)), [], title);
		const sentences = [
			...plan.findings.map(({message}) => message),
			...plan.decisions.flatMap(({question, answer, because}) => [question, answer, because]),
			...plan.alternatives.map(({because}) => because),
			...plan.steps.map(({because}) => because),
		];
		t.deepEqual(sentences.filter(sentence => !says(sentence)), [], title);
		t.deepEqual(plan.decisions.filter(({source}) => source !== 'policy' && !html.includes(escapeText(source))), [], title);
	}
});

test('Chinese leaves no sentence of the plan in English', t => {
	for (const {title, plan, html, input} of all.filter(({language}) => language === 'zh')) {
		const sentences = [...plan.decisions.map(({because}) => because), ...plan.alternatives.map(({because}) => because)];
		t.true(sentences.every(sentence => input.chinese.has(sentence)), title);
		t.deepEqual(sentences.filter(sentence => html.includes(escapeText(sentence))), [], title);
	}
});

test('availability never stands without its assumptions', t => {
	for (const {title, html, language} of all) {
		t.true(html.includes(language === 'en' ? 'failures are independent' : '故障相互独立'), title);
		t.true(html.includes(language === 'en' ? 'no promise' : '不是承诺'), title);
	}
});

test('a plan that misses its target says so first', t => {
	const {input} = exportPlan({machines: 2, surviveMachines: 1});
	t.regex(reportTarget.write(input).get(file)!, /<p class="bad">✗ Out of reach[^<]{20,}<\/p>/v);
});

test('a text is never an element, an attribute or an entity', t => {
	t.is(escapeText('<a href="b">&amp;\'</a>'), '&lt;a href=&quot;b&quot;&gt;&amp;amp;&#39;&lt;/a&gt;');
	t.is(tag('p', {class: '"><script>'}, '<b>', tag('i', {}, '&')).html, '<p class="&quot;&gt;&lt;script&gt;">&lt;b&gt;<i>&amp;</i></p>');
	t.is(join('a ', 'b').html, 'a b');
	t.is(join('a <b', lineBreak, '  c').html, 'a &lt;b\n  c');
	t.throws(() => tag('a b'), {instanceOf: RangeError});
	t.throws(() => tag('a', {'b c': 1}), {instanceOf: RangeError});
	fc.assert(fc.property(hostileText, text => {
		t.notRegex(escapeText(text), /[<>"'\p{Control}\p{Format}\p{Surrogate}]|&(?!(?:amp|lt|gt|quot|#39);)/v);
	}));
});

/** A plan with the same text wherever a text can stand; nothing of the file but names and addresses has a form. */
function withText(plan: Plan, text: string): Plan {
	return {
		...plan,
		machines: plan.machines.map((machine, index) => index === 0 ? {...machine, zone: text, host: text} : machine),
		target: {reached: false, shortfall: {
			machines: 1, zones: 0, zoneAndMachine: false, workloadMachines: 0, workloadZones: 0, toAdd: {machines: 1, zones: 0}, says: text,
		}},
		findings: [{rule: text, severity: 'error', machines: [text], message: text, lesson: text, source: text}],
		decisions: [{id: text, question: text, answer: text, because: text, lesson: text, source: text}],
		alternatives: plan.alternatives.map(each => ({...each, because: text})),
		steps: plan.steps.map(step => ({...step, because: text})),
	};
}

test('whatever stands in a plan, the page keeps its elements', t => {
	const {plan} = exportPlan({machines: 5, zones: 3}, {valued: true});
	// Long texts are cut in the drawing; what is cut is in a title, so titles are left out here.
	const shape = (text: string) => structure(reportTarget.write(exportInput(withText(plan, text))).get(file)!).filter(each => !/^\/?title/v.test(each));
	const expected = shape('text');
	const texts = hostileTexts.filter(text => checkedPlan({...plan, machines: [{...plan.machines[0]!, zone: text}]}) === undefined && text.trim() !== '');
	t.true(texts.length > 20);
	for (const text of texts) {
		t.deepEqual(shape(text), expected, JSON.stringify(text));
	}
});

/** Relative luminance and contrast (WCAG 2.2, 1.4.3). */
function luminance(colour: string): number {
	const [red, green, blue] = [1, 3, 5].map(at => {
		const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
		return value <= 0.040_45 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
	}) as [number, number, number];
	return (0.2126 * red) + (0.7152 * green) + (0.0722 * blue);
}

function contrast(one: string, other: string): number {
	const [darker, lighter] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
	return (lighter + 0.05) / (darker + 0.05);
}

test('every ink on every ground is read easily, light and dark (WCAG 2.2 AA, 4.5 to 1)', t => {
	t.is(Math.round(contrast('#000000', '#ffffff')), 21);
	for (const palette of [light, dark]) {
		for (const ink of inks) {
			for (const ground of grounds) {
				t.true(contrast(palette[ink], palette[ground]) >= 4.5, `${ink} on ${ground}: ${contrast(palette[ink], palette[ground]).toFixed(2)}`);
			}
		}
	}
});

test('the same plan gives the same bytes', t => {
	for (const {title, input, html, language} of all) {
		t.is(reportTarget.write({...input, language}).get(file), html, title);
		t.regex(html, /^<!doctype html>\n<html .*<\/html>\n$/sv, title);
	}
});
