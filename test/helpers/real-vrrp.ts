import {setTimeout as delay} from 'node:timers/promises';
import {defaultVrrpSettings} from '../../source/simulation/vrrp/settings.js';
import {until} from './conformance.js';
import type {RunningProgram, Sandbox} from './sandbox.js';
import {quickVrrp, type VrrpExperiment, type VrrpRouter} from './vrrp-experiment.js';

/** The VIP of routers that name none. */
const usualVip = '10.77.0.100';

const macOf = (router: number): string => `02:00:00:00:00:1${router}`;
const addressOf = (router: number): string => `10.77.0.1${router}`;

function configurationOf(router: VrrpRouter, self: number, failFile: string): string {
	const {priority, preempt, startsAs, hasScript, weight, garpDelayMs, garpMasterRefreshMs, virtualRouterId, vip, peers} = {...defaultVrrpSettings, vip: usualVip, peers: undefined, ...quickVrrp, ...router};
	return [
		`global_defs {\n router_id n${self}\n vrrp_version 3\n vrrp_priority -20\n script_user root\n}`,
		...hasScript ? [`vrrp_script check {\n script "/usr/bin/test ! -e ${failFile}"\n interval 1\n fall 1\n rise 1\n weight ${weight}\n}`] : [],
		`vrrp_instance v {\n state ${startsAs.toUpperCase()}\n interface eth0\n virtual_router_id ${virtualRouterId}\n priority ${priority}\n advert_int ${quickVrrp.advertMs / 1000}`,
		...preempt ? [] : [' nopreempt'],
		` garp_master_delay ${garpDelayMs / 1000}\n garp_master_refresh ${garpMasterRefreshMs / 1000}`,
		...peers === undefined ? [] : [` unicast_src_ip ${addressOf(self)}\n unicast_peer {\n${peers.map(peer => `  ${addressOf(peer)}\n`).join('')} }`],
		...hasScript ? [' track_script {\n  check\n }'] : [],
		` virtual_ipaddress {\n  ${vip}/24 dev eth0\n }\n}\n`,
	].join('\n');
}

