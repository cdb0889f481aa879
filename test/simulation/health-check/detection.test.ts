import test from 'ava';
import {runUntil, schedule} from '../../../source/simulation/kernel/simulation.js';
import {between, seededRandom} from '../../../source/simulation/kernel/random.js';
import {seconds} from '../../../source/simulation/kernel/time.js';
import type {HealthCheckSettings} from '../../../source/simulation/health-check/settings.js';
import {smallWorld, type CheckAct} from '../../../source/simulation/health-check/small-world.js';

type Fault = readonly [begin: CheckAct['kind'], end: CheckAct['kind']];

const killed: Fault = ['kill', 'start'];
const frozen: Fault = ['freeze', 'thaw'];
const unplugged: Fault = ['cut', 'heal'];
const hangs: Fault = ['hang', 'answer-200'];
const failing: Fault = ['answer-500', 'answer-200'];

/** From the fault to DOWN, and from its end a minute later to UP, in ms, the least and the greatest of 300 seeds. */
function measured(settings: Partial<HealthCheckSettings>, [begin, finish]: Fault): {readonly down: readonly [number, number]; readonly up: readonly [number, number]} {
	const down: number[] = [];
	const up: number[] = [];
	for (let seed = 1; seed <= 300; seed++) {
		const {simulation} = smallWorld(seed, settings, {count: 1});
		const faultUs = seconds(20) + between(seededRandom(seed, 'fault'), 0, seconds(10));
		const endUs = faultUs + seconds(60) + between(seededRandom(seed, 'end'), 0, seconds(10));
		schedule(simulation, faultUs, {kind: begin, server: 0});
		schedule(simulation, endUs, {kind: finish, server: 0});
		simulation.watch = {
			noted(note, _process, at) {
				if (note.kind === 'health-check-server-down') {
					down.push((at - faultUs) / 1000);
				} else if (note.kind === 'health-check-server-up') {
					up.push((at - endUs) / 1000);
				}
			},
		};
		runUntil(simulation, endUs + seconds(30));
	}

	return {
		down: down.length === 300 ? [Math.min(...down), Math.max(...down)] : [Number.NaN, Number.NaN],
		up: up.length === 300 ? [Math.min(...up), Math.max(...up)] : [Number.NaN, Number.NaN],
	};
}

/** Each measured row as the interval that follows from HAProxy's schedule; a few ms for the checks themselves. */
const rows: ReadonlyArray<readonly [name: string, settings: Partial<HealthCheckSettings>, fault: Fault, down: readonly [number, number], up?: readonly [number, number]]> = [
	['HAProxy\'s defaults, refused', {}, killed, [4000, 6000], [2000, 4000]],
	['HAProxy\'s defaults, silent', {}, unplugged, [10_000, 12_000]],
	['inter 1s, refused', {interMs: 1000}, killed, [2000, 3000], [1000, 2000]],
	['inter 1s, readyz 500', {interMs: 1000}, failing, [2000, 3000], [1000, 2000]],
	['inter 1s, frozen', {interMs: 1000}, frozen, [5000, 6000]],
	['inter 1s, readyz hangs, no timeout check', {interMs: 1000}, hangs, [5000, 6000]],
	['inter 1s, readyz hangs, timeout check 3s', {interMs: 1000, timeoutCheckMs: 3000}, hangs, [11_000, 12_000]],
	['inter 1s, frozen, timeout check 3s: it ends in the handshake', {interMs: 1000, timeoutCheckMs: 3000}, frozen, [5000, 6000]],
	['inter 1s fastinter 200ms downinter 500ms, refused', {interMs: 1000, fastinterMs: 200, downinterMs: 500}, killed, [400, 1400], [200, 700]],
	['inter 2s fall 2 rise 2, refused', {fall: 2}, killed, [2000, 4000], [2000, 4000]],
	['inter 1s fastinter 500ms timeout check 1s, refused', {interMs: 1000, fastinterMs: 500, timeoutCheckMs: 1000}, killed, [1000, 2000]],
	['inter 1s fastinter 500ms timeout check 1s, silent', {interMs: 1000, fastinterMs: 500, timeoutCheckMs: 1000}, unplugged, [4000, 5000]],
	['timeout check 10s, hanging', {timeoutCheckMs: 10_000}, hangs, [34_000, 36_000]],
	['timeout connect 500ms counts where timeout check is set', {timeoutConnectMs: 500, timeoutCheckMs: 1000}, unplugged, [(2 * 2500) + 500, (3 * 2500)]],
	['timeout connect 500ms does not count where it is not', {timeoutConnectMs: 500}, unplugged, [10_000, 12_000]],
];

for (const [name, settings, fault, down, up] of rows) {
	test(`${name}: DOWN in ${down.join(' to ')} ms${up === undefined ? '' : `, UP in ${up.join(' to ')} ms`}`, t => {
		const result = measured(settings, fault);
		const within = (label: string, [least, most]: readonly [number, number], [low, high]: readonly [number, number]) => {
			// Requests and answers take up to 1.5 ms each, a check that was on its way when the fault came may miss it, and a phase is drawn evenly.
			const slackMs = 12;
			t.true(least >= low - slackMs && most <= high + slackMs, `${label} ${least} ${most}`);
			t.true(least <= low + ((high - low) / 8) && most >= high - ((high - low) / 8), `${label} ${least} ${most} spreads over ${low} to ${high}`);
		};

		within('DOWN', result.down, down);
		if (up !== undefined) {
			within('UP', result.up, up);
		}
	});
}

test('HAProxy spreads its first checks over an interval, and the first failure counts at once', t => {
	const {simulation} = smallWorld(1, {}, {cold: true});
	for (const server of [0, 1, 2]) {
		schedule(simulation, 0, {kind: 'kill', server});
	}

	const down: Array<readonly [number, number]> = [];
	simulation.watch = {
		noted(note, _process, at) {
			if (note.kind === 'health-check-server-down') {
				down.push([note.server, Math.floor(at / 10_000) * 10]);
			}
		},
	};
	runUntil(simulation, seconds(3));
	t.deepEqual(down, [[0, 0], [1, 660], [2, 1330]]);
});
