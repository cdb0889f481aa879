import type {Plan} from '../../model/plan.js';

/**
The machines that run an HAProxy of the plan, in plan order: its load balancers; for node-local every node without an
apiserver of its own. Machines that hold only etcd are no nodes.
*/
export function proxyMachines({machines, loadBalancer}: Pick<Plan, 'machines' | 'loadBalancer'>): readonly string[] {
	return loadBalancer.kind === 'node-local'
		? machines.filter(({roles}) => roles.includes('worker') && !roles.includes('control-plane')).map(({name}) => name)
		: loadBalancer.machines;
}
