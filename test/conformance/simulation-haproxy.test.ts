import test from 'ava';
import {defaultBackend, dropConnection, newBackend, pickServer, takeConnection} from '../../source/simulation/health-check/backend.js';
import {afterFailedConnection} from '../../source/simulation/health-check/retry.js';
import {defaultHealthCheckSettings, type HealthCheckSettings} from '../../source/simulation/health-check/settings.js';
import {smallWorld, type CheckAct} from '../../source/simulation/health-check/small-world.js';
import {between, seededRandom} from '../../source/simulation/kernel/random.js';
import {runUntil, schedule} from '../../source/simulation/kernel/simulation.js';
import {milliseconds} from '../../source/simulation/kernel/time.js';
import {runScenario} from '../../source/simulation/scenarios/run-scenario.js';
import {samplesOf} from '../../source/simulation/scenarios/samples.js';
import {scenarioNamed} from '../../source/simulation/scenarios/scenarios.js';
import {namespaces, realTest, until} from '../helpers/conformance.js';
import {openSandbox, type RunningProgram, type Sandbox} from '../helpers/sandbox.js';
import {startApiservers} from '../helpers/stand-in-apiservers.js';
import {intervalOf, within, type Interval} from '../helpers/within.js';

/*
The same faults before a real HAProxy 2.6 and in the simulator: what is counted has to be the same, and times have to lie within
what the simulator gives over many seeds, 50 ms before to 300 ms after.
*/
const balance = realTest(test, 'haproxy', 'curl', 'openssl', namespaces);

const names = ['s1', 's2', 's3'] as const;
const addressOf = (name: string): string => `10.0.0.1${name.slice(1)}`;

async function addAddresses(sandbox: Sandbox): Promise<void> {
	for (const address of [...names.map(name => addressOf(name)), '10.0.0.20', '10.0.0.21', '10.0.0.100']) {
		await sandbox.mustRun(['ip', 'address', 'add', `${address}/32`, 'dev', 'lo']);
	}
}

const interMs = 300;

/** What differs from three checks of 300 ms, as both worlds are told. */
type Checks = Partial<HealthCheckSettings>;

const usual: HealthCheckSettings = {...defaultHealthCheckSettings, interMs, timeoutConnectMs: 2000};

/** An HAProxy that listens on this port and checks all three. */
function checking(port: number, checks: Checks): string {
	const {fastinterMs, downinterMs, rise, fall, timeoutConnectMs, timeoutCheckMs, shutdownSessions} = {...usual, ...checks};
	return [
		'global\n log stdout format raw daemon\ndefaults\n mode tcp\n log global\n option log-health-checks\n timeout client 30s\n timeout server 30s',
		` timeout connect ${timeoutConnectMs}ms`,
		...timeoutCheckMs === null ? [] : [` timeout check ${timeoutCheckMs}ms`],
		`frontend f\n bind 10.0.0.100:${port}\n default_backend b\nbackend b\n balance roundrobin\n option httpchk GET /readyz\n http-check expect status 200`,
		` default-server check check-ssl verify none inter ${interMs}ms rise ${rise} fall ${fall}${fastinterMs === null ? '' : ` fastinter ${fastinterMs}ms`}${downinterMs === null ? '' : ` downinter ${downinterMs}ms`}${shutdownSessions ? ' on-marked-down shutdown-sessions' : ''}`,
		...names.map(name => ` server ${name} ${addressOf(name)}:6443`),
		'',
	].join('\n');
}

async function startHaproxy(sandbox: Sandbox, name: string, text: string): Promise<RunningProgram> {
	await sandbox.write(`/run/${name}.cfg`, text);
	return sandbox.start(['haproxy', '-db', '-f', `/run/${name}.cfg`]);
}

/** When HAProxy first said this of a server, at or after a time. */
async function toldAt(haproxy: RunningProgram, server: string, what: 'DOWN' | 'UP', fromMs: number): Promise<number> {
	const isIt = new RegExp(`Server b/${server} is ${what}`, 'v');
	const heard = await until(`${server} ${what}`, () => haproxy.heard().find(({atMs, text}) => atMs >= fromMs && isIt.test(text)), found => found !== undefined, {everyMs: 5});
	return heard!.atMs;
}

