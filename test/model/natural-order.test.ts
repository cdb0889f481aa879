import test from 'ava';
import * as fc from 'fast-check';
import {compareNames} from '../../source/model/natural-order.js';

const sorted = (...names: string[]) => names.toSorted(compareNames);

test('node-2 comes before node-10', t => {
	t.deepEqual(sorted('node-10', 'node-2', 'node-1', 'node-100', 'node-20'), ['node-1', 'node-2', 'node-10', 'node-20', 'node-100']);
});

test('a name comes before those that only continue it', t => {
	t.deepEqual(sorted('node-1-b', 'node-1', 'node', 'node-1-a'), ['node', 'node-1', 'node-1-a', 'node-1-b']);
});

test('numbers inside of names count too', t => {
	t.deepEqual(sorted('rack10-a', 'rack9-b', 'rack9-a'), ['rack9-a', 'rack9-b', 'rack10-a']);
});

test('a digit comes before a letter and after a hyphen, as in ASCII', t => {
	t.deepEqual(sorted('zone-a', 'zone-1', 'zone--', 'zone-b'), ['zone--', 'zone-1', 'zone-a', 'zone-b']);
});

test('numbers with leading zeros are equal in value: fewer zeros first', t => {
	t.deepEqual(sorted('n002', 'n10', 'n2', 'n02', 'n0', 'n00'), ['n0', 'n00', 'n2', 'n02', 'n002', 'n10']);
});

test('numbers of any length are compared exactly', t => {
	t.true(compareNames('n9007199254740993', 'n9007199254740992') > 0);
	t.true(compareNames('n9007199254740992', 'n9007199254740993') < 0);
	t.true(compareNames('n99999999999999999999', 'n100000000000000000000') < 0);
});

const nameArbitrary = fc.string({unit: fc.constantFrom('a', 'b', '-', '0', '1', '2', '9'), maxLength: 6});

test('it is a total order: only a name itself is equal, and it never goes in a circle', t => {
	fc.assert(fc.property(nameArbitrary, nameArbitrary, nameArbitrary, (a, b, c) => {
		t.is(compareNames(a, b) === 0, a === b);
		t.is(Math.sign(compareNames(a, b)) + Math.sign(compareNames(b, a)), 0);
		t.false(compareNames(a, b) <= 0 && compareNames(b, c) <= 0 && compareNames(a, c) > 0);
	}), {numRuns: 2000});
});
