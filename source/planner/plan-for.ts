import type {Plan} from '../model/plan.js';
import type {Requirements} from '../model/requirements.js';
import {UserError} from '../model/user-error.js';
import {apiVersion} from '../model/vocabulary.js';
import {isHostName, readIp} from './addresses.js';
import {alternativesTo} from './alternatives/alternatives-to.js';
import {choose} from './choose.js';
import {countedMachines, grouped} from './counted.js';
import {decisionsFor} from './decisions/decisions-for.js';
import {writeDown, type PlanResult} from './draft.js';
import {dutiesOf} from './duties.js';
import type {PlanFacts} from './facts.js';
import {assess} from './guarantees/assess.js';
import {layoutOf} from './layout-of.js';
import {missingFor} from './missing-for.js';
import {questionOf} from './question-of.js';
import {findingsFor} from './rules/findings-for.js';
import {seatsOf} from './seats.js';
import {shortfallOf} from './shortfall.js';
import {stepsFor} from './steps-for.js';
import {missedTargets} from './targets.js';
import {virtualRouterIdOf} from './virtual-router-id.js';

export type {PlanResult} from './draft.js';

export type PlanOptions = {
	/** RFC 1123 label. @default 'demo' */
	readonly name?: string | undefined;
	/** One for each machine, in the order node-1, node-2, ... */
	readonly addresses?: readonly string[] | undefined;
	/** Virtual router IDs that others on the LAN use, 1 to 255. */
	readonly vridTaken?: readonly number[] | undefined;
	/** What runs today: of equally good placements the one that moves the fewest machines is taken. */
	readonly current?: Plan | null | undefined;
};

function checkName(name: string): void {
	if (!/^[a-z\d](?:[a-z\d\-]{0,61}[a-z\d])?$/v.test(name)) {
		throw new UserError({
			en: `--name got '${name}'; a name has 1 to 63 lowercase letters, digits and hyphens, and neither begins nor ends with a hyphen (RFC 1123).`,
			zh: `--name 得到了 '${name}'；名字由 1 到 63 个小写字母、数字和连字符组成，不以连字符开头或结尾（RFC 1123）。`,
		}, {fix: {en: 'For example: --name demo', zh: '例如：--name demo'}});
	}
}

function checkAddresses(addresses: readonly string[], machines: number): void {
	for (const address of addresses) {
		if (readIp(address) === undefined && !isHostName(address)) {
			throw new UserError({
				en: `--addresses has '${address}', which is neither an IP address nor a host name.`,
				zh: `--addresses 里的 '${address}' 既不是 IP 地址也不是主机名。`,
			}, {fix: {en: 'Separate them with commas: --addresses 10.0.0.1,10.0.0.2', zh: '用逗号隔开：--addresses 10.0.0.1,10.0.0.2'}});
		}
	}

	if (addresses.length !== machines) {
		throw new UserError({
			en: `--addresses has ${grouped(addresses.length)}, but there ${machines === 1 ? 'is' : 'are'} ${countedMachines(machines).en}.`,
			zh: `--addresses 有 ${grouped(addresses.length)} 个，而机器有 ${grouped(machines)} 台。`,
		}, {fix: {en: 'Give one address for each machine, in the order node-1, node-2, ...', zh: '给每台机器一个地址，顺序为 node-1、node-2……'}});
	}
}

/**
The best plan there is for these requirements, with its exact guarantees, what else could be built, and why. What cannot be
reached is planned as far as it goes: `target.shortfall` says what is missing. The same input gives the same plan.
@throws UserError (exit 2) where an option contradicts the requirements or is out of range.
*/
export function planFor(requirements: Requirements, {
	name = 'demo', addresses, vridTaken = [], current,
}: PlanOptions = {}): PlanResult {
	checkName(name);
	if (addresses !== undefined) {
		checkAddresses(addresses, requirements.machines);
	}

	const routerId = virtualRouterIdOf(name, vridTaken);
	const question = questionOf(requirements);
	const choice = choose(question);
	const {candidate} = choice;
	const seats = seatsOf(candidate, question.targets, dutiesOf(current));
	const holdsVip = candidate.kind === 'keepalived' || candidate.kind === 'kube-vip' || candidate.kind === 'dedicated';
	const vip = holdsVip ? requirements.vip : null;
	const layout = layoutOf(candidate, seats, {
		addresses,
		host: requirements.endpoint ?? vip,
		vip,
		virtualRouterId: candidate.kind === 'keepalived' || candidate.kind === 'dedicated' ? routerId : null,
	});
	const facts: PlanFacts = {
		requirements, question, choice, candidate, seats, layout, guarantees: assess(layout, requirements.assume), addresses,
	};
	const reachesTargets = missedTargets(candidate.reach, question.targets).length === 0;
	return writeDown({
		apiVersion,
		kind: 'Plan',
		metadata: {name},
		requirements,
		target: {
			reached: reachesTargets && !choice.unbuildable.topology && !choice.unbuildable.loadBalancer,
			shortfall: shortfallOf(question, choice),
		},
		...layout,
		guarantees: facts.guarantees,
		alternatives: alternativesTo(facts),
		findings: findingsFor(facts),
		missing: missingFor(facts),
		decisions: decisionsFor(facts),
		steps: stepsFor(facts),
	});
}
