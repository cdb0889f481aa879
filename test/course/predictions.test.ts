import {readFileSync} from 'node:fs';
import test from 'ava';
import {gradeAnswer} from '../../source/course/grade-answer.js';
import {parseLesson, type LessonFiles} from '../../source/course/load-lesson.js';
import {figureOf, holds} from '../../source/course/predictions/holds.js';
import {mayBothHold} from '../../source/course/predictions/may-both-hold.js';
import {optionsFor} from '../../source/course/predictions/run-options.js';
import {resultOf, type RunResult} from '../../source/course/predictions/run-result.js';
import {readAnswer} from '../../source/course/read-answer.js';
import {claimedSchema, predictedRunSchema, type Claimed} from '../../source/model/lesson-run.js';
import type {Prediction} from '../../source/model/lesson.js';
import {UserError} from '../../source/model/user-error.js';
import {runCommand} from '../../source/present/run-command.js';

const read = (file: string) => readFileSync(`fixtures/lessons/valid/tiny/${file}`, 'utf8');
const files: LessonFiles = {id: 'tiny', directory: 'lessons/tiny', structure: read('lesson.yaml'), en: read('en.yaml'), zh: read('zh.yaml')};

const claim = (written: unknown): Claimed => claimedSchema.parse(written);
const run = (written: unknown) => predictedRunSchema.parse(written);
const one = resultOf(run({scenario: 'scheduler-leader-stop'}));
const many: RunResult = {kind: 'many', samples: {leaseTakeoverMs: [30, 10, 20, 40], vipFailoverMs: [null, null], etcdLeaderGapMs: [1, null]}};

test('the answer of a prediction is what the simulation proves', t => {
	const question = parseLesson(files).structure.questions.find(({id}) => id === 'goodbye') as Prediction;
	t.is(question.answer, 'at-once');
	t.like(question.found[0], {measure: 'etcdLeaderGapMs', of: 'p50'});
	t.true(question.found[0]!.value! < 100);
	t.deepEqual(gradeAnswer(question, ['at-once']), {correct: true, whyKeys: ['at-once']});
	t.deepEqual(gradeAnswer(question, ['waits']), {correct: false, whyKeys: ['waits']});
	t.deepEqual(readAnswer(question, 'B'), {kind: 'given', given: ['waits']});
	t.is(readAnswer(question, 'a,b').kind, 'unclear', 'one prediction, not two');
});

test('a lesson with a prediction that the simulation does not prove is not shown', t => {
	const error = t.throws(() => parseLesson({...files, structure: files.structure.replace('below: 100', 'below: 1')}), {instanceOf: UserError});
	t.regex(error.says.en, /^goodbye: no option is right/v);
});

test('a range holds its lower end, and not its upper one', t => {
	const between = (atLeast: number, below: number) => holds(claim({kind: 'measure', measure: 'leaseTakeoverMs', of: 'p50', atLeast, below}), many);
	t.true(between(20, 21));
	t.false(between(10, 20));
	t.false(between(21, 30));
});

test('a figure of many runs is one of all of them: what never happened in some has none', t => {
	t.is(figureOf(many, 'leaseTakeoverMs', 'max'), 40);
	t.is(figureOf(many, 'etcdLeaderGapMs', 'min'), null);
	t.is(figureOf(many, 'leaseTakeoverMs', 'value'), null);
	t.is(figureOf(one, 'leaseTakeoverMs', 'p50'), null);
	t.true(holds(claim({kind: 'never', measure: 'vipFailoverMs'}), many));
	t.false(holds(claim({kind: 'never', measure: 'etcdLeaderGapMs'}), many), 'it did once');
});

test('notes are found by kind, by who told them, by what they hold, and within their time', t => {
	const noted = (rest: Record<string, unknown>) => holds(claim({kind: 'note', note: 'lease-acquired', ...rest}), one);
	t.true(noted({}));
	t.true(noted({fromMs: 5000, where: {how: 'released', lease: 'kube-scheduler'}}));
	t.false(noted({where: {how: 'expired'}}));
	t.false(noted({where: {nothing: 'such'}}));
	t.false(noted({toMs: 5000}));
	t.true(noted({toMs: 5000, happens: false}));
	t.false(noted({by: 'etcd-1'}));
	t.true(holds(claim({kind: 'note', note: 'fault', where: {text: '5s stop scheduler-leader'}}), one));
});

test('an order wants both, the first one first', t => {
	const order = (first: string, later: string) => holds(claim({kind: 'order', first: {note: first}, later: {note: later}}), one);
	t.true(order('lease-released', 'lease-acquired'));
	t.false(order('lease-acquired', 'lease-released'));
	t.false(order('lease-released', 'lease-lost'));
});

test('ranges of one figure exclude each other; of two figures they may both be true', t => {
	const range = (of: string, atLeast: number, below: number) => claim({kind: 'measure', measure: 'leaseTakeoverMs', of, atLeast, below});
	t.false(mayBothHold([range('p50', 0, 10)], [range('p50', 10, 20)]));
	t.true(mayBothHold([range('p50', 0, 11)], [range('p50', 10, 20)]));
	t.true(mayBothHold([range('p50', 0, 10)], [range('max', 10, 20)]));
	t.false(mayBothHold([claim({kind: 'never', measure: 'leaseTakeoverMs'})], [range('p50', 10, 20)]));
	t.false(mayBothHold([claim({kind: 'note', note: 'lease-lost'})], [range('p50', 10, 20)]), 'the run tells them apart');
});

test('many runs draw the moment of their faults as simulate --runs does, and the command says the same', t => {
	const often = run({scenario: 'vip-holder-stop', set: ['vrrp.advertMs=3000'], faults: ['9s kill haproxy-2'], seeds: [5, 14]});
	t.like(optionsFor(often), {seed: 5, spread: true, untilMs: null});
	t.is(runCommand(often), 'k8s-ha-tutor simulate vip-holder-stop --set vrrp.advertMs=3000 --fault "9s kill haproxy-2" --runs 10 --seed 5');
	t.like(optionsFor(run({scenario: 'vip-holder-stop'})), {seed: 42, spread: false});
	t.is(runCommand(run({scenario: 'vip-holder-stop', seed: 7, untilMs: 9000})), 'k8s-ha-tutor simulate vip-holder-stop --until 9000ms --run --seed 7');
});