/**
The experiment on real keepalived processes, each on a network of its own, joined by a bridge of this name.
@returns once all have started.
*/
export async function realVrrp(sandbox: Sandbox, name: string, routers: readonly VrrpRouter[]): Promise<VrrpExperiment> {
	const all = routers.map((_, router) => router);
	const machineOf = (router: number) => `${name}n${router}`;
	const client = `${name}c`;
	const vipOf = (router: number) => routers[router]!.vip ?? usualVip;
	await sandbox.mustRun(['sh', '-c', [
		'set -e',
		`ip link add ${name} type bridge forward_delay 0 stp_state 0 mcast_snooping 0 && ip link set ${name} up`,
		...[...all.map(router => [machineOf(router), macOf(router), addressOf(router)]), [client, '02:00:00:00:00:99', '10.77.0.99']].map(([machine, mac, address]) => [
			`ip netns add ${machine} && ip link add to-${machine} type veth peer name eth0 address ${mac} netns ${machine}`,
			`ip link set to-${machine} master ${name} up && ip -n ${machine} link set lo up`,
			`ip -n ${machine} link set eth0 up && ip -n ${machine} address add ${address}/24 dev eth0`,
		].join('\n')),
	].join('\n')]);
	const monitors = await Promise.all(all.map(async router => sandbox.start(['env', 'TZ=UTC', 'ip', '-ts', '-o', 'monitor', 'address'], {machine: machineOf(router)})));
	const programs = new Map<number, RunningProgram>();
	const past = all.map(() => '');
	const files = (router: number) => ({pid: `/run/${machineOf(router)}.pid`, child: `/run/${machineOf(router)}.vrrp.pid`, fail: `/run/${machineOf(router)}.fails`, configuration: `/run/${machineOf(router)}.conf`});
	for (const [router, settings] of routers.entries()) {
		await sandbox.write(files(router).configuration, configurationOf(settings, router, files(router).fail));
	}

	const start = async (router: number): Promise<number> => {
		const {pid, child, configuration} = files(router);
		const before = programs.get(router);
		if (before !== undefined) {
			await until('its end', before.exitCode, code => code !== null, {everyMs: 5});
			past[router] += before.output();
		}

		await sandbox.mustRun(['rm', '-f', pid, child]);
		const atMs = Date.now();
		programs.set(router, await sandbox.start(['keepalived', '--dont-fork', '--log-console', '--log-detail', '--vrrp', '--use-file', configuration, '--pid', pid, '--vrrp_pid', child], {machine: machineOf(router)}));
		await until('keepalived', programs.get(router)!.output, output => output.includes('Startup complete'), {everyMs: 5});
		return atMs;
	};

	/** Both of keepalived's processes at once, the one that speaks VRRP first: without its parent it would resign. */
	const signalBoth = async (signal: string, router: number) => sandbox.mustRun(['sh', '-c', `date +%s%3N && kill -${signal} $(cat ${files(router).child}) $(cat ${files(router).pid})`]);

	const perform = async (what: Parameters<VrrpExperiment['act']>[0], router: number): Promise<number | string> => {
		const {fail} = files(router);
		const timed = async (command: string) => sandbox.mustRun(['sh', '-c', `date +%s%3N && ${command}`]);
		switch (what) {
			case 'start': {
				return start(router);
			}

			case 'kill': {
				return signalBoth('KILL', router);
			}

			case 'freeze': {
				return signalBoth('STOP', router);
			}

			case 'stop': {
				return programs.get(router)!.signal('TERM');
			}

			case 'link-down':
			case 'link-up': {
				return timed(`ip -n ${machineOf(router)} link set eth0 ${what === 'link-down' ? 'down' : 'up'}`);
			}

			case 'script-fails':
			case 'script-succeeds': {
				return timed(`${what === 'script-fails' ? 'touch' : 'rm'} ${fail}`);
			}

			// The bridge carries adverts (multicast) to this machine no more; everything else goes on.
			case 'deafen':
			case 'undeafen': {
				return timed(`bridge link set dev to-${machineOf(router)} mcast_flood ${what === 'deafen' ? 'off' : 'on'}`);
			}
		}
	};

	const told = (router: number) => monitors[router]!.output().split('\n').flatMap(line => {
		const {groups} = /^\[(?<time>[\d.:T\-]+)\]\s*(?<gone>Deleted )?.* inet (?<address>[\d.]+)\//v.exec(line) ?? {};
		return groups?.address === vipOf(router) ? [{atMs: Date.parse(`${groups.time!}Z`), gone: groups.gone !== undefined}] : [];
	});

	const holders = async (): Promise<number[]> => {
		const found = await Promise.all(all.map(async router => (await sandbox.mustRun(['ip', '-n', machineOf(router), '-o', '-4', 'address', 'show', 'dev', 'eth0'])).includes(` ${vipOf(router)}/`)));
		return all.filter(router => found[router]);
	};

	await Promise.all(all.map(async router => start(router)));
	return {
		holders,
		async untilHolders(...wanted) {
			await until(`holders ${wanted.join(', ')}`, holders, found => found.join(',') === wanted.join(','), {everyMs: 20});
		},
		async taken(router, fromMs) {
			const isIt = ({atMs, gone}: ReturnType<typeof told>[number]) => atMs >= fromMs && !gone;
			return (await until(`router ${router} takes the VIP`, () => told(router).find(each => isIt(each)), found => found !== undefined, {everyMs: 5}))!.atMs;
		},
		given: (router, fromMs) => told(router).find(({atMs, gone}) => atMs >= fromMs && gone)?.atMs,
		act: async (what, router) => Number(await perform(what, router)),
		async wait(ms) {
			await delay(ms);
		},
		async clientGoesTo() {
			await sandbox.run(['busybox', 'ping', '-c', '1', '-W', '1', usualVip], {machine: client});
			const {stdout} = await sandbox.run(['ip', '-n', client, 'neigh', 'show', usualVip]);
			return all.find(router => stdout.includes(macOf(router))) ?? -1;
		},
		refusedAddresses: router => ((past[router] ?? '') + programs.get(router)!.output()).split('not present in').length - 1,
	};
}
