import test from 'ava';
import fc from 'fast-check';
import {checkedPlan} from '../../source/formats/checked-values.js';
import {labelText} from '../../source/formats/mermaid/label.js';
import {mermaidTarget} from '../../source/formats/mermaid.js';
import type {Plan} from '../../source/model/plan.js';
import {exportInput, exportPlan, exportPlans} from '../helpers/export-plans.js';
import {hostileText} from '../helpers/hostile-text.js';

function drawingOf(plan: Plan): string {
	const input = exportInput(plan);
	mustHold(mermaidTarget.refuses(input) === undefined && mermaidTarget.needs(input).length === 0);
	return mermaidTarget.write(input).get('mermaid/topology.mmd')!;
}

function mustHold(isWritten: boolean): void {
	if (!isWritten) {
		throw new Error('not written');
	}
}

/** What stands between the quotes: letters, digits, spaces, a few signs, and everything else by its number. */
const text = String.raw`(?:[\p{Letter}\p{Mark}\p{Number} ,\/?]|(?<=[\p{Letter}\p{Number}])[\-.](?=[\p{Letter}\p{Number}])|#\d+;)+`;
const quotedLabel = String.raw`"${text}(?:<br\/>${text})*"`;
const id = String.raw`[a-z]+\d*`;
const ids = `${id}(?: & ${id})*`;

/** The part of Mermaid's flowcharts that is used, line by line; nothing else may appear. */
const grammar = new RegExp([
	String.raw`%% [A-Za-z0-9 ,.\-]+`,
	'flowchart TB',
	String.raw`  clients\(\[${quotedLabel}\]\)`,
	String.raw`  endpoint\{\{${quotedLabel}\}\}`,
	String.raw`  quorum\[\(${quotedLabel}\)\]`,
	String.raw`(?:  ){1,2}${id}\[${quotedLabel}\]`,
	String.raw`  subgraph z\d+\[${quotedLabel}\]`,
	'  end',
	`  ${ids} (?:-->|---) ${ids}`,
	String.raw`  classDef (?:controlPlane|etcd) [a-z0-9: \-]+`,
	`  class ${id}(?:,${id})* (?:controlPlane|etcd)`,
	'',
].map(line => `^${line}$`).join('|'), 'v');

function strangeLines(drawing: string): string[] {
	return drawing.split('\n').filter(line => !grammar.test(line));
}

