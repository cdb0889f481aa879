import test, {type ExecutionContext} from 'ava';
import type {EtcdOperation} from '../../source/simulation/control-plane/etcd/messages.js';
import type {Scenario} from '../../source/simulation/scenarios/scenario.js';
import {samplesOf} from '../../source/simulation/scenarios/samples.js';
import {scenarioNamed} from '../../source/simulation/scenarios/scenarios.js';
import {namespaces, realTest} from '../helpers/conformance.js';
import {isTimeout, quick, type EtcdExperiment, type EtcdTold} from '../helpers/etcd-experiment.js';
import {realEtcd, type RealEtcdOptions} from '../helpers/real-etcd.js';
import {openSandbox} from '../helpers/sandbox.js';
import {simulatedEtcd} from '../helpers/simulated-etcd.js';
import {intervalOf, within, type Interval} from '../helpers/within.js';

/*
Each experiment is written once, made on the simulator and on real members of etcd 3.4, and has to say the same in both. Times
of the real members have to lie within what the simulator gives over many seeds, 50 ms before to 300 ms after.
*/
const cluster = realTest(test, 'etcd', namespaces);

const put = (key: string, value: string, size = value.length): EtcdOperation => ({kind: 'put', key, value, size});
const get = (key: string, serializable = false): EtcdOperation => ({kind: 'get', key, serializable});

/** Facts of one experiment, in the order in which they were found. */
type Facts = {readonly found: string[]; readonly note: (what: string, told: EtcdTold | string | number | boolean) => void};

function facts(): Facts {
	const found: string[] = [];
	return {
		found,
		note(what, told) {
			found.push(`${what}: ${typeof told === 'object' ? (isTimeout(told.says) ? 'timed out' : told.says) : told}`);
		},
	};
}

async function rolesOf(experiment: EtcdExperiment): Promise<{leader: number; first: number; second: number}> {
	const leader = await experiment.leader();
	const [first, second] = [0, 1, 2].filter(member => member !== leader);
	return {leader, first: first!, second: second!};
}

/** The same experiment in both worlds; what both say goes to the log. */
async function compare<T>(t: ExecutionContext, experiment: (on: EtcdExperiment, facts: Facts) => Promise<T>, options: RealEtcdOptions = {}): Promise<{real: T; simulated: T}> {
	const {members, spare, preVote, quotaBytes} = options;
	const [simulatedFacts, realFacts] = [facts(), facts()];
	const simulated = await experiment(simulatedEtcd({
		...members === undefined ? {} : {members},
		...spare === undefined ? {} : {spare},
		settings: {...preVote === undefined ? {} : {preVote}, ...quotaBytes === undefined ? {} : {quotaBytes}},
		warmMs: 1500,
	}), simulatedFacts);
	const real = await experiment(await realEtcd(await openSandbox(t), options), realFacts);
	for (const [index, fact] of realFacts.found.entries()) {
		t.log(fact === simulatedFacts.found[index] ? `both say: ${fact}` : `real: ${fact} | simulated: ${simulatedFacts.found[index]}`);
	}

	t.deepEqual(realFacts.found, simulatedFacts.found);
	return {real, simulated};
}

const set = [`etcd.heartbeatMs=${quick.heartbeatMs}`, `etcd.electionMs=${quick.electionMs}`, `etcd.preVote=${quick.preVote}`, `etcd.addMemberCheck=${quick.addMemberCheck}`];

/** What the scenario gives over so many seeds, with the fault at its beginning and at every phase of what is periodic. */
function scenarioInterval(id: string, fault: string): Interval {
	const scenario: Scenario = {...scenarioNamed(id), faults: [`0s ${fault}`], measures: ['etcdLeaderGapMs'], probes: [], untilMs: 4000};
	const seeds = Array.from({length: 200}, (_, index) => index + 1);
	return intervalOf(samplesOf(scenario, seeds, {set, faults: [], untilMs: null, spread: true}).etcdLeaderGapMs!);
}

/** What came first: somebody stands for election, and the winner is one who stood in the very term it leads in. */
async function electionAfter(experiment: EtcdExperiment, fromMs: number, but: number): Promise<{afterMs: number; rightOrder: boolean; rounds: number; by: number}> {
	const isNew = ({atMs, what, member}: ReturnType<EtcdExperiment['events']>[number]) => atMs >= fromMs && what === 'leads' && member !== but;
	const termBefore = Math.max(...experiment.events().filter(({atMs}) => atMs < fromMs).map(({term}) => term || 0), 0);
	await experiment.until('another leader', async () => experiment.events().some(event => isNew(event)));
	const events = experiment.events().filter(({atMs}) => atMs >= fromMs);
	const won = events.find(event => isNew(event))!;
	const stood = events.find(({what, member, term}) => what === 'stands' && member === won.member && term === won.term);
	return {afterMs: won.atMs - fromMs, rightOrder: stood !== undefined && stood.atMs <= won.atMs, rounds: won.term - termBefore, by: won.member};
}

