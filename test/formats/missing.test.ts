import test from 'ava';
import {targets} from '../../source/formats/targets.js';
import {exportPlan, exportPlans} from '../helpers/export-plans.js';

/** An endpoint is enough for whoever does not hold the VIP. */
const withEndpoint = (['keepalived', 'kube-vip', 'dedicated', 'cloud', 'node-local'] as const)
	.map(loadBalancer => exportPlan({machines: 7, loadBalancer, endpoint: 'api.example.com'}));

for (const {title, plan, input} of [...exportPlans, ...withEndpoint]) {
	test(`what a plan says is missing is what the export asks for: ${title}`, t => {
		const asked = targets.filter(target => target.refuses(input) === undefined)
			.flatMap(target => target.needs(input).map(({field, flag}) => `${target.name} needs ${field} by ${flag}`));
		// The runbook leaves marked blanks instead of refusing.
		const listed = plan.missing.flatMap(({field, flag, neededBy}) => neededBy.filter(name => name !== 'runbook').map(name => `${name} needs ${field} by ${flag}`));
		t.deepEqual(listed.sort(), asked.sort());
	});
}
