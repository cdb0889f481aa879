import test from 'ava';
import {rowText} from '../../source/present/span.js';
import {standingReport} from '../../source/present/standing-report.js';
import {standing} from '../../source/planner/standing.js';
import type {Layout} from '../../source/model/plan.js';
import type {Language} from '../../source/model/language.js';
import {external, stacked} from '../helpers/layouts.js';

const report = (layout: Layout, down: readonly string[], language: Language = 'en') =>
	standingReport(standing(layout, new Set(down)), layout, language).map(row => rowText(row).trimEnd());

const seven = stacked({voters: 3, workers: 4});

test('with nothing down, everything works and the next fatal loss is named', t => {
	t.deepEqual(report(seven, []), [
		'✓ The control plane works.',
		'Down           nothing',
		'etcd           ✓ 3 of 3 members up, quorum is 2: it takes writes',
		'Apiservers     ✓ 3 of 3 serve: node-1, node-2, node-3',
		'Endpoint       ✓ open: the VIP can live on node-1, node-2, node-3',
		'Workloads      ✓ all 4 machines that take them are up',
		'Next fatal     any 2 of node-1, node-2, node-3',
	]);
});

test('one voter down: quorum holds, and now a single machine is fatal', t => {
	const lines = report(seven, ['node-2', 'node-5']);
	t.true(lines.includes('Down           node-2, node-5 (2)'));
	t.true(lines.includes('Next fatal     any of node-1, node-3'));
	t.true(lines.includes('Workloads      ✓ 3 of 4 machines up; lost pods start again there, as far as there is room'));
});

test('without quorum the apiserver runs but cannot answer, the VIP stays, pods run on and nothing heals', t => {
	t.deepEqual(report(seven, ['node-2', 'node-3']), [
		'✗ The control plane is down.',
		'Down           node-2, node-3 (2)',
		'etcd           ✗ 1 of 3 members up, quorum is 2: no writes, no reads that must be current',
		'Apiservers     ✗ none serves; node-1 runs, but without etcd it can answer nothing',
		'Endpoint       ✓ open: the VIP can live on node-1',
		'Workloads      ! 4 of 4 machines up; their pods run on, but nothing is replaced or changed',
		'Next fatal     it is down already; revive a machine',
	]);
});

test('Chinese says the same', t => {
	t.deepEqual(report(seven, ['node-2', 'node-3'], 'zh'), [
		'✗ 控制平面不可用。',
		'已宕机         node-2、node-3（2 台）',
		'etcd           ✗ 3 个成员中 1 个正常，法定人数为 2：不能写入，也没有线性一致性读',
		'apiserver      ✗ 没有一个能提供服务；node-1 的进程还在，但没有 etcd 就无法应答',
		'端点           ✓ 可达：VIP 可由 node-1 持有',
		'工作负载       ! 4 台机器中 4 台正常；上面的 Pod 继续运行，但不会重建，也无法变更',
		'再坏就挂       已经挂了；请先恢复机器',
	]);
});

test('external etcd stands while all apiservers are gone, and the endpoint closes with the last load balancer', t => {
	const lines = report(external({controlPlanes: 3, voters: 3, workers: 2}), ['node-1', 'node-2', 'node-3']);
	t.true(lines.includes('etcd           ✓ 3 of 3 members up, quorum is 2: it takes writes'));
	t.true(lines.includes('Apiservers     ✗ none runs'));
	t.true(lines.includes('Endpoint       ✗ closed: no machine is left that holds the way in'));
});

test('every kind of endpoint says how one gets in', t => {
	const endpoint = (layout: Layout) => report(layout, []).find(line => line.startsWith('Endpoint'));
	t.is(endpoint(stacked({voters: 3, kind: 'cloud'})), 'Endpoint       ✓ open: the cloud\'s load balancer is on none of these machines');
	t.is(endpoint(stacked({voters: 3, kind: 'node-local'})), 'Endpoint       ✓ open: every node has its own way to the apiservers');
	t.is(endpoint(stacked({voters: 1, kind: 'none'})), 'Endpoint       ✓ open: clients go to the only apiserver directly');
	t.is(endpoint(stacked({voters: 3, kind: 'dedicated', loadBalancers: 2})), 'Endpoint       ✓ open: by the load balancers node-4, node-5');
});

test('a zone that would be fatal as a whole is named beside the machines', t => {
	const lines = report(stacked({voters: [2, 1], workers: [2, 2], kind: 'node-local'}), []);
	t.is(lines.at(-1), 'Next fatal     any 2 of node-1, node-2, node-3; the whole of zone-a');
});

test('workloads with no machine left, and a plan without any', t => {
	t.true(report(seven, ['node-4', 'node-5', 'node-6', 'node-7']).includes('Workloads      ✗ 0 of 4 machines up: nothing runs'));
	t.true(report(stacked({voters: 3}), []).includes('Workloads      ✗ no machine of this plan takes them'));
});