/** Every change of a server's health that HAProxy wrote to its log, such as `failed 2/3 UP`; its first check is not among them. */
function countsOf(haproxy: RunningProgram, server: string): string[] {
	const told = haproxy.output().matchAll(new RegExp(String.raw`^Health check for server b/${server} (?<what>failed|succeeded).*status: (?<status>\d+/\d+ (?:UP|DOWN))`, 'gmv'));
	return [...told].map(({groups}) => `${groups!.what!} ${groups!.status!}`).slice(1);
}

type Fault = readonly [begin: CheckAct['kind'], end: CheckAct['kind']];

const faults = {killed: ['kill', 'start'], 500: ['answer-500', 'answer-200'], frozen: ['freeze', 'thaw'], hanging: ['hang', 'answer-200']} as const satisfies Record<string, Fault>;
type What = 'killed' | '500' | 'frozen' | 'hanging';

/** The same in the simulator: to DOWN, to UP again, and the counts in between, by HAProxy's own words. */
function simulated(checks: Checks, [begin, finish]: Fault): {readonly down: Interval; readonly up: Interval; readonly counts: string[]} {
	const [down, up, counts]: [number[], number[], string[]] = [[], [], []];
	const settings = {...usual, ...checks};
	for (let seed = 1; seed <= 200; seed++) {
		const {simulation} = smallWorld(seed, settings, {count: 1});
		const faultUs = milliseconds(3000) + between(seededRandom(seed, 'fault'), 0, milliseconds(2000));
		const endUs = faultUs + milliseconds(6000) + between(seededRandom(seed, 'end'), 0, milliseconds(2000));
		schedule(simulation, faultUs, {kind: begin, server: 0});
		schedule(simulation, endUs, {kind: finish, server: 0});
		simulation.watch = {
			noted(note, _process, at) {
				if (note.kind === 'health-check-server-down') {
					down.push((at - faultUs) / 1000);
				} else if (note.kind === 'health-check-server-up') {
					up.push((at - endUs) / 1000);
				} else if (seed === 1) {
					const {rise, fall} = settings;
					const shown = note.isUp ? `${note.health - rise + 1}/${fall} UP` : `${note.health}/${rise} DOWN`;
					counts.push(`${note.outcome === 'passed' ? 'succeeded' : 'failed'} ${shown}`);
				}
			},
		};
		runUntil(simulation, endUs + milliseconds(4000));
	}

	return {down: intervalOf(down), up: intervalOf(up), counts};
}

/** What the whole chain gives for an apiserver that is killed and comes back. */
function scenarioIntervals(): {readonly down: Interval; readonly up: Interval} {
	const scenario = {...scenarioNamed('apiserver-crash'), faults: ['0s kill apiserver-1', '3s restart apiserver-1'], measures: ['backendDownMs', 'backendUpMs'], probes: [], untilMs: 6000} as const;
	const samples = samplesOf(scenario, Array.from({length: 60}, (_, index) => index + 1), {set: [`healthCheck.interMs=${interMs}`], faults: [], untilMs: null, spread: true});
	return {down: intervalOf(samples.backendDownMs!), up: intervalOf(samples.backendUpMs!)};
}

/** Whether the whole chain's HAProxy closes what was established when a server goes DOWN. */
function closesSessions(shutdownSessions: boolean): boolean {
	const scenario = {...scenarioNamed('apiserver-hangs'), parts: ['etcd', 'apiserver', 'controllers', 'load-balancer', 'kubelet'], faults: ['5s freeze apiserver-2'], measures: [], probes: [], untilMs: 12_000} as const;
	const {entries} = runScenario(scenario, {seed: 1, set: [`healthCheck.interMs=${interMs}`, `healthCheck.shutdownSessions=${shutdownSessions}`, 'node.localKubelets=false', 'node.workers=6'], faults: [], untilMs: null, spread: false});
	return entries.some(({note}) => note.kind === 'proxy-sessions-shut');
}

/** Each HAProxy by what is set. The first closes what a server that goes DOWN still has. */
const proxies = [
	{port: 8441, title: 'inter 300 ms', checks: {shutdownSessions: true}},
	{port: 8442, title: 'inter 300 ms, timeout check 400 ms', checks: {timeoutCheckMs: 400}},
	{port: 8443, title: 'inter 300 ms, fastinter 100 ms, downinter 200 ms', checks: {fastinterMs: 100, downinterMs: 200}},
] as const satisfies ReadonlyArray<{readonly port: number; readonly title: string; readonly checks: Checks}>;

