import test from 'ava';
import fc from 'fast-check';
import {checkedPlan} from '../../source/formats/checked-values.js';
import {keepalivedTarget} from '../../source/formats/keepalived.js';
import type {Plan} from '../../source/model/plan.js';
import {exportInput, exportPlan, exportPlans} from '../helpers/export-plans.js';
import {hostileText} from '../helpers/hostile-text.js';

/** The lines that mean something, without comments and indentation. */
function linesOf(configuration: string): string[] {
	return configuration.split('\n').map(line => line.trim()).filter(line => line !== '' && !line.startsWith('#'));
}

function configurationsOf(plan: Plan): ReadonlyMap<string, readonly string[]> {
	return new Map([...keepalivedTarget.write(exportInput(plan))].map(([path, text]) => [path, linesOf(text)]));
}

const {plan} = exportPlan({machines: 3}, {valued: true});

/** The plan with these addresses, machine by machine. */
function addressed(addresses: ReadonlyArray<string | null>, vip = '10.0.0.100'): Plan {
	return {...plan, machines: plan.machines.map((machine, index) => ({...machine, address: addresses[index] ?? null})), loadBalancer: {...plan.loadBalancer, vip}};
}

test('the values are the ones that were measured: every failover the drill predicts rests on them', t => {
	t.deepEqual(configurationsOf(plan).get('keepalived/node-2/keepalived.conf'), [
		'global_defs {',
		'router_id node-2',
		'vrrp_version 3',
		'vrrp_garp_master_refresh 10',
		'enable_script_security',
		'script_user root',
		'}',
		'vrrp_script haproxy_answers {',
		'script "/usr/bin/curl --silent --fail --output /dev/null --noproxy 127.0.0.1 http://127.0.0.1:8404/alive"',
		'interval 1',
		'timeout 1',
		'fall 2',
		'rise 2',
		'weight 0',
		'}',
		'vrrp_instance kubernetes {',
		'state BACKUP',
		'interface eth0',
		'virtual_router_id 25',
		'priority 100',
		'advert_int 1',
		'unicast_src_ip 10.0.0.12',
		'unicast_peer {',
		'10.0.0.11',
		'10.0.0.13',
		'}',
		'virtual_ipaddress {',
		'10.0.0.100/32',
		'}',
		'track_script {',
		'haproxy_answers',
		'}',
		'}',
	]);
});

test('one file for each load balancer, with priorities that fall in plan order and one router ID for all', t => {
	for (const {title, plan, input} of exportPlans.filter(each => each.valued && keepalivedTarget.refuses(each.input) === undefined)) {
		const files = configurationsOf(plan);
		t.deepEqual([...files.keys()], plan.loadBalancer.machines.map(name => `keepalived/${name}/keepalived.conf`), title);
		for (const [index, lines] of [...files.values()].entries()) {
			t.true(lines.includes(`priority ${101 - index}`), title);
			t.true(lines.includes(`virtual_router_id ${plan.loadBalancer.virtualRouterId}`), title);
			t.true(lines.includes('state BACKUP') && !lines.includes('nopreempt'), title);
		}

		t.is(keepalivedTarget.needs(input).length, 0);
	}
});

test('each kind of load balancer: what is needed, or why there is no keepalived', t => {
	t.snapshot(Object.fromEntries(exportPlans.map(({title, input}) => [
		title,
		keepalivedTarget.refuses(input)?.en ?? keepalivedTarget.needs(input).map(({field, flag}) => `${field} ${flag}`).join(', '),
	])));
});

test('a plan edited until nobody holds the load balancer is refused', t => {
	t.regex(keepalivedTarget.refuses(exportInput({...plan, loadBalancer: {...plan.loadBalancer, machines: []}}))?.en ?? '', /names no machine/v);
});

test('unicast only where every load balancer\'s address is known: a peer left out would take the VIP as well', t => {
	for (const addresses of [[], ['10.0.0.11', '10.0.0.12'], ['10.0.0.11', '10.0.0.12', 'node-3.example.com']]) {
		for (const lines of configurationsOf(addressed(addresses)).values()) {
			t.false(lines.some(line => line.startsWith('unicast')));
		}
	}

	const alone = configurationsOf({...plan, loadBalancer: {...plan.loadBalancer, machines: ['node-1']}});
	t.false(alone.get('keepalived/node-1/keepalived.conf')!.some(line => line.startsWith('unicast')));
});