cluster('the leader killed or stopped: the next one comes within the simulator\'s interval, and has stood for election first', async t => {
	const killed = scenarioInterval('etcd-leader-crash', 'kill etcd-leader');
	const stopped = scenarioInterval('etcd-leader-stop', 'stop etcd-leader');
	const real = await realEtcd(await openSandbox(t));
	const gaps: number[] = [];
	for (const [round, pauseMs] of [3, 7, 11, 16].entries()) {
		const leader = await real.leader();
		await real.wait(100 + pauseMs);
		const at = await real.kill(leader);
		const {afterMs, rightOrder} = await electionAfter(real, at, leader);
		gaps.push(afterMs);
		t.true(rightOrder, `round ${round}`);
		await real.start(leader);
	}

	within(t, 'leader killed to the next one leads', gaps, killed);
	const leader = await real.leader();
	// Leadership is handed over only to a member that has been connected to; all are by now.
	await real.wait(300);
	const at = await real.stop(leader);
	within(t, 'leader stopped to the next one leads', [(await electionAfter(real, at, leader)).afterMs], stopped);
	await real.until('its end', async () => real.hasEnded(leader));
});

async function frozenLeader(t: ExecutionContext): Promise<void> {
	const {real, simulated} = await compare(t, async (on, {note}) => {
		const {leader, first, second} = await rolesOf(on);
		note('a write to a follower', await on.ask(first, put('a', 'before')));
		const termBefore = await on.term(leader);
		await on.freeze(second);
		await on.wait(900);
		await on.resume(second);
		await on.until('its answer', async () => (await on.ask(second, get('a'))).says === '= before');
		note('a follower was frozen for 0.9 s: the term is the same', await on.term(leader) === termBefore);
		note('it has stood for election', on.events().some(({what, member, term}) => what === 'stands' && member === second && term > termBefore));
		// Writes every 10 ms: those between the fault and the follower's noticing it are what this is about.
		const answers: Array<() => Promise<EtcdTold>> = [];
		const freezing = on.freeze(leader);
		for (let count = 0; count < 30; count++) {
			answers.push(await on.begin(first, put('a', 'to the frozen one')));
			await on.wait(10);
		}

		const at = await freezing;
		const {rightOrder, by} = await electionAfter(on, at, leader);
		note('the next leader has stood for election first', rightOrder);
		note('a write after the election', await on.ask(by, put('a', 'after')));
		const hung = (await Promise.all(answers.map(async answer => answer()))).filter(({tookMs}) => tookMs > 1000);
		note('of the writes that were sent meanwhile some hung', hung.length > 0);
		note('and all that hung timed out', hung.every(({says}) => isTimeout(says)));
		await on.resume(leader);
		await on.until('the old leader follows', async () => await on.leader() === by);
		// What timed out may still be done late: peers' proposals are read apart from their other messages (etcd rafthttp/peer.go,
		// propc and recvc), and where the thawed one has heard of the next leader first it passes them on. The simulator always
		// reads in the order of arrival.
		note('what a read gives', ['= after', '= to the frozen one'].includes((await on.ask(leader, get('a'))).says));
		return hung.map(({tookMs}) => tookMs);
	});
	within(t, 'a write to a frozen leader hangs', real, intervalOf(simulated));
}

async function quorumLost(t: ExecutionContext): Promise<void> {
	const {real, simulated} = await compare(t, async (on, {note}) => {
		await on.ask(0, put('a', 'old'));
		const {leader, first, second} = await rolesOf(on);
		const termBefore = await on.term(second);
		await on.kill(first);
		note('a write with two of three', await on.ask(second, put('a', 'with two')));
		await on.kill(leader);
		await on.until('it stands for election', async () => on.events().some(({what, member, term}) => what === 'stands' && member === second && term > termBefore));
		const [write, read] = [await on.begin(second, put('a', 'with one')), await on.begin(second, get('a'))];
		note('serializable read', await on.ask(second, get('a', true)));
		note('list of members', await on.ask(second, {kind: 'member-list'}));
		note('member add', await on.ask(second, {kind: 'member-add', member: 3, learner: false}));
		note('snapshot', await on.ask(second, {kind: 'snapshot-save'}));
		note('status', await on.ask(second, {kind: 'status'}));
		const [wrote, was] = [await write(), await read()];
		note('write', wrote);
		note('linearizable read', was);
		note('health', (await on.ask(second, {kind: 'health'})).says);
		const stood = on.events().filter(({what, member, term}) => what === 'stands' && member === second && term > termBefore).map(({term}) => term);
		note('it has stood for election again and again, each time a term higher', stood.length > 5 && stood.every((term, index) => index === 0 || term === stood[index - 1]! + 1));
		note('the term that status tells meanwhile is the old one', await on.term(second) === termBefore);
		await on.start(first);
		await on.until('a write', async () => (await on.ask(second, put('a', 'with two again'))).says === 'done');
		note('with one of the two back, the term is above all it stood for', await on.term(second) > stood.at(-1)!);
		return {wrote: wrote.tookMs, was: was.tookMs};
	}, {spare: 1});
	within(t, 'a write without a quorum hangs', [real.wrote], intervalOf([simulated.wrote]));
	within(t, 'a linearizable read without a quorum hangs', [real.was], intervalOf([simulated.was]));
}

