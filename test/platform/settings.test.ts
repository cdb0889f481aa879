import test from 'ava';
import {localeLanguage, readSettings, type Surroundings} from '../../source/platform/settings.js';

const terminal: Surroundings = {
	environment: {TERM: 'xterm-256color', LANG: 'en_US.UTF-8'},
	platform: 'linux',
	stdinIsTerminal: true,
	stdoutIsTerminal: true,
	columns: 120,
};

const inEnvironment = (environment: Record<string, string>): Surroundings => ({...terminal, environment: {TERM: 'xterm-256color', LANG: 'en_US.UTF-8', ...environment}});

test('any zh locale is Chinese, everything else English; LC_ALL before LC_MESSAGES before LANG', t => {
	t.is(localeLanguage({LANG: 'zh_CN.UTF-8'}), 'zh');
	t.is(localeLanguage({LANG: 'zh_TW.UTF-8'}), 'zh');
	t.is(localeLanguage({LANG: 'de_DE.UTF-8'}), 'en');
	t.is(localeLanguage({LC_ALL: 'C', LANG: 'zh_CN.UTF-8'}), 'en');
	t.is(localeLanguage({LC_ALL: '', LC_MESSAGES: 'zh_CN', LANG: 'en_US'}), 'zh');
	t.is(localeLanguage({}), 'en');
});

test('--lang wins over the locale', t => {
	const {language, languageAsked} = readSettings({lang: 'zh'}, terminal);
	t.is(language, 'zh');
	t.true(languageAsked);
	t.false(readSettings({}, terminal).languageAsked);
});

test('the full-screen program opens only between two terminals, and never in CI, TERM=dumb, --plain or --json', t => {
	t.true(readSettings({}, terminal).interactive);
	t.false(readSettings({}, {...terminal, stdinIsTerminal: false}).interactive);
	t.false(readSettings({}, {...terminal, stdoutIsTerminal: false}).interactive);
	t.false(readSettings({}, inEnvironment({CI: 'true'})).interactive);
	t.false(readSettings({}, inEnvironment({CI: ''})).interactive);
	t.true(readSettings({}, inEnvironment({CI: 'false'})).interactive);
	t.false(readSettings({}, inEnvironment({TERM: 'dumb'})).interactive);
	t.false(readSettings({plain: true}, terminal).interactive);
	t.false(readSettings({json: true}, terminal).interactive);
});

test('colour: off with NO_COLOR (not empty), --no-color, a pipe, a dumb terminal', t => {
	t.true(readSettings({}, terminal).colour);
	t.true(readSettings({}, inEnvironment({NO_COLOR: ''})).colour);
	t.false(readSettings({}, inEnvironment({NO_COLOR: '1'})).colour);
	t.false(readSettings({color: false}, terminal).colour);
	t.false(readSettings({}, {...terminal, stdoutIsTerminal: false}).colour);
	t.false(readSettings({}, inEnvironment({TERM: 'dumb'})).colour);
});

test('ASCII where asked, and where the locale is not UTF-8', t => {
	t.false(readSettings({}, terminal).ascii);
	t.true(readSettings({ascii: true}, terminal).ascii);
	t.true(readSettings({}, inEnvironment({LANG: 'C'})).ascii);
	t.true(readSettings({}, inEnvironment({LC_ALL: 'zh_CN.GBK'})).ascii);
	t.false(readSettings({}, {...inEnvironment({LANG: ''}), platform: 'win32'}).ascii);
});

test('plain text is wrapped between 40 and 100 columns', t => {
	t.is(readSettings({}, {...terminal, columns: 20}).width, 40);
	t.is(readSettings({}, {...terminal, columns: 90}).width, 90);
	t.is(readSettings({}, {...terminal, columns: 300}).width, 100);
	t.is(readSettings({}, {...terminal, columns: undefined}).width, 80);
});