balance('refused, 500, frozen, hanging: each check counts as in the simulator, DOWN and UP come in its time, and shutdown-sessions closes what is open', async t => {
	// First, since whatever runs here while a real program speaks makes it heard later.
	const [wholeChain, closing] = [scenarioIntervals(), [closesSessions(true), closesSessions(false)]];
	const expected = new Map(Object.keys(faults).map(what => [what, proxies.map(({checks}) => simulated(checks, faults[what as What]))]));
	const sandbox = await openSandbox(t);
	await addAddresses(sandbox);
	let first = await startApiservers(sandbox, {s1: addressOf('s1')});
	const second = await startApiservers(sandbox, {s2: addressOf('s2')});
	const third = await startApiservers(sandbox, {s3: addressOf('s3')});
	const holders = [await startApiservers(sandbox, {x: '10.0.0.20'}), await startApiservers(sandbox, {y: '10.0.0.21'})] as const;
	const running: Array<{title: string; haproxy: RunningProgram}> = [];
	for (const {port, title, checks} of proxies) {
		running.push({title, haproxy: await startHaproxy(sandbox, `checks-${port}`, checking(port, checks))});
	}

	await until('every server checked', () => running.map(({haproxy}) => names.filter(name => haproxy.output().includes(`Health check for server b/${name} succeeded`)).length), counts => counts.every(count => count === 3));
	for (const [index, holder] of holders.entries()) {
		for (const held of [1, 2, 3]) {
			holder.tell(`hold 10.0.0.100 ${proxies[index]!.port}`);
			await until('a held connection', holder.output, output => output.split('held ').length === held + 1);
		}
	}

	/** Makes one fault, ends it, and holds every HAProxy against the simulator. */
	const suffer = async (server: 's1' | 's2' | 's3', what: What, begin: () => Promise<number>, finish: () => Promise<number>): Promise<void> => {
		const before = running.map(({haproxy}) => countsOf(haproxy, server).length);
		const at = await begin();
		const down = await Promise.all(running.map(async ({haproxy}) => await toldAt(haproxy, server, 'DOWN', at) - at));
		const end = await finish();
		const up = await Promise.all(running.map(async ({haproxy}) => await toldAt(haproxy, server, 'UP', end) - end));
		for (const [index, {title, haproxy}] of running.entries()) {
			const simulation = expected.get(what)![index]!;
			within(t, `${what}, ${title}, to DOWN`, [down[index]!], simulation.down);
			within(t, `${what}, ${title}, to UP`, [up[index]!], simulation.up);
			const counts = countsOf(haproxy, server).slice(before[index]);
			t.log(`${what}, ${title}: both count ${counts.join(', ')}`);
			t.deepEqual(counts, simulation.counts, `${what}, ${title}`);
			if (what === 'killed' && index === 0) {
				within(t, 'killed, in the whole chain, to DOWN', [down[index]!], wholeChain.down);
				within(t, 'killed, in the whole chain, to UP', [up[index]!], wholeChain.up);
			}
		}
	};

	await Promise.all([
		suffer('s1', 'killed', async () => first.signal('KILL'), async () => {
			first = await startApiservers(sandbox, {s1: addressOf('s1')});
			return first.heard().find(({text}) => text.includes('listening'))!.atMs;
		}),
		suffer('s2', '500', async () => {
			second.tell('ready s2 500');
			return Date.now();
		}, async () => {
			second.tell('ready s2 200');
			return Date.now();
		}),
		suffer('s3', 'frozen', async () => third.signal('STOP'), async () => third.signal('CONT')),
	]);

	// The killed one's connection is closed either way.
	const lost = holders.map(holder => [...holder.output().matchAll(/^lost (?<name>\w+)$/gmv)].map(({groups}) => groups!.name!).sort());
	t.log(`lost with shutdown-sessions: ${lost[0]!.join(', ')}; without: ${lost[1]!.join(', ')}; simulated: ${closing.join(', ')}`);
	t.deepEqual(lost, [['s1', 's2', 's3'], ['s1']]);
	t.deepEqual(closing, [true, false]);

	await suffer('s2', 'hanging', async () => {
		second.tell('ready s2 0');
		return Date.now();
	}, async () => {
		second.tell('ready s2 200');
		return Date.now();
	});
});

type Retrying = {readonly title: string; readonly retries: number; readonly redispatch: boolean; readonly algorithm: 'roundrobin' | 'leastconn'};

