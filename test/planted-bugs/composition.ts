import type {PlantedBug} from './types.js';

const room = 'source/simulation/control-plane';
const tests = 'test/simulation/control-plane';

/** The chain's own rules, each broken once. */
export const compositionBugs: readonly PlantedBug[] = [
	{
		name: 'HAProxy takes what is sent to a VIP that its machine does not have',
		file: `${room}/haproxy-process.ts`,
		find: 'reaches: ({machine}, message) => message.kind !== \'proxy-request\' || !message.toVip || holdsVip(machine),',
		replace: 'reaches: ({machine}) => holdsVip(machine) || machine >= 0,',
		caughtBy: `${tests}/endpoint-outages.test.ts`,
	},
	{
		name: 'readyz does not ask etcd',
		file: `${room}/apiserver-process.ts`,
		find: 'status: result.ok ? 200 : 500});',
		replace: 'status: 200});',
		caughtBy: `${tests}/build-chain.test.ts`,
	},
	{
		name: 'a stacked apiserver asks all members of etcd',
		file: `${room}/first-states.ts`,
		find: 'topology.etcd === \'stacked\' ?',
		replace: 'topology.etcd === \'stacked\' && machine < 0 ?',
		caughtBy: `${tests}/build-chain.test.ts`,
	},
	{
		name: 'an external apiserver asks one member of etcd',
		file: `${room}/first-states.ts`,
		find: 'processes[each]!.machine === machine) : etcd)',
		replace: 'processes[each]!.machine === machine) : etcd.slice(0, 1))',
		caughtBy: `${tests}/build-chain.test.ts`,
	},
	{
		name: 'HAProxy does not redispatch',
		file: `${room}/haproxy-process.ts`,
		find: 'redispatch: true',
		replace: 'redispatch: false',
		caughtBy: `${tests}/endpoint-outages.test.ts`,
	},
	{
		name: 'sessions are shut with their server whatever is set',
		file: `${room}/haproxy-process.ts`,
		find: 'if (was && !is && checker.settings.shutdownSessions) {',
		replace: 'if (was && !is) {',
		caughtBy: `${tests}/build-chain.test.ts`,
	},
	{
		name: 'TCP sends the first packet of a connection only once',
		file: `${room}/api-client.ts`,
		find: 'client.accepted !== connection && waiting.length > 0',
		replace: 'client.accepted !== connection && waiting.length < 0',
		caughtBy: `${tests}/endpoint-outages.test.ts`,
	},
	{
		name: 'clients do not hear gratuitous ARPs',
		file: `${room}/vip-table.ts`,
		find: 'learnArp(table.cache, (message as GratuitousArp).vip, from, effects.localNow);',
		replace: 'learnArp(table.cache, (message as GratuitousArp).vip.slice(1), from, effects.localNow);',
		caughtBy: `${tests}/endpoint-outages.test.ts`,
	},
	{
		name: 'an address outlives the power of its machine',
		file: `${room}/inflict-on-process.ts`,
		find: '(state as KeepalivedProcess).instance.holdsVip = false;',
		replace: '(state as KeepalivedProcess).instance.holdsVip &&= true;',
		caughtBy: `${tests}/verbs.test.ts`,
	},
	{
		name: 'containers outlive the power of their machine',
		file: `${room}/inflict-on-process.ts`,
		find: 'emptyKubelet((process.state as KubeletProcess).kubelet);',
		replace: 'processAt(simulation.world, (process.state as KubeletProcess).kubelet.pods.size);',
		caughtBy: `${tests}/verbs.test.ts`,
	},
	{
		name: 'a member that stands ready starts with its machine',
		file: `${room}/inflict-on-process.ts`,
		find: 'return !places.spareEtcd.includes(id);',
		replace: 'return places.spareEtcd.length >= 0 && id >= 0;',
		caughtBy: `${tests}/build-chain.test.ts`,
	},
	{
		name: 'any member that runs is a follower',
		file: `${room}/resolve-target.ts`,
		find: 'return chain.places.etcd.filter(id => id !== leader && runs(chain, id));',
		replace: 'return chain.places.etcd.filter(id => leader !== -1 && runs(chain, id));',
		caughtBy: `${tests}/resolve-target.test.ts`,
	},
	{
		name: 'rest takes in the other side too',
		file: `${room}/resolve-target.ts`,
		find: 'world.machines.flatMap((_, index) => others.includes(index) ? [] : [index]);',
		replace: 'world.machines.flatMap((_, index) => others.length < 0 ? [] : [index]);',
		caughtBy: `${tests}/resolve-target.test.ts`,
	},
	{
		name: 'kubelets of control planes always go through the endpoint',
		file: `${room}/client-paths.ts`,
		find: 'if (settings[\'node.localKubelets\'] && own !== undefined) {',
		replace: 'if (settings[\'node.localKubelets\'] && own === -1) {',
		caughtBy: `${tests}/build-chain.test.ts`,
	},
];
