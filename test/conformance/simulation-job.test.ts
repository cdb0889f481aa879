import test from 'ava';
import {simulationJobFile} from '../../source/formats/simulation-job.js';
import {scenarios} from '../../source/simulation/scenarios/scenarios.js';
import {realTest} from '../helpers/conformance.js';
import {onDisk, runTool} from '../helpers/on-disk.js';

const jobs = new Map(scenarios.map(({id}): [string, string] => [`${id}.yaml`, simulationJobFile({
	scenario: id,
	seeds: [9_000_000_000_000_000, 9_000_000_000_999_999],
	shards: 10_000,
	image: 'node:22',
	package: 'k8s-ha-tutor@10.20.30-beta.1',
	given: ['--until', '30s', '--set', 'etcd.preVote=false', '--fault', '5s cut node-1|node-2,node-3'],
})]));

realTest(test, 'yamllint')('yamllint finds nothing in the Job of any scenario', async t => {
	t.deepEqual(await onDisk(jobs, async directory => runTool(['yamllint', '--strict', '--format', 'parsable', '-d', 'default', directory])), {exitCode: 0, stdout: '', stderr: ''});
});
