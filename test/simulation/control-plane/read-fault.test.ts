import {isDeepStrictEqual} from 'node:util';
import test from 'ava';
import fc from 'fast-check';
import {UserError} from '../../../source/model/user-error.js';
import {faultVerbs, operatorCommands, type Fault} from '../../../source/simulation/control-plane/fault.js';
import {readFault, readSpan} from '../../../source/simulation/control-plane/read-fault.js';
import {scenarios} from '../../../source/simulation/scenarios/scenarios.js';

function refusal(text: string): UserError {
	const read = faultOrRefusal(text);
	if (read instanceof UserError) {
		return read;
	}

	throw new Error(`${text} was taken`);
}

test('a fault is a time, a verb and what the verb takes', t => {
	t.deepEqual(readFault('5s kill etcd-leader'), {atUs: 5_000_000, deed: {verb: 'kill', target: 'etcd-leader'}, text: '5s kill etcd-leader'});
	const sides = {from: ['node-1'], to: ['node-2', 'zone-a']};
	t.deepEqual(readFault('1.5s cut node-1|node-2,zone-a').deed, {verb: 'cut', ...sides, oneWay: false});
	t.deepEqual(readFault('2m cut node-1->node-2,zone-a').deed, {verb: 'cut', ...sides, oneWay: true});
	t.deepEqual(readFault('0 heal').deed, {verb: 'heal', from: [], to: [], oneWay: false});
	t.deepEqual(readFault('0 heal a|rest').deed, {verb: 'heal', from: ['a'], to: ['rest'], oneWay: false});
	t.deepEqual(readFault('300ms delay a->b 20ms').deed, {verb: 'delay', from: ['a'], to: ['b'], oneWay: true, byUs: 20_000});
	t.deepEqual(readFault('1s lose a|b 2.5%').deed, {verb: 'lose', from: ['a'], to: ['b'], oneWay: false, percent: 2.5});
	t.deepEqual(readFault('1s slow-disk etcd-1 2s').deed, {verb: 'slow-disk', target: 'etcd-1', byUs: 2_000_000});
	t.deepEqual(readFault('1s drift node-1 -50%').deed, {verb: 'drift', target: 'node-1', percent: -50});
	t.deepEqual(readFault('1s drift node-1 +10%').deed, {verb: 'drift', target: 'node-1', percent: 10});
	t.deepEqual(readFault('1s etcdctl put 10').deed, {verb: 'etcdctl', command: ['put', '10']});
	t.deepEqual(readFault('1s etcdctl snapshot-save').deed, {verb: 'etcdctl', command: ['snapshot-save']});
});

test('blanks between the words do not matter, and the text is kept tidy', t => {
	t.is(readFault('  5s\tkill   etcd-1 ').text, '5s kill etcd-1');
	t.deepEqual(readFault('  5s\tkill   etcd-1 '), readFault('5s kill etcd-1'));
});

test('times have a unit, and are an hour at most', t => {
	t.deepEqual(['0', '0s', '300ms', '1.5s', '60m', '0.001ms'].map(text => readSpan(text)), [0, 0, 300_000, 1_500_000, 3_600_000_000, 1]);
	for (const text of ['', '5', '-5s', '5 s', '5h', '61m', '1e3s', 's', '٥s']) {
		t.is(readSpan(text), undefined, text);
	}
});

