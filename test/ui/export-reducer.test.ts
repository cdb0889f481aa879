import test from 'ava';
import {targets} from '../../source/formats/targets.js';
import {reduceExport, startExport, type ExportAction, type ExportState} from '../../source/ui/screens/export/export-reducer.js';
import {filesToWrite, neededBy, outcomesOf} from '../../source/ui/screens/export/export-outcomes.js';
import {checkValues, fieldsFor, type ExportField} from '../../source/ui/screens/export/export-values.js';
import {exportPlan} from '../helpers/export-plans.js';

const {plan} = exportPlan({machines: 3});
const {plan: valued} = exportPlan({machines: 3}, {valued: true});
const options = {language: 'en', chinese: new Map<string, string>()} as const;

const after = (...actions: readonly ExportAction[]) => actions.reduce<ExportState>((state, action) => reduceExport(state, action), startExport(plan));
const typed = (on: 'values' | 'directory', text: string) => [...text].map((character): ExportAction => ({on, type: 'type', character}));
const open = (field: ExportField): ExportAction => ({on: 'targets', type: 'values', field});
const next: ExportAction = {on: 'values', type: 'next'};
const names = (state: ExportState) => new Set([...filesToWrite(state, outcomesOf(plan, state.taken, options)).keys()].map(path => path.split('/')[0]!));

test('everything is marked, and the directory is named after the plan', t => {
	const state = startExport(plan);
	t.is(state.unmarked.size, 0);
	t.is(state.directory, 'demo-export');
	t.deepEqual(state.view, {kind: 'targets'});
});

test('only what the plan leaves open is asked for', t => {
	t.deepEqual(fieldsFor(plan), ['addresses', 'vip', 'endpoint', 'interface', 'kubernetesVersion', 'backupTo']);
	t.deepEqual(fieldsFor(valued), ['backupTo']);
	t.false(fieldsFor(exportPlan({machines: 1}).plan).includes('vip'));
});

test('the cursor goes round, and a target is marked and unmarked', t => {
	t.is(after({on: 'targets', type: 'move', step: -1}).cursor, targets.length - 1);
	const toggle: ExportAction = {on: 'targets', type: 'toggle'};
	t.true(names(after()).has('runbook'));
	t.false(names(after(toggle)).has('runbook'));
	t.true(names(after(toggle, toggle)).has('runbook'));
	const all: ExportAction = {on: 'targets', type: 'toggle-all'};
	t.is(names(after(all)).size, 0);
	t.is(after(toggle, all).unmarked.size, 0, 'with anything unmarked, all are marked first');
});

test('a value counts once one goes on, and then its targets can be written', t => {
	const typing = after(open('vip'), ...typed('values', '10.0.0.100'));
	t.false(names(typing).has('kubespray'));
	const taken = reduceExport(typing, next);
	t.true(names(taken).has('kubespray'));
	t.like(taken.view, {kind: 'values', field: 2});
	t.false(names(taken).has('keepalived'), 'it waits for the interface');
	t.true(names(reduceExport([...typed('values', 'eth0'), next].reduce((state, action) => reduceExport(state, action), reduceExport(reduceExport(taken, next), next)), {on: 'values', type: 'leave'})).has('kubespray'));
});

test('a wrong value keeps one at its field and is told; typing on takes that back', t => {
	const refused = after(open('vip'), ...typed('values', '10.0.0.300'), next);
	t.deepEqual(refused.view, {kind: 'values', field: 1, isTold: true});
	t.deepEqual(reduceExport(refused, {on: 'values', type: 'erase'}).view, {kind: 'values', field: 1, isTold: false});
	t.is(reduceExport(refused, {on: 'values', type: 'erase'}).typed.vip, '10.0.0.30');
});

test('leaving with a wrong value keeps what was typed and uses none of it', t => {
	const state = after(open('vip'), ...typed('values', 'x y'), {on: 'values', type: 'leave'});
	t.deepEqual(state.view, {kind: 'targets'});
	t.is(state.typed.vip, 'x y');
	t.false(names(state).has('kubespray'));
	t.deepEqual([...outcomesOf(plan, state.taken, options).problems.keys()], ['vip']);
});

test('after the last value come the targets; before the first is none', t => {
	t.deepEqual(after(open('backupTo'), next).view, {kind: 'targets'});
	t.like(after(open('addresses'), {on: 'values', type: 'previous'}).view, {kind: 'values', field: 0});
	t.like(after(open('vip'), {on: 'values', type: 'previous'}).view, {kind: 'values', field: 0});
});