test('the VIP and the machines\' addresses are of one family (RFC 9568 §5.1)', t => {
	const six = ['2001:db8::11', '2001:db8::12', '2001:db8::13'];
	t.regex(keepalivedTarget.refuses(exportInput(addressed(six)))?.en ?? '', /10\.0\.0\.100 and the addresses of node-1, node-2, node-3 are not of one family/v);
	t.is(keepalivedTarget.refuses(exportInput(addressed(six, '2001:db8::100'))), undefined);
	t.true(configurationsOf(addressed(six, '2001:db8::100')).get('keepalived/node-1/keepalived.conf')!.includes('2001:db8::100/128'));
});

test('a plan without a router ID gets the one that its name gives', t => {
	const lines = configurationsOf({...plan, loadBalancer: {...plan.loadBalancer, virtualRouterId: null}}).get('keepalived/node-1/keepalived.conf')!;
	t.true(lines.includes(`virtual_router_id ${plan.loadBalancer.virtualRouterId}`));
});

test('the same plan gives the same bytes: printable lines that end with a newline, braces that close', t => {
	for (const {title, input} of exportPlans.filter(each => each.valued && keepalivedTarget.refuses(each.input) === undefined)) {
		const again = keepalivedTarget.write(structuredClone(input));
		for (const [path, text] of keepalivedTarget.write(input)) {
			t.is(text, again.get(path)!, title);
			t.regex(text, /^(?:[ -~]*\n)+$/v, title);
			t.notRegex(text, /\n\n\n|[ \t]\n|\n\n$/v, title);
			t.is(linesOf(text).filter(line => line.endsWith('{')).length, linesOf(text).filter(line => line === '}').length, title);
		}
	}
});

test('no text leaves its field: it is refused before, or stands where it belongs and nowhere else', t => {
	const usual = new Set([...configurationsOf(plan).values(), ...configurationsOf(addressed([])).values()].flat());
	const isForeseen = (line: string) => usual.has(line)
		|| /^(?:router_id|interface|unicast_src_ip) [\w.:@+,=\/\-]+$/v.test(line)
		|| /^virtual_router_id \d+$/v.test(line)
		|| /^[\d.]+(?:\/32)?$|^[\da-f:.]+(?:\/128)?$/iv.test(line);
	fc.assert(fc.property(hostileText, fc.constantFrom('name', 'address', 'cluster', 'vip', 'interface'), (text, field) => {
		const [first, ...others] = plan.machines;
		const names = field === 'name' ? [text, 'node-2', 'node-3'] : plan.loadBalancer.machines;
		const hostile: Plan = {
			...plan,
			metadata: {name: field === 'cluster' ? text : plan.metadata.name},
			requirements: {...plan.requirements, interface: field === 'interface' ? text : plan.requirements.interface},
			machines: [field === 'name' || field === 'address' ? {...first!, [field]: text} : first!, ...others],
			loadBalancer: {...plan.loadBalancer, machines: names, vip: field === 'vip' ? text : plan.loadBalancer.vip},
		};
		// Even unchecked, the writer gives up or quotes.
		try {
			return [...configurationsOf(hostile).values()].flat().every(line => isForeseen(line));
		} catch (error) {
			return error instanceof RangeError && checkedPlan(hostile) !== undefined;
		}
	}));
	t.throws(() => configurationsOf({...plan, requirements: {...plan.requirements, interface: 'eth0\nnotify /tmp/x'}}), {instanceOf: RangeError});
});

test('what is needed and what to do next is said in both languages', t => {
	const inputs = exportPlans.filter(each => keepalivedTarget.refuses(each.input) === undefined).map(({input}) => input);
	for (const says of inputs.flatMap(input => [...keepalivedTarget.needs(input).map(need => need.says), ...keepalivedTarget.next(input)])) {
		t.regex(says.zh, /\p{Script=Han}/v);
		t.notRegex(says.en, /\p{Script=Han}/v);
	}
});
