import {isImageReference, leastShards, simulationJobFile} from '../formats/simulation-job.js';
import {UserError} from '../model/user-error.js';
import {writeTextFile} from '../platform/files.js';
import {simulateWords as words} from '../present/messages/simulate.js';
import {beginScenario} from '../simulation/scenarios/begin-scenario.js';
import type {Scenario} from '../simulation/scenarios/scenario.js';
import {scenarioNamed} from '../simulation/scenarios/scenarios.js';
import type {RunCommand} from './command-table.js';
import type {Shell} from './shell.js';
import {givenWords, optionsOf, type SimulateFlags} from './simulate-flags.js';
import {seedRange} from './simulate-sweep.js';

type JobFlags = SimulateFlags & {readonly shards?: number; readonly image?: string; readonly out?: string};

function wanted(flag: string, value: number | undefined): number {
	if (value === undefined) {
		throw new UserError(words.jobWants(flag), {fix: words.jobWantsFix});
	}

	return value;
}

function refuseShards(shards: number, runs: number, scenario: Scenario): void {
	if (shards > runs) {
		throw new UserError(words.moreShardsThanRuns(shards, runs));
	}

	const least = leastShards(runs, scenario.measures.length);
	if (shards < least) {
		throw new UserError(words.longLines(least));
	}
}

/** The sources run as they are have no version that a registry would know. */
function packageOf({version}: Shell): string {
	return version === 'development' ? 'k8s-ha-tutor' : `k8s-ha-tutor@${version}`;
}

/** A Kubernetes Job that runs a sweep which outgrows one machine, in shards. */
export const writeJob: RunCommand = async (shell, {words: [id = ''], flags: given}) => {
	const flags: JobFlags = given;
	if (shell.json) {
		throw new UserError(words.noJson, {fix: words.noJsonFix});
	}

	const scenario = scenarioNamed(id);
	const runs = wanted('--runs N', flags.runs);
	const shards = wanted('--shards S', flags.shards);
	const image = flags.image ?? 'node:22';
	if (!isImageReference(image)) {
		throw new UserError(words.badImage(image));
	}

	refuseShards(shards, runs, scenario);
	const seeds = seedRange(runs, flags.seed);
	// What a Pod would refuse is refused here.
	beginScenario(scenario, {...optionsOf(flags, {spread: true}), seed: seeds[0]});
	const text = simulationJobFile({scenario: scenario.id, seeds, shards, image, package: packageOf(shell), given: givenWords(flags)});
	if (flags.out === undefined) {
		shell.write(text);
	} else {
		await writeTextFile(flags.out, text, {force: shell.force});
		shell.say(words.wrote(flags.out));
	}

	return 0;
};