test('values are held to the rules of the command, each by itself', t => {
	const {plan: filled, backupTo, problems} = checkValues(plan, {
		addresses: '10.0.0.1,10.0.0.2', vip: ' 10.0.0.100 ', endpoint: 'https://x', interface: 'eth0; reboot', kubernetesVersion: '1.37.1', backupTo: 'over there',
	});
	t.is(problems.get('addresses')?.en, '--addresses has 2, but the plan has 3 machines.');
	t.regex(problems.get('endpoint')!.en, /^controlPlane\.endpoint\.host: got "https:\/\/x"/v);
	t.regex(problems.get('interface')!.en, /^requirements\.interface: got "eth0; reboot"/v);
	t.regex(problems.get('backupTo')!.en, /^backup needs --backup-to/v);
	t.is(filled.loadBalancer.vip, '10.0.0.100');
	t.is(filled.requirements.kubernetesVersion, '1.37.1');
	t.is(filled.requirements.interface, null);
	t.is(backupTo, null);
	t.is(checkValues(plan, {addresses: '10.0.0.1,'}).problems.get('addresses')?.en, '--addresses got \'10.0.0.1,\'; it wants addresses separated by commas like 10.0.0.1,10.0.0.2.');
	t.true(checkValues(plan, {addresses: '10.0.0.1,10.0.0.2,10.0.0.3', vip: '10.0.0.2'}).problems.has('vip'), 'a machine has it');
	t.is(checkValues(plan, {backupTo: 'nfs://backup.example.com/srv'}).backupTo, 'nfs://backup.example.com/srv');
});

test('a plan that no file may be written from is refused as a whole', t => {
	const broken = {...plan, machines: plan.machines.map(machine => ({...machine, zone: 'a\nb'}))};
	const {outcomes, refusal} = outcomesOf(broken, {}, options);
	t.deepEqual(outcomes, []);
	t.regex(refusal.map(({en}) => en).join(' '), /machines\[0\]\.zone: got/v);
	t.deepEqual(neededBy('vip', startExport(broken)), []);
});

test('who waits for a value is told, whether it is typed already or not', t => {
	const names = neededBy('vip', after());
	t.true(names.includes('keepalived') && names.includes('kubespray') && !names.includes('haproxy'));
	t.deepEqual(neededBy('vip', after(open('vip'), ...typed('values', '10.0.0.100'), next)), names);
	t.deepEqual(neededBy('kubernetesVersion', after()), []);
});

test('files are turned over in a ring, each from its first column; sideways ends where the widest line does', t => {
	const preview: ExportAction = {on: 'targets', type: 'preview'};
	const turn = (step: -1 | 1): ExportAction => ({on: 'preview', type: 'turn', step, files: 3});
	const shift = (by: number): ExportAction => ({on: 'preview', type: 'shift', by, most: 30});
	t.like(after(preview, turn(-1)).view, {file: 2});
	t.like(after(preview, turn(1), turn(1), turn(1)).view, {file: 0});
	t.like(after(preview, shift(20), shift(20)).view, {shift: 30});
	t.like(after(preview, shift(20), shift(-40)).view, {shift: 0});
	t.like(after(preview, {on: 'preview', type: 'shift', by: 20, most: -5}).view, {shift: 0});
	t.like(after(preview, shift(20), turn(1)).view, {file: 1, shift: 0});
	t.deepEqual(after(preview, {on: 'preview', type: 'leave'}).view, {kind: 'targets'});
});

const write: ExportAction = {on: 'targets', type: 'write'};
const submit: ExportAction = {on: 'directory', type: 'submit'};
const exists: ExportAction = {on: 'writing', type: 'result', result: {kind: 'exists', files: ['haproxy/haproxy.cfg']}};

test('nothing that is there is replaced without a yes', t => {
	t.deepEqual(after(write, submit).view, {kind: 'writing', force: false});
	t.deepEqual(after(write, submit, exists).view, {kind: 'asking', files: ['haproxy/haproxy.cfg']});
	t.deepEqual(after(write, submit, exists, submit).view, {kind: 'asking', files: ['haproxy/haproxy.cfg']});
	t.deepEqual(after(write, submit, exists, {on: 'asking', type: 'replace'}).view, {kind: 'writing', force: true});
	t.deepEqual(after(write, submit, exists, {on: 'asking', type: 'keep'}).view, {kind: 'directory', error: undefined});
	t.deepEqual(after(write, submit, exists, {on: 'asking', type: 'keep'}, submit).view, {kind: 'writing', force: false});
});

test('a failure keeps the directory and says what went wrong; an empty one is asked for again', t => {
	const says = {en: 'The disk is full.', zh: '磁盘已满。'};
	const failed = after(write, ...typed('directory', '/a'), submit, {on: 'writing', type: 'result', result: {kind: 'failed', says}});
	t.like(failed, {directory: 'demo-export/a', view: {kind: 'directory', error: says}});
	const erased = Array.from({length: 11}, (): ExportAction => ({on: 'directory', type: 'erase'}));
	const empty = after(write, ...erased, ...typed('directory', '  '), submit);
	t.is(empty.view.kind, 'directory');
	t.truthy(empty.view.kind === 'directory' && empty.view.error);
});

test('what does not belong to a view changes nothing', t => {
	const strays: readonly ExportAction[] = [next, submit, exists, {on: 'asking', type: 'replace'}, {on: 'preview', type: 'leave'}];
	t.deepEqual(after(...strays), startExport(plan));
	const written = after(write, submit, {on: 'writing', type: 'result', result: {kind: 'written'}});
	t.deepEqual(written.view, {kind: 'written'});
	t.is(reduceExport(written, write), written);
});

test('a plan of very many machines is left to the command', t => {
	const machine = plan.machines[0]!;
	const large = {...plan, machines: Array.from({length: 1001}, (_, index) => ({...machine, name: `node-${index + 1}`}))};
	t.regex(outcomesOf(large, {}, options).refusal[0]!.en, /1001 machines/v);
});
