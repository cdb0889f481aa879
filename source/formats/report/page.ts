import type {Language} from '../../model/language.js';
import {planSummary} from '../../present/plan-summary.js';
import {reportPageWords as words} from '../../present/messages/report.js';
import {factsOf} from '../runbook/facts.js';
import {runbookBlocks} from '../runbook/sections.js';
import type {ExportInput} from '../target.js';
import {alternatives} from './alternatives.js';
import {tag, type Child, type Html} from './html.js';
import {decisions, findings, guarantees} from './judgements.js';
import {machineTable} from './machine-table.js';
import {anchors, runbookHtml, type Anchor} from './runbook-html.js';
import {styleSheet} from './style.js';
import {topology} from './topology.js';

type SectionId = keyof typeof words.sections;

const order = Object.keys(words.sections) as SectionId[];

/** Nothing is fetched, run or framed, whatever should ever be in the page. */
const policy = 'default-src \'none\'; style-src \'unsafe-inline\'; img-src data:; base-uri \'none\'; form-action \'none\'';

function head(title: string): Html {
	return tag(
		'head',
		{},
		{html: '<meta charset="utf-8">'},
		tag('meta', {'http-equiv': 'Content-Security-Policy', content: policy}),
		tag('meta', {name: 'viewport', content: 'width=device-width, initial-scale=1'}),
		tag('meta', {name: 'color-scheme', content: 'light dark'}),
		tag('title', {}, title),
		// Without it a browser asks a server for an icon that is not there.
		tag('link', {rel: 'icon', href: 'data:,'}),
		{html: `<style>${styleSheet()}</style>`},
	);
}

function contents(runbook: readonly Anchor[], language: Language): Html {
	const item = (id: string, title: string, ...children: readonly Html[]) => tag('li', {}, tag('a', {href: `#${id}`}, title), ...children);
	return tag(
		'nav',
		{'aria-labelledby': 'contents'},
		tag('h2', {id: 'contents'}, words.contents[language]),
		tag('ol', {}, ...order.map(id => id === 'runbook'
			? item(id, words.sections[id][language], tag('ol', {}, ...runbook.map(({id: anchor, title}) => item(anchor, title.replace(/^\d+\. /v, '')))))
			: item(id, words.sections[id][language]))),
	);
}

function section(id: SectionId, language: Language, ...children: readonly Child[]): Html {
	return tag('section', {'aria-labelledby': id}, tag('h2', {id}, words.sections[id][language]), ...children);
}

/** The whole report: one page that needs neither script nor network. */
export function reportPage(input: ExportInput): string {
	const {plan, language, chinese} = input;
	const translate = (text: string) => language === 'zh' ? chinese.get(text) ?? text : text;
	const {endpoint} = factsOf(input);
	const blocks = runbookBlocks(input);
	const title = words.title(plan.metadata.name)[language];
	const {shortfall} = plan.target;
	const body = tag(
		'body',
		{},
		tag(
			'header',
			{class: 'top'},
			tag('h1', {}, title),
			tag('p', {class: 'lead'}, planSummary(plan, language)),
			plan.target.reached
				? tag('p', {class: 'good'}, words.reached[language])
				: tag('p', {class: 'bad'}, `${words.missed[language]} ${shortfall === null ? '' : translate(shortfall.says)}`),
			contents(anchors(blocks, language), language),
		),
		tag(
			'main',
			{},
			section('topology', language, tag('figure', {}, topology(plan, endpoint, language), tag('figcaption', {}, words.figure[language])), machineTable(plan, language)),
			section('guarantees', language, guarantees(plan, language)),
			section('alternatives', language, alternatives(plan, language, translate)),
			section('findings', language, findings(plan, language, translate)),
			section('decisions', language, decisions(plan, language, translate)),
			section('runbook', language, runbookHtml(blocks, language)),
		),
		tag('footer', {}, words.madeBy[language]),
	);
	return `<!doctype html>\n${tag('html', {lang: language === 'zh' ? 'zh-CN' : 'en'}, head(title), body).html}\n`;
}

