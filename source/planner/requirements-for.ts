import type {Requirements} from '../model/requirements.js';
import type {Asked} from './asked.js';
import {checkContradictions} from './contradictions.js';
import {defaultZoneAvailability, defaultZoneTarget} from './question-of.js';
import {checkRanges} from './ranges.js';
import {evenZones} from './zones.js';

export type {Asked} from './asked.js';

const defaultMachineTarget = 1;
const defaultMachineAvailability = 0.99;

/** The keys that were said, as paths into the requirements and in their order. */
function givenIn(asked: Asked): string[] {
	const said: ReadonlyArray<readonly [path: string, value: unknown]> = [
		['machines', asked.machines],
		['zones', asked.zones],
		['survive.machines', asked.surviveMachines],
		['survive.zones', asked.surviveZones],
		['survive.zoneAndMachine', asked.zoneAndMachine],
		['maintenance', asked.maintenance],
		['workloads', asked.workloads],
		['topology', asked.topology],
		['prefer', asked.prefer],
		['loadBalancer', asked.loadBalancer],
		['sameSubnet', asked.sameSubnet],
		['vip', asked.vip],
		['endpoint', asked.endpoint],
		['interface', asked.interface],
		['nodesPlanned', asked.nodesPlanned],
		['kubernetesVersion', asked.kubernetesVersion],
		['assume.machine', asked.assume?.machine],
		['assume.zone', asked.assume?.zone],
	];
	return said.filter(([, value]) => value !== undefined).map(([path]) => path);
}

function surviveFor({surviveMachines = defaultMachineTarget, surviveZones, zoneAndMachine = false}: Asked, zones: number): Requirements['survive'] {
	return {machines: surviveMachines, zones: surviveZones ?? defaultZoneTarget(zones), zoneAndMachine};
}

function choicesFor({
	workloads = 'auto', topology = 'auto', prefer = 'auto', loadBalancer = 'auto',
}: Asked): Pick<Requirements, 'workloads' | 'topology' | 'prefer' | 'loadBalancer'> {
	return {
		workloads, topology, prefer, loadBalancer,
	};
}

type Values = 'sameSubnet' | 'vip' | 'endpoint' | 'interface' | 'nodesPlanned' | 'kubernetesVersion';

/** What is null where nobody said it. */
function valuesFor(asked: Asked): Pick<Requirements, Values> {
	const {
		sameSubnet = null, vip = null, endpoint = null, nodesPlanned = null, kubernetesVersion = null,
	} = asked;
	return {
		sameSubnet, vip, endpoint, interface: asked.interface ?? null, nodesPlanned, kubernetesVersion,
	};
}

/**
Everything that was asked with the defaults filled in: one machine to survive, one zone where there are three or more,
zones split evenly, machines up 99 % and zones 99.9 % of the time.
@throws UserError (exit 2) for what is out of range or contradicts itself. What merely cannot be had is for the plan to say.
*/
export function requirementsFor(asked: Asked): Requirements {
	checkRanges(asked);
	checkContradictions(asked);
	const {machines = 0, assume = {}} = asked;
	const zones = typeof asked.zones === 'number' ? evenZones(machines, asked.zones) : asked.zones;
	const zoneCount = zones?.length ?? 0;
	return {
		machines,
		zones: zones === undefined ? null : [...zones],
		survive: surviveFor(asked, zoneCount),
		maintenance: asked.maintenance ?? false,
		...choicesFor(asked),
		...valuesFor(asked),
		assume: {
			machine: assume.machine ?? defaultMachineAvailability,
			zone: zoneCount < 2 ? null : assume.zone ?? defaultZoneAvailability,
		},
		given: givenIn(asked),
	};
}
