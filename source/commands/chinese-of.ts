import type {Language} from '../model/language.js';
import type {Plan} from '../model/plan.js';
import {planFor} from '../planner/plan-for.js';

/**
The Chinese of a plan's English sentences: the plan is made again from its own requirements. A file changed by hand keeps its
own sentences.
*/
export function chineseOf(plan: Plan, language: Language): ReadonlyMap<string, string> {
	if (language === 'en') {
		return new Map();
	}

	try {
		return planFor(plan.requirements, {name: plan.metadata.name}).chinese;
	} catch {
		return new Map();
	}
}
