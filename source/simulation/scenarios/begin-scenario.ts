import {readFault} from '../control-plane/read-fault.js';
import {readSettings} from '../control-plane/read-settings.js';
import {buildChain, startChain} from '../control-plane/build-chain.js';
import type {Chain} from '../control-plane/chain.js';
import type {EtcdServer} from '../control-plane/etcd/state.js';
import type {Fault} from '../control-plane/fault.js';
import {giveLogs, keepQuiet} from '../control-plane/given-logs.js';
import {inflict} from '../control-plane/inflict.js';
import type {ChainMessage} from '../control-plane/messages.js';
import type {ChainNote} from '../control-plane/notes.js';
import {refuseUnknownTargets} from '../control-plane/resolve-target.js';
import {defaultSettings, type Settings} from '../control-plane/settings.js';
import {usualTopology, type ChainTopology} from '../control-plane/topology.js';
import type {Staged} from '../experiment/driver.js';
import {between, seededRandom} from '../kernel/random.js';
import {processAt} from '../kernel/simulation.js';
import {milliseconds, seconds, type Microseconds} from '../kernel/time.js';
import type {Scenario} from './scenario.js';
import {warmUp} from './warm-up.js';

/** What a run may differ in from its scenario. */
export type ScenarioOptions = {
	readonly seed: number;
	/** As `--set key=value`. */
	readonly set: readonly string[];
	/** As `--fault`, beside the staged ones. */
	readonly faults: readonly string[];
	/** Null: the scenario's own end. */
	readonly untilMs: number | null;
	/** Whether all staged faults come later by one draw from [0, 10 s), so that they meet every phase of what is periodic. */
	readonly spread: boolean;
};

export const defaultOptions: ScenarioOptions = {seed: 42, set: [], faults: [], untilMs: null, spread: false};

/** A scenario that stands at its beginning, warm. */
export type ScenarioRun = {
	readonly scenario: Scenario;
	readonly options: ScenarioOptions;
	readonly settings: Settings;
	readonly chain: Chain;
	readonly staged: Staged<ChainMessage, ChainNote>;
	readonly untilUs: Microseconds;
	/** False where what was set does not let everything become well before the scenario begins; also true for logs that are given, and begin cold. */
	readonly isWarm: boolean;
	/** The staged faults as they are timed in this run; the ones that were given besides come after them. */
	readonly ownFaults: readonly Fault[];
	/** The name of a process; the world's own is empty. */
	readonly nameOf: (process: number) => string;
};

const spreadUs = seconds(10);

function probesOf({probes, measures}: Scenario): ReadonlyArray<'api' | 'write'> {
	return probes ?? [
		...(measures.includes('apiOutageMs') ? ['api' as const] : []),
		...(measures.includes('writeOutageMs') ? ['write' as const] : []),
	];
}

function topologyFor({parts, endpoint, zones, apart = false}: Scenario, settings: Settings): ChainTopology {
	const topology = usualTopology(settings, {parts, apart, ...(endpoint === undefined ? {} : {endpoint})});
	return zones ? {...topology, machines: topology.machines.map((machine, index) => ({...machine, zone: `zone-${'abc'[index % 3]}`}))} : topology;
}

/** Logs that are given begin cold: a fault that came later would find an election won long ago. */
function timedFaults({faults, logs}: Scenario, {seed, spread}: ScenarioOptions): readonly Fault[] {
	const laterUs = spread && logs === undefined ? between(seededRandom(seed, 'fault-time'), 0, spreadUs) : 0;
	return faults.map(text => readFault(text)).map(fault => ({...fault, atUs: fault.atUs + laterUs}));
}

/**
Builds a scenario's control plane, warms it up, and stages its faults.
@throws UserError (exit 2) for settings and faults that are wrong.
*/
export function beginScenario(scenario: Scenario, options: ScenarioOptions): ScenarioRun {
	const settings = readSettings({...defaultSettings, ...scenario.settings}, options.set);
	const built = buildChain({
		seed: options.seed,
		topology: topologyFor(scenario, settings),
		settings,
		probes: probesOf(scenario),
		spareEtcd: scenario.spareEtcd ?? 0,
		strangers: scenario.strangers ?? 0,
		hasScript: scenario.hasScript ?? true,
		behindRouter: scenario.behindRouter ?? false,
		pods: (scenario.pods ?? [null]).map(tolerationS => tolerationS ?? settings['node.tolerationS']),
	});
	const ownFaults = timedFaults(scenario, options);
	const faults = [...ownFaults, ...options.faults.map(text => readFault(text))].sort((left, right) => left.atUs - right.atUs);
	for (const fault of faults) {
		refuseUnknownTargets(built, fault);
	}

	if (scenario.logs) {
		giveLogs(built.places.etcd.map(id => (processAt(built.simulation.world, id).state as EtcdServer).raft), scenario.logs);
	}

	startChain(built, {atOnce: scenario.logs !== undefined});
	let isWarm = true;
	if (scenario.logs === undefined) {
		isWarm = warmUp(built);
	} else {
		keepQuiet(built.places.etcd.map(id => processAt(built.simulation.world, id).state as EtcdServer));
	}

	const {world} = built.simulation;
	const lastUs = Math.max(0, ...ownFaults.map(({atUs}, index) => atUs - readFault(scenario.faults[index]!).atUs));
	return {
		scenario,
		options,
		settings,
		chain: built,
		staged: {simulation: built.simulation, startUs: world.now, faults, faultsDone: 0, inflict(_, fault) {
			inflict(built, fault);
		}},
		untilUs: milliseconds(options.untilMs ?? scenario.untilMs) + (options.untilMs === null ? lastUs : 0),
		ownFaults,
		isWarm,
		nameOf: process => process < 0 ? '' : processAt(built.simulation.world, process).name,
	};
}
