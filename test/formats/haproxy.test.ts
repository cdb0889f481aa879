import test from 'ava';
import fc from 'fast-check';
import {checkedPlan} from '../../source/formats/checked-values.js';
import {checkIntervalMs, takenOutMs} from '../../source/formats/haproxy/check-interval.js';
import {haproxyTarget} from '../../source/formats/haproxy.js';
import type {Plan} from '../../source/model/plan.js';
import {exportInput, exportPlan, exportPlans} from '../helpers/export-plans.js';
import {hostileText} from '../helpers/hostile-text.js';

function configurationOf(plan: Plan): string {
	const input = exportInput(plan);
	const files = haproxyTarget.write(input);
	if (haproxyTarget.refuses(input) !== undefined || haproxyTarget.needs(input).length > 0 || files.size !== 1) {
		throw new Error('not one file');
	}

	return files.get('haproxy/haproxy.cfg')!;
}

/** The lines that mean something, without comments and indentation. */
function linesOf(configuration: string): string[] {
	return configuration.split('\n').map(line => line.trim()).filter(line => line !== '' && !line.startsWith('#'));
}

const {plan} = exportPlan({machines: 3}, {valued: true});

test('the values are the ones that were measured: every failure the drill predicts rests on them', t => {
	t.deepEqual(linesOf(configurationOf(plan)), [
		'global',
		'log stdout format raw local0 notice',
		'user haproxy',
		'group haproxy',
		'defaults',
		'mode tcp',
		'log global',
		'timeout connect 2s',
		'timeout client 50s',
		'timeout server 50s',
		'timeout check 2s',
		'retries 3',
		'option redispatch',
		'frontend kubernetes',
		'bind *:8443',
		'default_backend apiservers',
		'backend apiservers',
		'balance leastconn',
		'option httpchk',
		'http-check connect ssl',
		'http-check send meth GET uri /readyz',
		'http-check expect status 200',
		'default-server check verify none inter 1s fastinter 500ms downinter 1s rise 2 fall 3 on-marked-down shutdown-sessions',
		'server node-1 10.0.0.11:6443',
		'server node-2 10.0.0.12:6443',
		'server node-3 10.0.0.13:6443',
		'frontend alive',
		'mode http',
		'bind 127.0.0.1:8404',
		'monitor-uri /alive',
		'.if feature(PROMEX)',
		'frontend metrics',
		'mode http',
		'bind *:8405',
		'http-request deny unless { dst 10.0.0.11 10.0.0.12 10.0.0.13 }',
		'http-request use-service prometheus-exporter if { path /metrics }',
		'.endif',
	]);
});

test('each kind of load balancer: where it listens, or why there is no HAProxy', t => {
	const found = exportPlans.map(({title, input}) => [
		title,
		haproxyTarget.refuses(input)?.en ?? linesOf(haproxyTarget.write(input).get('haproxy/haproxy.cfg')!).find(line => line.startsWith('bind')),
	]);
	t.snapshot(Object.fromEntries(found));
});

test('where every node runs an apiserver, node-local leaves nothing to write', t => {
	const {input} = exportPlan({machines: 3, zones: 3});
	t.is(input.plan.loadBalancer.kind, 'node-local');
	t.regex(haproxyTarget.refuses(input)?.en ?? '', /Every node runs an apiserver/v);
});

test('node-local: the same file on every node without an apiserver, and on no machine that holds only etcd', t => {
	const {input} = exportPlan({machines: 12, zones: 3, topology: 'external'});
	const workers = input.plan.machines.filter(({roles}) => roles.includes('worker'));
	t.true(workers.length > 0 && input.plan.etcd.members.every(name => !workers.some(worker => worker.name === name)));
	const comment = configurationOf(input.plan).split('\n\n', 1)[0]!.replaceAll('\n#', '');
	t.true(comment.endsWith(`The same file on ${workers.map(({name}) => name).join(', ')}: /etc/haproxy/haproxy.cfg`));
});

