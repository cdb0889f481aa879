import test from 'ava';
import {readIp, sameAddress, isHostName} from '../../source/planner/addresses.js';
import {virtualRouterIdOf} from '../../source/planner/virtual-router-id.js';
import {zoneName} from '../../source/planner/zones.js';

test('VRID = 1 + FNV-1a-32(name) mod 255', t => {
	t.is(virtualRouterIdOf('demo'), 25);
	t.is(virtualRouterIdOf('demo', [7]), 25);
});

test('it steps by one past 51 and those taken; after 255 comes 1', t => {
	t.is(virtualRouterIdOf('demo', [25]), 26);
	t.is(virtualRouterIdOf('demo', [25, 26, 27]), 28);
	const from25To50 = Array.from({length: 26}, (_, index) => index + 25);
	t.is(virtualRouterIdOf('demo', from25To50), 52, '51 is never used');
	const upTo255 = Array.from({length: 231}, (_, index) => index + 25);
	t.is(virtualRouterIdOf('demo', upTo255), 1);
	t.is(virtualRouterIdOf('demo', [...upTo255, ...Array.from({length: 23}, (_, index) => index + 1)]), 24);
});

test('zones are named zone-a to zone-z, then zone-aa', t => {
	t.deepEqual([0, 1, 25, 26, 27, 51, 52, 701, 702].map(index => zoneName(index)), [
		'zone-a', 'zone-b', 'zone-z', 'zone-aa', 'zone-ab', 'zone-az', 'zone-ba', 'zone-zz', 'zone-aaa',
	]);
});

test('addresses are read by value', t => {
	t.deepEqual(readIp('10.0.0.1'), {family: 'IPv4', bytes: [10, 0, 0, 1]});
	t.true(sameAddress('::1', '0:0:0:0:0:0:0:1'));
	t.true(sameAddress('FD00::A', 'fd00:0::000a'));
	t.true(sameAddress('::ffff:10.0.0.1', '::ffff:a00:1'));
	t.true(sameAddress('Node.Example.com', 'node.example.com'));
	t.false(sameAddress('10.0.0.1', '10.0.0.10'));
	for (const wrong of ['', '10.0.0', '10.0.0.256', '10.0.0.01', '1:2:3:4:5:6:7', '1::2::3', '1:2:3:4:5:6:7:8:9', ':1', '12345::', 'fe80::1%eth0', ':::']) {
		t.is(readIp(wrong), undefined, wrong);
	}

	t.true(isHostName('api.example.com'));
	for (const wrong of ['', '-a', 'a_b', 'a..b', '10.0.0.300', 'a'.repeat(64), `${'a.'.repeat(127)}aa`]) {
		t.false(isHostName(wrong), wrong);
	}
});