/** A label as a person reads it. */
function shown(label: string): string {
	return label.replaceAll(/#(?<code>\d+);/gv, (...parts) => String.fromCodePoint(Number((parts.at(-1) as {code: string}).code)));
}

test('every plan is drawn, in the words of the grammar and no others', t => {
	for (const {title, plan} of exportPlans) {
		const drawing = drawingOf(plan);
		t.deepEqual(strangeLines(drawing), [], title);
		t.true(drawing.endsWith('\n'));
		t.is(drawing.split('\n').filter(line => line.includes('subgraph')).length, new Set(plan.machines.flatMap(({zone}) => zone ?? [])).size, title);
	}
});

test('the grammar is strict: what breaks out of a label is found', t => {
	for (const line of ['  m1["a"]b"]', '  m1["a<b"]', '  click m1 "x"', '  m1["%%{init: {}}%%"]', '  m1["a"]:::x', '%%{init}%%', '  m1["- a"]', '  m1["1. a"]', '  m1[""]']) {
		t.deepEqual(strangeLines(line), [line]);
	}
});

test('no role of a machine is cut off', t => {
	const drawn = mermaidTarget.write(exportInput(exportPlan({machines: 3}).plan)).get('mermaid/topology.mmd')!;
	t.true(drawn.includes('<br/>control plane, etcd, load balancer, workloads"'));
});

test('stacked in three zones', t => {
	const {plan} = exportPlan({machines: 12, zones: [6, 3, 3]}, {valued: true});
	t.deepEqual(drawingOf(plan).split('\n').slice(1, -1), [
		'flowchart TB',
		'  clients(["kubectl, kubelets, controllers"])',
		'  endpoint{{"api.example.com#58;6443<br/>a proxy on every node"}}',
		'  quorum[("etcd of demo<br/>2 of 3 must be up")]',
		'  subgraph z1["zone-a"]',
		'    m1["node-1<br/>10.0.0.11<br/>control plane, etcd"]',
		'    workers1["5 workers<br/>node-2 #46;#46; node-6"]',
		'  end',
		'  subgraph z2["zone-b"]',
		'    m7["node-7<br/>10.0.0.17<br/>control plane, etcd"]',
		'    m8["node-8<br/>10.0.0.18<br/>worker"]',
		'    m9["node-9<br/>10.0.0.19<br/>worker"]',
		'  end',
		'  subgraph z3["zone-c"]',
		'    m10["node-10<br/>10.0.0.20<br/>control plane, etcd"]',
		'    m11["node-11<br/>10.0.0.21<br/>worker"]',
		'    m12["node-12<br/>10.0.0.22<br/>worker"]',
		'  end',
		'  clients --> endpoint',
		'  endpoint --> m1 & m7 & m10',
		'  m1 & m7 & m10 --- quorum',
		'  classDef controlPlane stroke-width:3px',
		'  class m1,m7,m10 controlPlane',
		'  classDef etcd stroke-dasharray:6 3',
		'  class m1,m7,m10 etcd',
	]);
});

test('external: every apiserver reaches etcd, and dedicated load balancers stand between', t => {
	const edges = (plan: Plan) => drawingOf(plan).split('\n').filter(line => / (?:-->|---) /v.test(line)).map(line => line.trim());
	t.deepEqual(edges(exportPlan({machines: 7, topology: 'external'}).plan), ['clients --> endpoint', 'endpoint --> m1 & m2', 'm1 & m2 --> quorum', 'm3 & m4 & m5 --- quorum']);
	t.deepEqual(edges(exportPlan({machines: 7, loadBalancer: 'dedicated'}).plan), ['clients --> endpoint', 'endpoint --> m4 & m5', 'm4 & m5 --> m1 & m2 & m3', 'm1 & m2 & m3 --- quorum']);
});

test('however many machines and zones: what holds the control plane is drawn, the rest is counted', t => {
	const many = drawingOf(exportPlan({machines: 5000, zones: 3}).plan);
	t.true(many.split('\n').length < 50);
	t.regex(many, /"1665 workers<br\/>/v);
	const zones = drawingOf(exportPlan({machines: 60, zones: 30}).plan);
	t.is(zones.split('subgraph').length - 1, 13);
	t.regex(zones, /"18 more zones"/v);
	const {plan} = exportPlan({machines: 100});
	const wide = drawingOf({...plan, machines: plan.machines.map(machine => ({...machine, roles: ['control-plane']})), controlPlane: {...plan.controlPlane, machines: plan.machines.map(({name}) => name)}});
	t.regex(wide, /"60 more of the control plane<br\/>/v);
	t.deepEqual([many, zones, wide].flatMap(drawing => strangeLines(drawing)), []);
});

test('a label shows what it was given, cut where it is long', t => {
	for (const value of ['node-1', 'a"b', '#35;', '%%{init}%%', '<b>', '1. a', '- a', '`x`', 'end', '例子', '*a* _b_', 'style x: #a;']) {
		t.is(shown(labelText(value)), value);
	}

	t.is([...shown(labelText('a'.repeat(300)))].length, 45);
	t.is(labelText(' '), '?');
});

test('whatever a name holds: no line is opened, no word of Mermaid\'s is made of it', t => {
	const {plan} = exportPlan({machines: 6, zones: 2}, {valued: true});
	const lines = drawingOf(plan).split('\n').length;
	fc.assert(fc.property(hostileText, hostileText, (zone, host) => {
		const hostile = {...plan, machines: plan.machines.map(machine => machine.zone === 'zone-a' ? {...machine, zone} : machine)};
		const named = {...plan, controlPlane: {...plan.controlPlane, endpoint: {...plan.controlPlane.endpoint, host}}};
		const drawings = [hostile, ...(checkedPlan(named) === undefined ? [named] : [])].map(variant => drawingOf(variant));
		t.deepEqual(drawings.flatMap(drawing => strangeLines(drawing)), []);
		t.deepEqual(drawings.map(drawing => drawing.split('\n').length), drawings.map(() => lines));
	}));
});
