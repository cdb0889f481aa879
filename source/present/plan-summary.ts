import type {Language} from '../model/language.js';
import type {Layout} from '../model/plan.js';
import {planView, planWords} from './messages/plan-view.js';

/** What is built, in one line: `stacked etcd: 7 machines, 3 etcd voters, 3 control planes`. */
export function planSummary({topology, machines, etcd, controlPlane}: Layout, language: Language): string {
	return planView.summary({
		topology: planWords.topology[topology][language],
		machines: machines.length,
		voters: etcd.members.length,
		controlPlanes: controlPlane.machines.length,
	})[language];
}
