import {readdirSync, readFileSync} from 'node:fs';
import test from 'ava';
import {claimedSchema} from '../../source/model/lesson-run.js';
import {playSchema} from '../../source/model/lesson.js';
import {readYaml} from '../../source/model/read-yaml.js';

const guide = readFileSync('docs/writing-lessons.md', 'utf8');
const root = 'fixtures/lessons/valid';
const lesson = [`${root}/claims.yaml`, ...readdirSync(`${root}/tiny`).map(name => `${root}/tiny/${name}`)].map(file => readFileSync(file, 'utf8'));

test('every YAML example of the guide for authors is a part of the lesson that passes the check', t => {
	// The example of a body holds fences itself, indented.
	const examples = [...guide.matchAll(/^```yaml\n(?<text>.*?)^```$/gmsv)].map(({groups}) => groups!.text!);
	t.true(examples.length >= 6);
	for (const example of examples) {
		t.true(lesson.some(text => text.includes(example)), example);
	}
});

test('every board and time line of the guide is one that can be played', t => {
	const plays = [...guide.matchAll(/`(?<text>\{model: [^`]*\})`/gv)].map(({groups}) => groups!.text!);
	t.is(plays.length, 3);
	for (const play of plays) {
		t.true('value' in readYaml(play, playSchema, {file: 'guide'}), play);
	}
});

test('every claim of the guide is one that can be made', t => {
	const claims = [...guide.matchAll(/`(?<text>\{kind: [^`]*\})`/gv)].map(({groups}) => groups!.text!);
	t.is(claims.length, 4);
	for (const claim of claims) {
		t.true('value' in readYaml(claim, claimedSchema, {file: 'guide'}), claim);
	}
});