// Both wait for the server's request timeout of 5.4 s; so they wait together.
cluster('a frozen leader: what was sent to it hangs for the whole request timeout; no quorum: serializable reads, the list of members (in 3.4) and a snapshot, and no more (simplified: a thawed member reads in the order of arrival)', async t => {
	await Promise.all([frozenLeader(t), quorumLost(t)]);
});

async function membership(on: EtcdExperiment, {note}: Facts): Promise<void> {
	const {leader, first, second} = await rolesOf(on);
	const add = (member: number, learner = false): EtcdOperation => ({kind: 'member-add', member, learner});
	await on.ask(leader, put('a', 'old'));
	await on.kill(first);
	await on.start(first);
	note('member add, with a member that has just come back', await on.ask(leader, add(3)));
	await on.leader();
	await on.wait(6500);
	note('add a learner', await on.ask(leader, add(3, true)));
	note('the members', await on.ask(leader, {kind: 'member-list'}));
	note('promote it before it runs', await on.ask(leader, {kind: 'member-promote', member: 3}));
	note('a second learner', await on.ask(leader, add(4, true)));
	await on.start(3);
	await on.until('the learner\'s data', async () => (await on.ask(3, get('a', true))).says === '= old');
	note('put on the learner', await on.ask(3, put('a', 'new')));
	note('linearizable read on the learner', await on.ask(3, get('a')));
	note('list of members on the learner', await on.ask(3, {kind: 'member-list'}));
	note('snapshot from the learner', await on.ask(3, {kind: 'snapshot-save'}));
	note('status of the learner', await on.ask(3, {kind: 'status'}));
	await on.until('it is promoted', async () => (await on.ask(leader, {kind: 'member-promote', member: 3})).says === 'done');
	note('promote it again', await on.ask(leader, {kind: 'member-promote', member: 3}));
	note('the members', await on.ask(leader, {kind: 'member-list'}));
	note('put on the new voter', await on.ask(3, put('a', 'new')));
	note('remove one that nobody knows', await on.ask(leader, {kind: 'member-remove', member: 4}));
	note('move the leader, asked of a follower', await on.ask(first, {kind: 'move-leader', to: second}));
	note('move the leader to nobody', await on.ask(leader, {kind: 'move-leader', to: 4}));
	note('move the leader', await on.ask(leader, {kind: 'move-leader', to: first}));
	note('it has moved', await on.leader() === first);
	note('remove a member', await on.ask(first, {kind: 'member-remove', member: second}));
	await on.until('the removed one ends by itself', async () => on.hasLeft(second));
	await on.start(second);
	await on.until('and again when it is started', async () => on.hasLeft(second));
	await on.kill(leader);
	// A real member sees at once that a connection has ended; a simulated one, deliberately, only when a call of its own is refused.
	await on.wait(1100);
	note('two of three: remove one that lives', await on.ask(first, {kind: 'member-remove', member: 3}));
	note('two of three: add one', await on.ask(first, add(4)));
	note('two of three: remove the dead one', await on.ask(first, {kind: 'member-remove', member: leader}));
	note('the members', await on.ask(first, {kind: 'member-list'}));
	note('put', await on.ask(first, put('a', 'with two')));
}