test('on the loopback of many nodes checks grow rarer: 100 a second for an apiserver, and a dead one is out within 27 s', t => {
	const {plan: base} = exportPlan({machines: 7, loadBalancer: 'node-local'}, {valued: true});
	const planned = (nodesPlanned: number | null) => ({...base, requirements: {...base.requirements, nodesPlanned}});
	const intervals = (of: Plan) => / inter (?<inter>\w+) fastinter 500ms downinter (?<downinter>\w+) rise 2 fall 3 /v.exec(configurationOf(of))!.groups!;
	t.deepEqual(
		[null, 100, 250, 1000, 2000, 5000].map(nodes => ({...intervals(planned(nodes))})),
		['1s', '1s', '2500ms', '10s', '20s', '20s'].map(each => ({inter: each, downinter: each})),
	);
	t.deepEqual([null, 250, 5000].map(nodes => takenOutMs(planned(nodes)).to), [5000, 9500, 27_000]);
	t.is(intervals({...plan, requirements: {...plan.requirements, nodesPlanned: 5000}}).inter, '1s');
	fc.assert(fc.property(fc.integer({min: 1, max: 5000}), nodes => {
		const interval = checkIntervalMs(planned(nodes));
		return nodes * 1000 / interval <= (nodes <= 2000 ? 100 : 250) && takenOutMs(planned(nodes)).to <= 27_000;
	}));
});

test('a port that another listens on is refused: the apiserver beside it, and HAProxy\'s own', t => {
	const withPort = (base: Plan, port: number) => exportInput({...base, controlPlane: {...base.controlPlane, endpoint: {...base.controlPlane.endpoint, port}}});
	t.regex(haproxyTarget.refuses(withPort(plan, 6443))?.en ?? '', /cannot listen on port 6443 of node-1, node-2, node-3: the apiserver there has it/v);
	t.regex(haproxyTarget.refuses(withPort(plan, 8404))?.en ?? '', /port 8404/v);
	t.is(haproxyTarget.refuses(withPort(exportPlan({machines: 7, loadBalancer: 'dedicated'}).plan, 6443)), undefined);
	t.regex(haproxyTarget.refuses(withPort(plan, 8405))?.en ?? '', /port 8405/v);
	t.is(haproxyTarget.refuses(withPort(exportPlan({machines: 12, zones: 3}).plan, 8405)), undefined);
});

test('a plan edited until nobody holds the load balancer is refused', t => {
	t.regex(haproxyTarget.refuses(exportInput({...plan, loadBalancer: {...plan.loadBalancer, machines: []}}))?.en ?? '', /names no machine/v);
});

/** The plan with these addresses, machine by machine. */
function addressed(addresses: ReadonlyArray<string | null>, vip: string | null = null): Plan {
	return {...plan, machines: plan.machines.map((machine, index) => ({...machine, address: addresses[index] ?? null})), loadBalancer: {...plan.loadBalancer, vip}};
}

test('without addresses the machines\' names are looked up once, at the start: HAProxy\'s own look-up knows no search domain', t => {
	const lines = linesOf(configurationOf(addressed([])));
	t.true(lines.includes('server node-2 node-2:6443'));
	t.true(lines.includes('default-server init-addr last,libc,none'));
	t.false(lines.includes('parse-resolv-conf'));
	t.is(haproxyTarget.next(exportInput(addressed([])))[0]?.en, 'See that node-1, node-2, node-3 can be looked up wherever HAProxy runs, or export again with --addresses.');
});

test('domain names are followed through the name servers, each server on its own', t => {
	const lines = linesOf(configurationOf(addressed(['cp1.example.com', '10.0.0.12', null])));
	t.true(lines.includes('resolvers system') && lines.includes('parse-resolv-conf'));
	t.deepEqual(lines.filter(line => line.startsWith('server ')), [
		'server node-1 cp1.example.com:6443 resolvers system', 'server node-2 10.0.0.12:6443', 'server node-3 node-3:6443',
	]);
});

test('IPv6: addresses in brackets, and a port that both families reach', t => {
	const lines = linesOf(configurationOf(addressed(['2001:db8::11', '2001:db8::12', '2001:db8::13'], '2001:db8::100')));
	t.true(lines.includes('bind :::8443 v4v6'));
	t.true(lines.includes('server node-1 [2001:db8::11]:6443'));
	t.true(linesOf(configurationOf(addressed(['10.0.0.11', '10.0.0.12', '10.0.0.13']))).includes('bind *:8443'));
});

