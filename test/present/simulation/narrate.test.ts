import test from 'ava';
import {narrate} from '../../../source/present/simulation/narrate.js';
import {told} from '../../../source/present/simulation/told.js';
import type {Text} from '../../../source/model/language.js';
import type {ChainNote} from '../../../source/simulation/control-plane/notes.js';
import {exampleNotes, nameFor, tellerOf} from './example-notes.js';

const serverName = (index: number) => `apiserver-${index + 1}`;

function tell(note: ChainNote): Text | undefined {
	return narrate(note, {process: tellerOf(note.kind), nameOf: nameFor(note.kind), serverName, tickMs: 100});
}

const sentences = exampleNotes.flatMap(note => {
	const text = tell(note);
	return text === undefined ? [] : [{note, ...text}];
});

test('every kind of note that is ever told has a sentence', t => {
	const kinds = Object.entries(told).filter(([, telling]) => telling !== 'never').map(([kind]) => kind);
	t.deepEqual(kinds.filter(kind => !sentences.some(({note}) => note.kind === kind)), []);
});

test('only what another line tells has none', t => {
	const silent = exampleNotes.filter(note => tell(note) === undefined).map(note => note.kind === 'fault' ? note.text : note.kind);
	// The leader has told that it steps down; the operator's line tells the command.
	t.deepEqual(silent, ['raft-became-follower', '5s etcdctl member-add etcd-4', 'api-probe', 'write-probe']);
});

test('a sentence begins with the name of who tells it', t => {
	for (const {note, en, zh} of sentences) {
		const name = tellerOf(note.kind);
		t.true(en.startsWith(name === '' ? '' : `${name} `), en);
		t.true(zh.startsWith(name === '' ? '' : `${name} `), zh);
	}
});

test('a sentence is whole: nothing is left open, and it has an end', t => {
	for (const {en, zh} of sentences) {
		t.notRegex(en, /undefined|NaN|\bnull\b|Infinity|\[object|\$\{| {2}/v);
		t.notRegex(zh, /undefined|NaN|\bnull\b|Infinity|\[object|\$\{| {2}/v);
		t.regex(en, /^\S.*[^\s.]\.$/v);
		t.regex(zh, /^\S.*[^\s。]。$/v);
	}
});

test('English has no Chinese in it, and Chinese is written as the glossary has it', t => {
	for (const {en, zh} of sentences) {
		t.notRegex(en, /\p{Script=Han}|[，。：；（）]/v);
		t.regex(zh, /\p{Script=Han}/v);
		// Full-width punctuation beside a Chinese character, and a space between it and a letter or digit.
		t.notRegex(zh, /\p{Script=Han}[,;:!?\(\)]|[,;:!?\(\)]\p{Script=Han}/v);
		t.notRegex(zh, /\p{Script=Han}[A-Za-z\d]|[A-Za-z\d]\p{Script=Han}/v);
		t.notRegex(zh, /您|群集|领袖|主人|奴隶|选票箱|[，。：；（）] |\p{Script=Han} [，。：；（）\p{Script=Han}]/v);
	}
});

test('a sentence names whom it is about, with the numbers', t => {
	const say = (kind: ChainNote['kind'], index = 0) => tell(exampleNotes.filter(note => note.kind === kind)[index]!)!.en;
	t.is(say('raft-became-leader'), 'etcd-1 has 2 of 3 votes and leads term 5; it begins with an empty entry, 121, for only an entry of its own term tells it what is committed.');
	t.regex(say('raft-became-pre-candidate'), /13 ticks \(about 1\.3 s\).*term 5 \(pre-vote\).*stays in term 4/v);
	t.regex(say('vrrp-became-active'), /priority 100.*3\.609 s/v);
	t.regex(say('vrrp-became-backup', 2), /keepalived-2, whose priority 101 is above its own 100/v);
	t.regex(say('health-check-server-down'), /marks apiserver-1 DOWN/v);
	t.regex(say('fault'), /etcd-leader \(now etcd-2\)/v);
	t.regex(say('pod-deletion-requested'), /web-1 on node-4.*300 s.*run on.*until the kubelet/v);
});

test('without a tick\'s length ticks are counted only', t => {
	const note: ChainNote = {kind: 'raft-became-pre-candidate', term: 4, ticks: 13};
	t.regex(narrate(note, {process: 'etcd-1', nameOf: String, serverName})!.en, /timeout of 13 ticks is over/v);
});

test('the sentences, to be read', t => {
	t.snapshot(sentences.map(({note, en, zh}) => `${note.kind}\n  ${en}\n  ${zh}`).join('\n'));
});