async function fullDatabase(t: ExecutionContext): Promise<void> {
	const {real, simulated} = await compare(t, async (on, {note}) => {
		let count = 0;
		while ((await on.ask(0, put(`key-${count % 10}`, `${count}`, 100 * 1024))).says === 'done' && count < 100) {
			count++;
		}

		// Members differ in how full they are, and any one's alarm stops them all: go on until the first is full itself.
		do {
			await on.wait(200);
			await on.ask(0, {kind: 'disarm'});
		} while ((await on.ask(0, put('key-1', 'more', 100 * 1024))).says === 'done');

		await on.wait(200);
		note('put when it is full', await on.ask(1, put('a', 'small')));
		note('get', (await on.ask(1, get('key-3'))).says.startsWith('= '));
		note('status', await on.ask(0, {kind: 'status'}));
		note('health', await on.ask(0, {kind: 'health'}));
		note('delete', await on.ask(1, {kind: 'delete', key: 'key-3'}));
		note('disarm at once', await on.ask(0, {kind: 'disarm'}));
		note('put', await on.ask(0, put('key-1', 'again', 100 * 1024)));
		await on.until('the alarm again', async () => (await on.ask(0, {kind: 'status'})).says !== 'no errors');
		note('compact', await on.ask(0, {kind: 'compact', revision: await on.revision(0)}));
		note('disarm before it is defragmented', await on.ask(0, {kind: 'disarm'}));
		note('put', await on.ask(0, put('key-1', 'again', 100 * 1024)));
		for (const member of [0, 1, 2]) {
			note('defragment', await on.ask(member, {kind: 'defragment'}));
		}

		note('put before disarm', await on.ask(0, put('key-1', 'again', 100 * 1024)));
		note('disarm', await on.ask(0, {kind: 'disarm'}));
		note('put', await on.ask(0, put('key-1', 'again', 100 * 1024)));
		note('status', await on.ask(0, {kind: 'status'}));
		note('health', await on.ask(0, {kind: 'health'}));
		return count;
	}, {quotaBytes: 2_097_152});
	// How many go in depends on how many each batch of 100 ms takes, and on how many pages the database file grows by for each.
	t.log(`puts of 100 KiB into 2 MiB: real ${real}, simulated ${simulated}`);
	t.true([real, simulated].every(count => count >= 8 && count <= 45), `${real} ${simulated}`);
}

// Five seconds have to pass until members count as connected: meanwhile another cluster's database is filled.
cluster('members added, promoted, removed: what etcd refuses, in its own words; a full database: compact, defragment, disarm, in this order and no other (simplified: a broken connection is noticed within a second, not at once)', async t => {
	await Promise.all([compare(t, membership, {spare: 2}), fullDatabase(t)]);
});

cluster('a leader cut off from the others: they elect, it resigns, and until then it answers with what is old; without PreVote whoever comes back raises the term', async t => {
	const measured = {elected: [] as number[], resigned: [] as number[]};
	const partition = async (on: EtcdExperiment, {note}: Facts) => {
		await on.ask(0, put('a', 'old'));
		const {leader, first, second} = await rolesOf(on);
		const at = await on.isolate(leader, true);
		const {afterMs, rightOrder, by} = await electionAfter(on, at, leader);
		note('the next leader has stood for election first', rightOrder);
		note('a write on the larger side', await on.ask(by, put('a', 'new')));
		note('a serializable read on the smaller side', await on.ask(leader, get('a', true)));
		const resigned = () => on.events().find(({what, member, atMs}) => what === 'steps-down' && member === leader && atMs >= at);
		await on.until('the old leader steps down', async () => resigned() !== undefined);
		await on.until('it stands for election in vain', async () => on.events().filter(({what, member, atMs}) => what === 'stands' && member === leader && atMs >= at).length >= 3);
		const stoodFor = Math.max(...on.events().filter(({what, member, atMs}) => what === 'stands' && member === leader && atMs >= at).map(({term}) => term));
		note('the larger side\'s term meanwhile stays below', await on.term(by) < stoodFor);
		await on.isolate(leader, false);
		await on.until('it catches up', async () => (await on.ask(leader, get('a', true))).says === '= new');
		await on.leader();
		await on.ask(by === first ? second : first, put('b', 'after'));
		note('the term is above all that it stood for', await on.term(by) > stoodFor);
		return {elected: afterMs, resigned: resigned()!.atMs - at};
	};

	const {real} = await compare(t, partition);
	for (let seed = 1; seed <= 200; seed++) {
		const {elected, resigned} = await partition(simulatedEtcd({seed, warmMs: 1500 + seed}), facts());
		measured.elected.push(elected);
		measured.resigned.push(resigned);
	}

	within(t, 'leader cut off to the next one leads', [real.elected], intervalOf(measured.elected));
	within(t, 'leader cut off to it steps down', [real.resigned], intervalOf(measured.resigned));
});

cluster('a follower cut off and back: with PreVote the leader and the term stay', async t => {
	await compare(t, async (on, {note}) => {
		const {leader, first} = await rolesOf(on);
		await on.ask(leader, put('a', 'old'));
		const termBefore = await on.term(leader);
		const at = await on.isolate(first, true);
		await on.wait(1200);
		note('a write without it', await on.ask(leader, put('a', 'new')));
		await on.isolate(first, false);
		await on.until('it catches up', async () => (await on.ask(first, get('a', true))).says === '= new');
		note('the same leader', await on.leader() === leader);
		note('the same term', await on.term(leader) === termBefore);
		note('anybody stood for election', on.events().some(({what, atMs}) => atMs >= at && what === 'stands'));
	}, {preVote: true});
});
