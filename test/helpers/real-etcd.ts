import {setTimeout as delay} from 'node:timers/promises';
import {until} from './conformance.js';
import {quick, type EtcdEvent, type EtcdExperiment, type EtcdTold} from './etcd-experiment.js';
import {openGateway, saysOf, wordsOf, type ListedMembers, type Told} from './etcd-gateway.js';
import type {RunningProgram, Sandbox} from './sandbox.js';

export type RealEtcdOptions = {
	readonly members?: number;
	readonly spare?: number;
	readonly preVote?: boolean;
	readonly quotaBytes?: number;
};

/** The moments of a member's log; its Raft writes them as sentences. */
function eventsOf(output: string, member: number): EtcdEvent[] {
	const found: EtcdEvent[] = [];
	for (const line of output.split('\n')) {
		const {groups} = /"ts":"(?<time>[^"]+)".*"msg":"[0-9a-f]+ (?<says>became candidate|became leader|stepped down to follower|became follower) (?:since quorum is not active|at term (?<term>\d+))/v.exec(line) ?? {};
		const starts = /"ts":"(?<time>[^"]+)".*"msg":"newRaft [0-9a-f]+ \[peers: \[[^\]]*\], term: (?<term>\d+)/v.exec(line)?.groups;
		if (starts) {
			found.push({atMs: Date.parse(starts.time!), member, what: 'starts', term: Number(starts.term)});
		} else if (groups && groups.says !== 'became follower') {
			const what = groups.says === 'became candidate' ? 'stands' : (groups.says === 'became leader' ? 'leads' : 'steps-down');
			found.push({atMs: Date.parse(groups.time!), member, what, term: Number(groups.term ?? Number.NaN)});
		}
	}

	return found;
}

