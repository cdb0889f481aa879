import type {Plan} from '../model/plan.js';
import {UserError} from '../model/user-error.js';
import {planFor} from '../planner/plan-for.js';
import {requirementsFor, type Asked} from '../planner/requirements-for.js';
import {reportWords} from '../present/messages/plan-report.js';
import type {RunCommand} from './command-table.js';

type PlanFlags = {
	readonly machines?: number;
	readonly zones?: readonly number[];
	readonly survive?: number;
	readonly surviveZones?: number;
	readonly surviveZoneAndMachine?: boolean;
	readonly maintenance?: boolean;
	readonly workloads?: Asked['workloads'];
	readonly topology?: Asked['topology'];
	readonly prefer?: Asked['prefer'];
	readonly loadBalancer?: Asked['loadBalancer'];
	readonly sameSubnet?: 'yes' | 'no';
	readonly vip?: string;
	readonly endpoint?: string;
	readonly interface?: string;
	readonly vridTaken?: readonly number[];
	readonly addresses?: readonly string[];
	readonly nodesPlanned?: number;
	readonly kubernetesVersion?: string;
	readonly assume?: readonly string[];
	readonly current?: string;
	readonly name?: string;
	readonly out?: string;
};

/** `machine=0.99`, `zone=0.999` as an object. */
function readAssume(parts: readonly string[]): NonNullable<Asked['assume']> {
	const assume: {machine?: number; zone?: number} = {};
	for (const part of parts) {
		const {name, value} = /^(?<name>machine|zone)\s*=\s*(?<value>0?\.\d+)$/v.exec(part)?.groups ?? {};
		if (name === undefined || value === undefined) {
			throw new UserError({
				en: `--assume got '${part}'; it wants machine=P or zone=P with P between 0 and 1, like machine=0.99,zone=0.999.`,
				zh: `--assume 得到了 '${part}'；需要 machine=P 或 zone=P，P 在 0 和 1 之间，例如 machine=0.99,zone=0.999。`,
			});
		}

		if (name === 'machine') {
			assume.machine = Number(value);
		} else {
			assume.zone = Number(value);
		}
	}

	return assume;
}

/** Only what was said goes in, so that the planner knows what is a default. */
function said<Value extends object>(value: Value): {[Key in keyof Value]: Exclude<Value[Key], undefined>} {
	return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as {[Key in keyof Value]: Exclude<Value[Key], undefined>};
}

function askedOf(flags: PlanFlags): Asked {
	const [onlyZone, ...otherZones] = flags.zones ?? [];
	return said({
		machines: flags.machines,
		zones: onlyZone !== undefined && otherZones.length === 0 ? onlyZone : flags.zones,
		surviveMachines: flags.survive,
		surviveZones: flags.surviveZones,
		zoneAndMachine: flags.surviveZoneAndMachine,
		maintenance: flags.maintenance,
		workloads: flags.workloads,
		topology: flags.topology,
		prefer: flags.prefer,
		loadBalancer: flags.loadBalancer,
		sameSubnet: flags.sameSubnet === undefined ? undefined : flags.sameSubnet === 'yes',
		vip: flags.vip,
		endpoint: flags.endpoint,
		interface: flags.interface,
		nodesPlanned: flags.nodesPlanned,
		kubernetesVersion: flags.kubernetesVersion,
		assume: flags.assume === undefined ? undefined : readAssume(flags.assume),
	});
}

async function readCurrent(file: string): Promise<Plan> {
	const [{readPlan}, {readTextFile}] = await Promise.all([import('../formats/plan-file.js'), import('../platform/files.js')]);
	return readPlan(await readTextFile(file), {file});
}

async function writePlan(plan: Plan, file: string, force: boolean): Promise<void> {
	const [{planText}, {writeTextFile}] = await Promise.all([import('../formats/plan-file.js'), import('../platform/files.js')]);
	await writeTextFile(file, planText(plan), {force});
}

/** A word as a shell reads it back. */
function shellWord(word: string): string {
	return /^[\w.,:=\/@\-]+$/v.test(word) ? word : `'${word.replaceAll('\'', String.raw`'\''`)}'`;
}

/** Plans at once where machines were given; else opens the wizard, if there is a terminal for it. */
export const plan: RunCommand = async (shell, {flags: given}) => {
	const flags: PlanFlags = given;
	if (flags.machines === undefined) {
		if (shell.interactive && Object.keys(given).length === 0) {
			const {openTui} = await import('./open-tui.js');
			return openTui(shell, [{screen: 'planner'}]);
		}

		throw new UserError(reportWords.noMachines, {fix: reportWords.noMachinesFix});
	}

	const requirements = requirementsFor(askedOf(flags));
	const {plan: made, chinese} = planFor(requirements, said({
		name: flags.name,
		addresses: flags.addresses,
		vridTaken: flags.vridTaken,
		current: flags.current === undefined ? undefined : await readCurrent(flags.current),
	}));
	// The file first: where it cannot be written, nothing is printed.
	if (flags.out !== undefined) {
		await writePlan(made, flags.out, shell.force);
	}

	if (shell.json) {
		shell.write(`${JSON.stringify(made, undefined, 2)}\n`);
	} else {
		const {planReport} = await import('../present/plan-report.js');
		const file = flags.out ?? 'plan.yaml';
		const words = shell.words.map(word => shellWord(word)).join(' ');
		shell.print(planReport(made, {
			language: shell.language,
			width: shell.width,
			height: 24,
			chinese,
			command: flags.out === undefined ? `k8s-ha-tutor ${words} --out plan.yaml` : null,
			file,
		}));
	}

	if (flags.out !== undefined) {
		shell.say(reportWords.wrote(flags.out));
	}

	return made.target.shortfall === null ? 0 : 1;
};