const retrying: readonly Retrying[] = [
	{title: 'redispatch, 3 retries', retries: 3, redispatch: true, algorithm: 'roundrobin'},
	{title: 'redispatch, 3 retries, leastconn', retries: 3, redispatch: true, algorithm: 'leastconn'},
	{title: 'redispatch, no retries', retries: 0, redispatch: true, algorithm: 'roundrobin'},
	{title: 'no redispatch, 2 retries', retries: 2, redispatch: false, algorithm: 'roundrobin'},
	{title: 'no redispatch, no retries', retries: 0, redispatch: false, algorithm: 'roundrobin'},
];

/** Six connections one after the other, of which every third goes to a server that refuses and is not known to be down. */
function simulatedConnections({retries, redispatch, algorithm}: Retrying): string[] {
	const backend = newBackend([0, 1, 2], {...defaultBackend, algorithm, retries, redispatch, timeoutConnectMs: 2000});
	return Array.from({length: 6}, () => {
		let server = pickServer(backend);
		takeConnection(backend, server);
		let [waitedMs, moved] = [0, false];
		for (let tries = 1; ; tries++) {
			if (server !== 0) {
				dropConnection(backend, server);
				return `${names[server]!} after ${moved ? '+' : ''}${tries - 1} retries and ${waitedMs} ms`;
			}

			const retry = afterFailedConnection(backend, {server, tries, cause: 'refused'});
			if (retry.kind === 'give-up') {
				dropConnection(backend, server);
				return `given up at ${names[server]} after ${moved ? '+' : ''}${tries - 1} retries and ${waitedMs} ms`;
			}

			waitedMs += retry.afterUs / 1000;
			if (retry.kind === 'redispatch') {
				moved = true;
				dropConnection(backend, server);
				server = pickServer(backend, {avoid: server});
				takeConnection(backend, server);
			}
		}
	});
}

balance('a server that refuses and is not known to be down: where each connection ends, after how many retries and which pauses', async t => {
	const sandbox = await openSandbox(t);
	await addAddresses(sandbox);
	await startApiservers(sandbox, {s2: addressOf('s2'), s3: addressOf('s3')});
	const port = (index: number) => 8451 + index;
	const haproxy = await startHaproxy(sandbox, 'retries', [
		'global\n log stdout format raw daemon\ndefaults\n mode tcp\n log global\n timeout client 30s\n timeout server 30s\n timeout connect 2s',
		...retrying.map(({retries, redispatch, algorithm}, index) => [
			`frontend f${index}\n bind 10.0.0.100:${port(index)}\n log-format "done ${index} %s %rc %Tt %ts"\n default_backend b${index}`,
			`backend b${index}\n balance ${algorithm}\n retries ${retries}\n ${redispatch ? '' : 'no '}option redispatch`,
			...names.map(name => ` server ${name} ${addressOf(name)}:6443`),
		].join('\n')),
		'',
	].join('\n'));
	await until('HAProxy', async () => sandbox.run(['sh', '-c', 'ss -ltn | grep -c 10.0.0.100']), ({stdout}) => Number(stdout) === retrying.length);
	await Promise.all(retrying.map(async ({title}, index) => {
		for (let connection = 0; connection < 6; connection++) {
			await sandbox.run(['curl', '--silent', '--insecure', '--max-time', '10', '--output', '/dev/null', `https://10.0.0.100:${port(index)}/`]);
			await until(title, () => haproxy.output().split(`done ${index} `).length - 1, count => count > connection, {everyMs: 5});
		}

		const found = [...haproxy.output().matchAll(new RegExp(String.raw`^done ${index} (?<server>\S+) (?<retries>\+?\d+) (?<took>\+?\d+) (?<state>\S+)`, 'gmv'))].map(({groups}) => {
			const {server = '', retries = '', took = '', state = ''} = groups!;
			// Pauses are whole seconds; what is over is the connection's own.
			const pausedMs = Math.floor(Number(took) / 1000) * 1000;
			// SC: the server's side could not be connected (configuration manual, "Session state at disconnection").
			return `${state.startsWith('SC') ? 'given up at ' : ''}${server} after ${retries} retries and ${pausedMs} ms`;
		});
		t.log(`${title}: HAProxy says ${found.join('; ')}`);
		t.deepEqual(found, simulatedConnections(retrying[index]!), title);
	}));
});