const wrong: ReadonlyArray<readonly [string, RegExp, RegExp]> = [
	['', /"" is no time; wanted a number with ms, s or m, at most 60m/v, /A fault reads like/v],
	['kill etcd-1', /"kill" is no time/v, /A fault reads like/v],
	['90m kill etcd-1', /"90m" is no time/v, /A fault reads like/v],
	['5s', /"" is no verb; it knows kill, stop/v, /A fault reads like/v],
	['5s kil etcd-1', /"kil" is no verb/v, /kill/v],
	['5s slowdisk etcd-1 2s', /"slowdisk" is no verb/v, /slow-disk/v],
	['5s explode etcd-1', /"explode" is no verb/v, /A fault reads like/v],
	['5s kill', /kill takes 1 more word; got 0/v, /A fault reads like/v],
	['5s kill etcd-1 etcd-2', /kill takes 1 more word; got 2/v, /A fault reads like/v],
	['5s drift etcd-1', /drift takes 2 more words; got 1/v, /A fault reads like/v],
	['5s drift etcd-1 10', /"10" is no share; wanted -90% to 900%/v, /A fault reads like/v],
	['5s drift etcd-1 -95%', /"-95%" is no share/v, /A fault reads like/v],
	['5s lose a|b 101%', /"101%" is no share; wanted 0% to 100%/v, /A fault reads like/v],
	['5s slow-disk etcd-1 2', /"2" is no time/v, /A fault reads like/v],
	['5s cut', /cut takes 1 more word; got 0/v, /A fault reads like/v],
	['5s cut etcd-1', /wanted two sides, A\|B \(both ways\) or A->B \(one way\).*got "etcd-1"/v, /A fault reads like/v],
	['5s cut a|', /wanted two sides/v, /A fault reads like/v],
	['5s cut a|b|c', /wanted two sides/v, /A fault reads like/v],
	['5s cut rest|rest', /it cannot be both sides/v, /A fault reads like/v],
	['5s cut a | b', /cut takes 1 more word; got 3/v, /A fault reads like/v],
	['5s heal a|b c', /heal takes 1 more word; got 2/v, /A fault reads like/v],
	['5s delay a|b', /delay takes 2 more words; got 1/v, /A fault reads like/v],
	['5s etcdctl', /etcdctl has no command "" here; it has put, delete, get/v, /A fault reads like/v],
	['5s etcdctl member-ad etcd-4', /etcdctl has no command "member-ad"/v, /member-add/v],
	['5s etcdctl put', /etcdctl takes 2 more words; got 1/v, /A fault reads like/v],
	['5s etcdctl disarm now', /etcdctl takes 1 more word; got 2/v, /A fault reads like/v],
];

for (const [text, says, fix] of wrong) {
	test(`refused, with what to write instead: "${text}"`, t => {
		const error = refusal(text);
		t.regex(error.says.en, says);
		t.regex(error.fix!.en, fix);
		t.regex(error.says.zh, /\p{Script=Han}/v);
		t.regex(error.fix!.zh, /\p{Script=Han}/v);
		t.is(error.exitCode, 2);
	});
}

const name = fc.constantFrom('etcd-1', 'etcd-leader', 'a-follower', 'node/vip-holder', 'zone-a', 'rest', 'x', '|', '->', ',', '');
const word = fc.oneof(
	name,
	fc.constantFrom(...faultVerbs),
	fc.constantFrom(...operatorCommands.keys()),
	fc.constantFrom('5s', '0', '20ms', '1.5m', '10%', '-50%', '+3%', '1e9s'),
	fc.tuple(name, fc.constantFrom('|', '->', ','), name).map(parts => parts.join('')),
	fc.string({maxLength: 12}),
	fc.string({unit: 'binary', maxLength: 6}),
);
const time = fc.constantFrom('0', '5s', '20ms', '1.5m');

/** The fault, or why it is refused; any other error is a bug. */
function faultOrRefusal(text: string): Fault | UserError {
	try {
		return readFault(text);
	} catch (error) {
		if (error instanceof UserError) {
			return error;
		}

		throw error;
	}
}

test('any text is a fault whose own text is the same fault, or is refused in both languages', t => {
	let taken = 0;
	fc.assert(fc.property(fc.oneof(time, word), fc.oneof(fc.constantFrom(...faultVerbs), word), fc.array(word, {maxLength: 3}), (first, second, words) => {
		const read = faultOrRefusal([first, second, ...words].join(' '));
		if (read instanceof UserError) {
			return read.says.en.length > 0 && read.says.zh.length > 0 && read.fix !== undefined;
		}

		taken++;
		return isDeepStrictEqual(readFault(read.text), read);
	}), {numRuns: 3000, seed: 7});
	t.true(taken > 100, `${taken} were taken`);
});

test('every verb and every command of the operator can be written', t => {
	const takes: Readonly<Record<string, string>> = {cut: 'a|b', heal: 'a|b', delay: 'a|b 5ms', lose: 'a|b 5%', 'slow-disk': 'a 5ms', drift: 'a 5%'};
	for (const verb of faultVerbs.filter(each => each !== 'etcdctl')) {
		t.is(readFault(`1s ${verb} ${takes[verb] ?? 'a'}`).deed.verb, verb);
	}

	for (const [command, count] of operatorCommands) {
		t.is(readFault(['1s etcdctl', command, ...Array.from({length: count}, () => 'x')].join(' ')).deed.verb, 'etcdctl');
	}
});

test('the scenarios are written in it, in the order of their times', t => {
	for (const {id, faults, untilMs} of scenarios) {
		const times = faults.map(text => readFault(text).atUs);
		t.deepEqual(times, [...times].sort((left, right) => left - right), id);
		t.true(times.every(atUs => atUs < untilMs * 1000), id);
	}
});
