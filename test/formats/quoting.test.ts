import {execFileSync} from 'node:child_process';
import test from 'ava';
import fc from 'fast-check';
import {parse} from 'yaml';
import {
	commentText, configWord, hostInUrl, hostPort, shellWord, yamlText,
} from '../../source/formats/quoting.js';
import {hostileText, hostileTexts} from '../helpers/hostile-text.js';

test('YAML: a word stays plain where every reader takes it for text, and is quoted where one would not', t => {
	for (const word of ['node-1', 'eth0', '/etc/kubernetes/pki/ca.crt', 'api.example.com', 'v1.37.1']) {
		t.is(yamlText(word), word);
	}

	for (const word of ['', 'yes', 'No', 'null', '1.30', '0x1f', '10.0.0.11', '1:20', '::1', '- a', 'a: b', 'a #b', '#', '{{ a }}', '*a', '&a', '!a', ' a', 'a ']) {
		t.is(yamlText(word), JSON.stringify(word));
	}
});

test('YAML: whatever the text, it is read back as it was, beside and inside other values, in YAML 1.1 and 1.2', t => {
	fc.assert(fc.property(hostileText, text => {
		const quoted = yamlText(text);
		t.notRegex(quoted, /[\n\r\u0085\u2028\u2029]/v);
		for (const version of ['1.1', '1.2'] as const) {
			t.deepEqual(parse(`before: 1\nkey: ${quoted} # why\nflow: [${quoted}, b]\nafter: 2\n`, {version}), {before: 1, key: text, flow: [text, 'b'], after: 2});
		}
	}));
});

test('a shell gets every word as it was, and runs nothing of it', t => {
	const words = hostileTexts.filter(text => !/[\p{Control}\p{Format}\p{Surrogate}\u2028\u2029]/v.test(text));
	t.true(words.length > 10);
	const output = execFileSync('/bin/sh', ['-c', String.raw`printf '%s\n' ${words.map(word => shellWord(word)).join(' ')}`], {encoding: 'utf8'});
	t.is(output, words.map(word => `${word}\n`).join(''));
	t.is(shellWord('/srv/backup'), '/srv/backup');
	t.is(shellWord(''), '\'\'');
});

test('neither a shell command nor a configuration file is written with control characters in it', t => {
	for (const text of ['a\nb', 'a\u0000', '\u001B[2J', 'a\u202Eb', 'a\rb', 'a\u2028b']) {
		t.throws(() => shellWord(text), {instanceOf: RangeError});
		t.throws(() => configWord(text), {instanceOf: RangeError});
	}
});

test('a configuration file gets a word as it is, or not at all', t => {
	for (const word of ['node-1', '10.0.0.11', '2001:db8::1', '::1', '/etc/haproxy/ca.pem', 'eth0.10', 'a_b']) {
		t.is(configWord(word), word);
	}

	for (const word of ['', 'a b', '#', 'a"b', '\'', '$HOME', ['$', '{a}'].join(''), String.raw`a\b`, '{', 'a;b', '-c', '!a', '@a', '%i', '中']) {
		t.throws(() => configWord(word), {instanceOf: RangeError}, word);
	}
});

test('a comment stays on its line', t => {
	t.is(commentText(' a\nb\r\n\tc '), 'a b c');
	t.is(commentText('a\u0000\u202Eb\u{E0001}'), String.raw`a\u0000\u202eb\U000e0001`);
	fc.assert(fc.property(hostileText, text => {
		t.notRegex(commentText(text), /[\p{Control}\p{Format}\p{Surrogate}\u2028\u2029]/v);
	}));
});

test('an IPv6 address stands in brackets before a port (RFC 3986 §3.2.2)', t => {
	t.is(hostPort('10.0.0.11', 6443), '10.0.0.11:6443');
	t.is(hostPort('2001:db8::11', 6443), '[2001:db8::11]:6443');
	t.is(hostPort('node-1', 6443), 'node-1:6443');
	t.is(hostInUrl('::1'), '[::1]');
	t.throws(() => hostPort('a b', 1), {instanceOf: RangeError});
});
