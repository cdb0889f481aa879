import test from 'ava';
import {targets} from '../../source/formats/targets.js';
import {exportPlans} from '../helpers/export-plans.js';

for (const {title, plan, input} of exportPlans) {
	test(`what a plan says is missing is what the export asks for: ${title}`, t => {
		const asked = targets.filter(target => target.refuses(input) === undefined)
			.flatMap(target => target.needs(input).map(({field, flag}) => `${target.name} needs ${field} by ${flag}`));
		// The runbook leaves marked blanks instead of refusing.
		const listed = plan.missing.flatMap(({field, flag, neededBy}) => neededBy.filter(name => name !== 'runbook').map(name => `${name} needs ${field} by ${flag}`));
		t.deepEqual(listed.sort(), asked.sort());
	});
}
