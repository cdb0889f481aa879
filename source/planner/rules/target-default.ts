import type {Text} from '../../model/language.js';
import {countedMachines, countedZones} from '../counted.js';
import type {FindingDraft} from '../draft.js';
import {missedTargets} from '../targets.js';
import type {Rule} from './rule.js';
import {fatalZone} from './voters-by-zone.js';

/** TARGET-DEFAULT: a target nobody gave could not be reached, for a reason that no other rule names. */
export const targetDefault: Rule = ({candidate, layout, question: {targets}}) => {
	const missed = missedTargets(candidate.reach, targets).filter(({given}) => !given);
	const findings: FindingDraft[] = [];
	const add = (message: Text) => {
		findings.push({
			rule: 'TARGET-DEFAULT', severity: 'warning', machines: [], message, lesson: 'etcd-quorum', source: 'policy',
		});
	};

	const what = (keys: readonly string[]): Text | undefined => {
		const controlPlane = missed.some(({key}) => key === keys[0]);
		const workloads = missed.some(({key}) => key === keys[1]);
		if (controlPlane) {
			return workloads ? {en: 'neither the control plane nor the workloads do', zh: '控制平面和工作负载都做不到'} : {en: 'the control plane does not', zh: '控制平面做不到'};
		}

		return workloads ? {en: 'the workloads do not', zh: '工作负载做不到'} : undefined;
	};

	const machines = what(['machines', 'workloadMachines']);
	// ETCD-MIN3 says it already.
	if (machines !== undefined && layout.etcd.members.length >= 3) {
		const count = countedMachines(targets.machines);
		add({
			en: `The default target to survive the loss of ${count.en} is dropped: ${machines.en}.`,
			zh: `承受 ${count.zh}宕机的默认目标被放弃：${machines.zh}。`,
		});
	}

	const zones = what(['zones', 'workloadZones']);
	// ETCD-ZONE-MAJ says it already.
	if (zones !== undefined && fatalZone(layout) === undefined) {
		const count = countedZones(targets.zones);
		add({
			en: `The default target to survive the loss of ${count.en} is dropped: ${zones.en}.`,
			zh: `承受失去 ${count.zh}的默认目标被放弃：${zones.zh}。`,
		});
	}

	return findings;
};