test('metrics are where Prometheus asks: on balancers, on their own addresses where these are known, never on a node\'s own proxy', t => {
	for (const {title, plan: each, valued} of exportPlans.filter(({input}) => haproxyTarget.refuses(input) === undefined)) {
		const lines = linesOf(configurationOf(each));
		const isProxy = each.loadBalancer.kind === 'node-local';
		t.is(lines.includes('bind *:8405'), !isProxy, title);
		t.is(lines.some(line => line.startsWith('http-request deny unless')), !isProxy && valued, title);
	}

	const six = linesOf(configurationOf(addressed(['2001:db8::11', '2001:db8::12', '10.0.0.13'])));
	t.true(six.includes('bind :::8405 v4v6') && six.includes('http-request deny unless { dst 2001:db8::11 2001:db8::12 10.0.0.13 }'));
	t.false(linesOf(configurationOf(addressed(['10.0.0.11', 'cp2.example.com', '10.0.0.13']))).some(line => line.startsWith('http-request deny')));
});

test('the same plan gives the same bytes: printable lines that end with a newline', t => {
	for (const {title, input} of exportPlans.filter(each => haproxyTarget.refuses(each.input) === undefined)) {
		const text = haproxyTarget.write(input).get('haproxy/haproxy.cfg')!;
		t.is(text, haproxyTarget.write(structuredClone({...input, chinese: new Map<string, string>()})).get('haproxy/haproxy.cfg')!, title);
		t.regex(text, /^(?:[ -~]*\n)+$/v, title);
		t.notRegex(text, /\n\n\n|[ \t]\n|\n\n$/v, title);
	}
});

test('no text leaves its field: it is refused before, or stands where it belongs and nowhere else', t => {
	const usual = new Set([...linesOf(configurationOf(plan)), 'bind :::8443 v4v6', 'bind :::8405 v4v6', 'default-server init-addr last,libc,none', 'resolvers system', 'parse-resolv-conf']);
	const isForeseen = (line: string) => usual.has(line) || /^http-request deny unless \{ dst [\d.a-f:]+ 10\.0\.0\.12 10\.0\.0\.13 \}$/iv.test(line) || /^server [\w.:@+,=\/\-]+ [\w.:@+,=\/\[\]\-]+:6443(?: resolvers system)?$/v.test(line);
	fc.assert(fc.property(hostileText, fc.constantFrom('name', 'address', 'zone', 'cluster', 'vip', 'endpoint'), (text, field) => {
		const [first, ...others] = plan.machines;
		const hostile: Plan = {
			...plan,
			metadata: {name: field === 'cluster' ? text : plan.metadata.name},
			machines: [field === 'name' || field === 'address' || field === 'zone' ? {...first!, [field]: text} : first!, ...others],
			etcd: {...plan.etcd, members: field === 'name' ? [text, 'node-2', 'node-3'] : plan.etcd.members},
			controlPlane: {
				...plan.controlPlane,
				machines: field === 'name' ? [text, 'node-2', 'node-3'] : plan.controlPlane.machines,
				endpoint: {...plan.controlPlane.endpoint, host: field === 'endpoint' ? text : plan.controlPlane.endpoint.host},
			},
			loadBalancer: {
				...plan.loadBalancer,
				machines: field === 'name' ? [text, 'node-2', 'node-3'] : plan.loadBalancer.machines,
				vip: field === 'vip' ? text : plan.loadBalancer.vip,
			},
		};
		// Even unchecked, the writer gives up or quotes.
		try {
			return linesOf(configurationOf(hostile)).every(line => isForeseen(line));
		} catch (error) {
			return error instanceof RangeError && checkedPlan(hostile) !== undefined;
		}
	}));
	t.throws(() => configurationOf(addressed(['10.0.0.11 backup'])), {instanceOf: RangeError});
});

test('what to do next is said in both languages', t => {
	for (const {input} of exportPlans.filter(each => haproxyTarget.refuses(each.input) === undefined)) {
		for (const says of haproxyTarget.next(input)) {
			t.regex(says.zh, /\p{Script=Han}/v);
			t.notRegex(says.en, /\p{Script=Han}/v);
		}
	}
});
