import test from 'ava';
import fc from 'fast-check';
import {UserError} from '../../../source/model/user-error.js';
import {looksLikeShareCode, readShareCode, writeShareCode, type SharedRun} from '../../../source/simulation/experiment/share-code.js';

const plain: SharedRun = {scenario: 'etcd-leader-crash', seed: 42, set: [], faults: [], untilMs: null, made: []};

const texts = fc.array(fc.string({unit: 'binary', maxLength: 20}), {maxLength: 4});

test('a code gives back the run it was made of, whatever is in it', t => {
	fc.assert(fc.property(fc.record({scenario: fc.string(), seed: fc.nat(), set: texts, faults: texts, untilMs: fc.option(fc.integer({min: 1, max: 3_600_000})), made: texts}), run => {
		const code = writeShareCode(run);
		t.regex(code, /^ha1\.[\w\-]+\.[0-9a-z]+$/v);
		t.true(looksLikeShareCode(code));
		t.deepEqual(readShareCode(code), run);
	}));
});

test('a plain run is a short word, and any change of it another one', t => {
	const code = writeShareCode(plain);
	t.true(code.length < 60, code);
	t.not(writeShareCode({...plain, seed: 43}), code);
	t.not(writeShareCode({...plain, made: ['5s kill etcd-leader']}), code);
	t.false(looksLikeShareCode('etcd-leader-crash'));
});

test('what a narrow window breaks into lines is read all the same', t => {
	const code = writeShareCode({...plain, made: ['5.123456s kill etcd-leader', '9s restart etcd-1']});
	t.deepEqual(readShareCode(` ${code.slice(0, 20)}\n  ${code.slice(20)}\n`), readShareCode(code));
});

const refused = (t: {throws: (run: () => unknown, expected: {instanceOf: typeof UserError}) => UserError | undefined}, code: string) => t.throws(() => readShareCode(code), {instanceOf: UserError})!.says.en;

test('what is wrong with a code is said exactly', t => {
	const code = writeShareCode(plain);
	const [, payload = '', checksum = ''] = code.split('.');
	t.regex(refused(t, 'etcd-leader-crash'), /does not begin with ha1\./v);
	t.regex(refused(t, `ha2.${payload}.${checksum}`), /version ha2/v);
	t.regex(refused(t, `ha1.${payload}`), /cut off/v);
	t.regex(refused(t, `ha1.${payload.slice(0, -3)}.${checksum}`), /damaged/v);
	t.regex(refused(t, `${code}.more`), /too many dots/v);
});

test('one character that differs is found out', t => {
	const code = writeShareCode({...plain, made: ['5s kill etcd-leader']});
	for (let at = 4; at < code.lastIndexOf('.'); at++) {
		t.throws(() => readShareCode(`${code.slice(0, at)}${code[at] === 'A' ? 'B' : 'A'}${code.slice(at + 1)}`), {instanceOf: UserError}, String(at));
	}
});
