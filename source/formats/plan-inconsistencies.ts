import type {Text} from '../model/language.js';
import type {Plan} from '../model/plan.js';
import type {Role} from '../model/vocabulary.js';

/** More is no etcd cluster but a mistake, and the proofs take time that grows with the square. */
const mostMembers = 99;

/** Something that each line alone allows and the plan as a whole does not. */
export type Inconsistency = {readonly path: ReadonlyArray<string | number>; readonly says: Text};

/**
What a plan edited by hand can get wrong across its parts: names given twice, names of machines that are not there,
roles that disagree with the lists, a quorum that is not the majority. Guarantees are not judged here: they are computed anew
from these parts wherever they are shown.
*/
export function planInconsistencies(plan: Plan): Inconsistency[] {
	const found: Inconsistency[] = [];
	const known = new Map<string, readonly Role[]>();
	for (const [index, {name, roles}] of plan.machines.entries()) {
		if (known.has(name)) {
			found.push({path: ['machines', index, 'name'], says: {en: `the name ${name} is given to two machines`, zh: `有两台机器都叫 ${name}`}});
		}

		known.set(name, roles);
	}

	const lists: ReadonlyArray<{path: readonly string[]; names: readonly string[]; role: Role}> = [
		{path: ['etcd', 'members'], names: plan.etcd.members, role: 'etcd'},
		{path: ['controlPlane', 'machines'], names: plan.controlPlane.machines, role: 'control-plane'},
		{path: ['loadBalancer', 'machines'], names: plan.loadBalancer.machines, role: 'load-balancer'},
	];
	for (const {path, names, role} of lists) {
		const listed = new Set<string>();
		const before = found.length;
		for (const [index, name] of names.entries()) {
			const roles = known.get(name);
			if (listed.has(name)) {
				found.push({path: [...path, index], says: {en: `${name} is listed twice`, zh: `${name} 列了两次`}});
			} else if (roles === undefined) {
				found.push({path: [...path, index], says: {en: `there is no machine ${name} under machines`, zh: `machines 里没有名为 ${name} 的机器`}});
			} else if (!roles.includes(role)) {
				found.push({path: [...path, index], says: {en: `${name} is listed here, but the machine has not the role ${role}`, zh: `这里列了 ${name}，但这台机器没有 ${role} 角色`}});
			}

			listed.add(name);
		}

		// A mistyped name leaves its machine unlisted; the name is what is to be mended.
		for (const [index, machine] of found.length > before ? [] : plan.machines.entries()) {
			if (machine.roles.includes(role) && !listed.has(machine.name)) {
				const where = path.join('.');
				found.push({
					path: ['machines', index, 'roles'],
					says: {en: `${machine.name} has the role ${role}, but is not listed under ${where}`, zh: `${machine.name} 有 ${role} 角色，却没有列在 ${where} 里`},
				});
			}
		}
	}

	if (plan.etcd.members.length > mostMembers) {
		found.push({
			path: ['etcd', 'members'],
			says: {
				en: `got ${plan.etcd.members.length} members; no etcd cluster has more than ${mostMembers}, and 7 is the most that its makers advise`,
				zh: `有 ${plan.etcd.members.length} 个成员；没有超过 ${mostMembers} 个成员的 etcd 集群，官方建议最多 7 个`,
			},
		});
	}

	const majority = Math.floor(plan.etcd.members.length / 2) + 1;
	if (plan.etcd.quorum !== majority) {
		found.push({
			path: ['etcd', 'quorum'],
			says: {
				en: `got ${plan.etcd.quorum}, but the quorum of ${plan.etcd.members.length} members is ${majority}`,
				zh: `写的是 ${plan.etcd.quorum}，但 ${plan.etcd.members.length} 个成员的法定人数是 ${majority}`,
			},
		});
	}

	return found;
}
