import type {PlantedBug} from './types.js';

const room = 'source/simulation/control-plane/etcd';
const tests = 'test/simulation/control-plane';

/** Mistakes that one could make in etcd's server and its client, each with the test that catches it. */
export const etcdBugs: readonly PlantedBug[] = [
	{
		name: 'etcd: linearizable reads are answered from local data',
		file: `${room}/requests.ts`,
		find: '		case \'get\':\n		case \'list\': {\n			return operation.serializable;\n		}\n\n		case \'member-list\'',
		replace: '		case \'get\':\n		case \'list\': {\n			return true;\n		}\n\n		case \'member-list\'',
		caughtBy: `${tests}/etcd-sweep.test.ts`,
	},
	{
		name: 'etcd: reads do not wait until what was committed is applied',
		file: `${room}/reads.ts`,
		find: 'reads.index >= 0 && server.raft.appliedIndex >= reads.index',
		replace: 'reads.index >= 0',
		caughtBy: `${tests}/etcd-sweep.test.ts`,
	},
	{
		name: 'etcd: reads outlive a change of leader',
		file: `${room}/behaviour.ts`,
		find: '		readsMissedLeader(server, effects);\n',
		replace: '',
		caughtBy: `${tests}/etcd-leader-loss.test.ts`,
	},
	{
		name: 'etcd: what was queued without a leader is forgotten',
		file: `${room}/behaviour.ts`,
		find: '		flushQueue(server, effects);\n',
		replace: '',
		caughtBy: `${tests}/etcd-leader-loss.test.ts`,
	},
	{
		name: 'etcd: a restart applies again what the database already holds',
		file: `${room}/apply.ts`,
		find: '	if (index <= server.appliedIndex) {\n		return;\n	}\n\n	switch',
		replace: '	switch',
		caughtBy: `${tests}/etcd-sweep.test.ts`,
	},
	{
		name: 'etcd: a put beyond the quota is done on some members only',
		file: `${room}/apply.ts`,
		find: '	putKey(store, command, effects.localNow);\n',
		replace: '	if (within) {\n		putKey(store, command, effects.localNow);\n	}\n\n',
		caughtBy: `${tests}/etcd-space.test.ts`,
	},
	{
		name: 'etcd: compaction shrinks the file',
		file: `${room}/store.ts`,
		find: '	store.oldRevisions.splice(0, place);\n',
		replace: '	store.oldRevisions.splice(0, place);\n	defragmentStore(store);\n',
		caughtBy: `${tests}/etcd-space.test.ts`,
	},
	{
		name: 'etcd: a checkpoint shares the store with the run that goes on',
		file: `${room}/store.ts`,
		find: '	store.shared = true;\n	return {...store};',
		replace: '	return {...store};',
		caughtBy: `${tests}/etcd-sweep.test.ts`,
	},
	{
		name: 'etcd: an addition counts whoever is connected now',
		file: `${room}/members.ts`,
		find: 'connectedSince(server, voters, now - healthIntervalUs) < wanted',
		replace: 'connectedSince(server, voters, now) < wanted',
		caughtBy: `${tests}/etcd-members.test.ts`,
	},
	{
		name: 'etcd: an addition is measured by the quorum before it',
		file: `${room}/members.ts`,
		find: 'server.settings.addMemberCheck ? voters.length : quorumOf(grown)',
		replace: 'server.settings.addMemberCheck ? voters.length : quorumOf(voters.length)',
		caughtBy: `${tests}/etcd-members.test.ts`,
	},
	{
		name: 'etcd: a learner is promoted however far behind it is',
		file: `${room}/members.ts`,
		find: '	if (progress.match / own.match < learnerReadyShare) {',
		replace: '	if (progress.match > own.match * learnerReadyShare * 2) {',
		caughtBy: `${tests}/etcd-members.test.ts`,
	},
	{
		name: 'etcd: a member that was removed while it was down campaigns for ever',
		file: `${room}/peers.ts`,
		find: '				effects.send(from, {kind: \'etcd-gone\'});\n',
		replace: '',
		caughtBy: `${tests}/etcd-members.test.ts`,
	},
	{
		name: 'etcd: SIGTERM ends the leader without handing over',
		file: `${room}/handover.ts`,
		find: '	const to = leads ? longestLinked(server) : undefined;',
		replace: '	const to = leads && server.stopping ? undefined : longestLinked(server);',
		caughtBy: `${tests}/etcd-leader-loss.test.ts`,
	},
	{
		name: 'etcd: a member serves clients before it has published itself',
		file: `${room}/behaviour.ts`,
		find: '	server.running = true;\n',
		replace: '	server.running = true;\n	server.serving = true;\n',
		caughtBy: `${tests}/etcd-quorum-lost.test.ts`,
	},
	{
		name: 'etcd: clientv3 repeats writes',
		file: `${room}/etcd-client.ts`,
		find: 'return kind === \'get\' ||',
		replace: 'return kind === \'put\' || kind === \'get\' ||',
		caughtBy: `${tests}/etcd-client.test.ts`,
	},
];