/**
The experiment on real processes: each member on a network of its own, joined by a bridge, and asked from 10.77.0.1.
@returns once a leader leads and every founder answers.
*/
export async function realEtcd(sandbox: Sandbox, {members = 3, spare = 0, preVote = quick.preVote, quotaBytes}: RealEtcdOptions = {}): Promise<EtcdExperiment> {
	const count = members + spare;
	const all = Array.from({length: count}, (_, index) => index);
	const nameOf = (member: number) => `m${member}`;
	const addressOf = (member: number) => `10.77.0.${11 + member}`;
	const peerUrl = (member: number) => `http://${addressOf(member)}:2380`;
	const clientUrl = (member: number) => `http://${addressOf(member)}:2379`;
	await sandbox.mustRun(['sh', '-c', [
		'set -e',
		'ip link add lan type bridge forward_delay 0 stp_state 0 && ip link set lan up && ip address add 10.77.0.1/24 dev lan',
		...all.map(member => [
			`ip netns add ${nameOf(member)} && ip link add to-${nameOf(member)} type veth peer name eth0 netns ${nameOf(member)}`,
			`ip link set to-${nameOf(member)} master lan up && ip -n ${nameOf(member)} link set lo up`,
			`ip -n ${nameOf(member)} link set eth0 up && ip -n ${nameOf(member)} address add ${addressOf(member)}/24 dev eth0`,
		].join('\n')),
	].join('\n')]);
	const call = await openGateway(sandbox);
	const programs = new Map<number, RunningProgram>();
	const past: string[] = all.map(() => '');
	const ids = new Map<string, number>();

	const start: EtcdExperiment['start'] = async member => {
		const before = programs.get(member);
		past[member] += before?.output() ?? '';
		const others = member < members ? all.filter(each => each < members) : all.filter(each => each < members || each === member);
		programs.set(member, await sandbox.start([
			'etcd',
			`--name=${nameOf(member)}`,
			`--data-dir=/run/${nameOf(member)}`,
			`--heartbeat-interval=${quick.heartbeatMs}`,
			`--election-timeout=${quick.electionMs}`,
			`--pre-vote=${preVote}`,
			...quotaBytes === undefined ? [] : [`--quota-backend-bytes=${quotaBytes}`],
			`--listen-client-urls=${clientUrl(member)}`,
			`--advertise-client-urls=${clientUrl(member)}`,
			`--listen-peer-urls=${peerUrl(member)}`,
			`--initial-advertise-peer-urls=${peerUrl(member)}`,
			`--initial-cluster=${others.map(each => `${nameOf(each)}=${peerUrl(each)}`).join(',')}`,
			`--initial-cluster-state=${member < members ? 'new' : 'existing'}`,
			'--logger=zap',
			'--log-outputs=stderr',
		], {machine: nameOf(member)}));
		return Date.now();
	};

	const post = async (member: number, path: string, body: unknown): Promise<Told> => (await call(`${clientUrl(member)}/v3/${path}`, body))();
	const listed = async (member: number) => JSON.parse((await post(member, 'cluster/member/list', {})).body) as ListedMembers;

	/** The id that etcd gave a member when it was added; 1, which nobody has, where it never was. */
	const idOf = (member: number): string => [...ids].find(([, known]) => known === member)?.[0] ?? '1';

	const learnIds = async (from: number): Promise<void> => {
		for (const {ID: id, peerURLs: [url]} of (await listed(from)).members) {
			ids.set(id, all.find(member => peerUrl(member) === url)!);
		}
	};

	/** As etcdctl does it: for each alarm there is. */
	const disarm = async (member: number): Promise<Told> => {
		const listedAlarms = await post(member, 'maintenance/alarm', {action: 'GET'});
		let told = listedAlarms;
		for (const {memberID} of (JSON.parse(listedAlarms.body) as {alarms?: Array<{memberID: string}>}).alarms ?? []) {
			told = await post(member, 'maintenance/alarm', {action: 'DEACTIVATE', alarm: 'NOSPACE', memberID});
		}

		return told;
	};

	const begin: EtcdExperiment['begin'] = async (member, operation) => {
		if (operation.kind === 'disarm') {
			const told = await disarm(member);
			return async () => ({says: saysOf(operation, told), tookMs: told.tookMs});
		}

		const [path, body] = wordsOf(operation, {peerUrl, idOf});
		const answer = await call(body === null ? `${clientUrl(member)}/${path}` : `${clientUrl(member)}/v3/${path}`, body);
		return async (): Promise<EtcdTold> => {
			const told = await answer();
			if (told.status === 200 && operation.kind === 'member-add') {
				await learnIds(member);
			}

			return {says: saysOf(operation, told), tookMs: told.tookMs};
		};
	};

	const statusOf = async (member: number) => {
		const {status, body} = await post(member, 'maintenance/status', {});
		return status === 200 ? JSON.parse(body) as {header: {member_id: string; revision: string}; leader?: string; raftTerm: string} : undefined;
	};

	const runs = (member: number): boolean => programs.get(member)?.exitCode() === null && !frozen.has(member);
	const frozen = new Set<number>();
	const agree = async (): Promise<number | undefined> => {
		const told = await Promise.all(all.filter(member => runs(member)).map(async member => statusOf(member)));
		const named = new Set(told.map(status => status?.leader ?? '0'));
		const [leader = '0'] = named;
		const member = ids.get(leader);
		return named.size === 1 && member !== undefined && runs(member) ? member : undefined;
	};

	const leader: EtcdExperiment['leader'] = async () => (await until('a leader', agree, member => member !== undefined, {withinMs: 20_000, everyMs: 10}))!;
	const signal = (name: 'TERM' | 'KILL' | 'STOP' | 'CONT') => async (member: number): Promise<number> => {
		const atMs = await programs.get(member)!.signal(name);
		if (name === 'KILL') {
			await until('its end', () => programs.get(member)!.exitCode(), code => code !== null, {everyMs: 2});
		}

		if (name === 'STOP') {
			frozen.add(member);
		} else {
			frozen.delete(member);
		}

		return atMs;
	};

	for (const member of all.slice(0, members)) {
		await start(member);
	}

	await until('all founders to answer', async () => (await Promise.all(all.slice(0, members).map(async member => statusOf(member)))).every(Boolean), Boolean, {withinMs: 20_000});
	await learnIds(0);
	await leader();
	return {
		begin,
		ask: async (member, operation) => (await begin(member, operation))(),
		leader,
		kill: signal('KILL'),
		stop: signal('TERM'),
		freeze: signal('STOP'),
		resume: signal('CONT'),
		start,
		async isolate(member, cut) {
			const verb = cut ? 'add' : 'delete';
			const others = all.filter(other => other !== member);
			return Number(await sandbox.mustRun(['sh', '-c', ['date +%s%3N', ...others.flatMap(other => [
				`ip -n ${nameOf(member)} route ${verb} blackhole ${addressOf(other)}/32`,
				`ip -n ${nameOf(other)} route ${verb} blackhole ${addressOf(member)}/32`,
			])].join(' && ')]));
		},
		async wait(ms) {
			await delay(ms);
		},
		events: () => all.flatMap(member => eventsOf((past[member] ?? '') + (programs.get(member)?.output() ?? ''), member)).sort((left, right) => left.atMs - right.atMs),
		async until(what, isTrue) {
			await until(what, isTrue, Boolean, {withinMs: 20_000, everyMs: 10});
		},
		hasEnded: member => programs.get(member)?.exitCode() !== null,
		hasLeft: member => programs.get(member)?.exitCode() === 0,
		term: async member => Number((await statusOf(member))!.raftTerm),
		revision: async member => Number((await statusOf(member))!.header.revision),
	};
}
