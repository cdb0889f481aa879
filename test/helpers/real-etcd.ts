import {Buffer} from 'node:buffer';
import process from 'node:process';
import {setTimeout as delay} from 'node:timers/promises';
import type {EtcdOperation} from '../../source/simulation/control-plane/etcd/messages.js';
import {until} from './conformance.js';
import {quick, saysErrors, saysMembers, type EtcdEvent, type EtcdExperiment, type EtcdTold} from './etcd-experiment.js';
import type {RunningProgram, Sandbox} from './sandbox.js';

/*
Runs inside a sandbox and asks etcd's HTTP gateway: each line of input is {id, url, body, patienceMs}, each line of output
{id, status, body, atMs, tookMs}. A new connection for each question, as a client has that was just started.
*/
const script = `
import http from 'node:http';
import {createInterface} from 'node:readline';

createInterface({input: process.stdin}).on('line', line => {
	const {id, url, body, patienceMs} = JSON.parse(line);
	const begun = performance.now();
	const tell = (status, text) => console.log(JSON.stringify({id, status, body: text.slice(0, 300_000), tookMs: performance.now() - begun}));
	const request = http.request(url, {method: body === null ? 'GET' : 'POST', agent: false, timeout: patienceMs}, response => {
		let text = '';
		response.setEncoding('utf8').on('data', data => {
			text += data;
		}).on('end', () => tell(response.statusCode, text)).on('error', error => tell(0, error.message));
	});
	request.on('timeout', () => request.destroy(new Error('no answer')));
	request.on('error', error => tell(0, error.message));
	request.end(body ?? undefined);
});
console.log('{"id":0}');
`;

type Told = {readonly id: number; readonly status: number; readonly body: string; readonly tookMs: number};

const base64 = (text: string): string => Buffer.from(text).toString('base64');

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
	const asker = await sandbox.start([process.execPath, '--input-type=module', '--eval', script]);
	const programs = new Map<number, RunningProgram>();
	const past: string[] = all.map(() => '');
	const ids = new Map<string, number>();
	let questions = 0;

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

	const call = async (url: string, body: unknown, patienceMs = 20_000): Promise<() => Promise<Told>> => {
		questions++;
		const id = questions;
		asker.tell(JSON.stringify({id, url, body: body === null ? null : JSON.stringify(body), patienceMs}));
		return async () => {
			const mark = `{"id":${id},`;
			const output = await until(`an answer from ${url}`, asker.output, text => text.includes(mark) && text.includes('\n', text.indexOf(mark)), {withinMs: patienceMs + 5000, everyMs: 2});
			const at = output.indexOf(mark);
			return JSON.parse(output.slice(at, output.indexOf('\n', at))) as Told;
		};
	};

	const post = async (member: number, path: string, body: unknown): Promise<Told> => (await call(`${clientUrl(member)}/v3/${path}`, body))();
	const listed = async (member: number) => JSON.parse((await post(member, 'cluster/member/list', {})).body) as {members: Array<{ID: string; name?: string; isLearner?: boolean; peerURLs: string[]}>};

	/** The id that etcd gave a member when it was added; 1, which nobody has, where it never was. */
	const idOf = async (member: number): Promise<string> => {
		for (const [id, known] of ids) {
			if (known === member) {
				return id;
			}
		}

		return '1';
	};

	const learnIds = async (from: number): Promise<void> => {
		for (const {ID: id, peerURLs: [url]} of (await listed(from)).members) {
			ids.set(id, all.find(member => peerUrl(member) === url)!);
		}
	};

	const wordsOf = async (operation: EtcdOperation): Promise<readonly [path: string, body: unknown]> => {
		switch (operation.kind) {
			case 'put': {
				return ['kv/put', {key: base64(operation.key), value: base64(String(operation.value).padEnd(operation.size, ' '))}];
			}

			case 'delete': {
				return ['kv/deleterange', {key: base64(operation.key)}];
			}

			case 'get': {
				return ['kv/range', {key: base64(operation.key), serializable: operation.serializable}];
			}

			case 'list': {
				return ['kv/range', {key: base64(operation.prefix), serializable: operation.serializable}];
			}

			case 'member-list': {
				return ['cluster/member/list', {}];
			}

			case 'member-add': {
				return ['cluster/member/add', {peerURLs: [peerUrl(operation.member)], isLearner: operation.learner}];
			}

			case 'member-remove': {
				return ['cluster/member/remove', {ID: await idOf(operation.member)}];
			}

			case 'member-promote': {
				return ['cluster/member/promote', {ID: await idOf(operation.member)}];
			}

			case 'move-leader': {
				return ['maintenance/transfer-leadership', {targetID: await idOf(operation.to)}];
			}

			case 'snapshot-save': {
				return ['maintenance/snapshot', {}];
			}

			case 'status': {
				return ['maintenance/status', {}];
			}

			case 'compact': {
				return ['kv/compaction', {revision: String(operation.revision), physical: true}];
			}

			case 'defragment': {
				return ['maintenance/defragment', {}];
			}

			case 'disarm': {
				return ['maintenance/alarm', {action: 'GET'}];
			}

			case 'health': {
				return ['health', null];
			}
		}
	};

	const saysOf = (operation: EtcdOperation, {status, body}: Told): string => {
		if (operation.kind === 'health') {
			return /"health":"(?<health>true|false)"/v.exec(body)?.groups?.health ?? body;
		}

		if (status !== 200) {
			// What fails in a stream, as a snapshot does, is wrapped once more.
			const {error} = status === 0 ? {error: body} : JSON.parse(body) as {error: string | {message: string}};
			return typeof error === 'string' ? error : error.message;
		}

		if (operation.kind === 'get') {
			const {kvs = []} = JSON.parse(body) as {kvs?: Array<{value: string}>};
			return `= ${kvs[0] === undefined ? 'nothing' : Buffer.from(kvs[0].value, 'base64').toString().trim()}`;
		}

		if (operation.kind === 'member-list') {
			return saysMembers((JSON.parse(body) as Awaited<ReturnType<typeof listed>>).members.map(({name = '', isLearner = false}) => ({learner: isLearner, started: name !== ''})));
		}

		return operation.kind === 'status' ? saysErrors((JSON.parse(body) as {errors?: string[]}).errors ?? []) : 'done';
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

		const [path, body] = await wordsOf(operation);
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
