import test from 'ava';
import {haproxyTarget} from '../../source/formats/haproxy.js';
import {k0sctlTarget} from '../../source/formats/k0sctl.js';
import {realTest} from '../helpers/conformance.js';
import {exportPlan, exportPlans} from '../helpers/export-plans.js';
import {onDisk, runTool} from '../helpers/on-disk.js';

realTest(test, 'yamllint')('yamllint finds nothing in any k0sctl.yaml', async t => {
	const files = new Map(exportPlans
		.filter(({input}) => k0sctlTarget.refuses(input) === undefined && k0sctlTarget.needs(input).length === 0)
		.map(({input}, index) => [`${index}.yaml`, k0sctlTarget.write(input).get('k0sctl/k0sctl.yaml')!]));
	t.is(files.size, 12);
	t.deepEqual(await onDisk(files, async directory => runTool(['yamllint', '--strict', '--format', 'parsable', '-d', 'default', directory])), {exitCode: 0, stdout: '', stderr: ''});
});

realTest(test, 'haproxy')('HAProxy takes the other two ports at the end of its own file, with addresses and with names', async t => {
	const {plan, input} = exportPlan({machines: 7, loadBalancer: 'dedicated'}, {valued: true});
	const named = {...input, plan: {...plan, machines: plan.machines.map(machine => ({...machine, address: null}))}};
	for (const each of [input, named]) {
		const text = haproxyTarget.write(each).get('haproxy/haproxy.cfg')! + k0sctlTarget.write(each).get('k0sctl/haproxy-k0s.cfg')!;
		const {exitCode, stderr} = await onDisk(new Map([['haproxy.cfg', text]]), async directory => runTool(['haproxy', '-c', '-f', `${directory}/haproxy.cfg`]));
		t.is(exitCode, 0, stderr);
		// Nobody knows node-1 here; what is not known yet keeps only its own server out.
		t.deepEqual(stderr.split('\n').filter(line => line.includes('WARNING') && !line.includes('could not resolve address')), []);
	}
});
