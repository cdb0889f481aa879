import test from 'ava';
import {parse} from 'yaml';
import {isImageReference, leastShards, simulationJobFile, type SimulationJob} from '../../source/formats/simulation-job.js';
import {jobSchema} from '../helpers/job-schema.js';

const job: SimulationJob = {
	scenario: 'etcd-leader-crash',
	seeds: [1, 10_000],
	shards: 20,
	image: 'node:22',
	package: 'k8s-ha-tutor@1.2.3',
	given: ['--set', 'etcd.preVote=false', '--fault', '7s restart etcd-1'],
};

test('the file is an Indexed Job that Kubernetes takes, one Pod for each shard', t => {
	const {metadata, spec} = jobSchema.parse(parse(simulationJobFile(job)));
	t.is(metadata.name, 'simulate-etcd-leader-crash');
	t.is(spec.completions, 20);
	const [{image, command, args}] = spec.template.spec.containers;
	t.is(image, 'node:22');
	t.is(command[2], 'exec npx --yes "$$@" --shard "$$((JOB_COMPLETION_INDEX + 1))/20" 2>/dev/termination-log');
	t.deepEqual(args, ['k8s-ha-tutor@1.2.3', 'simulate', 'etcd-leader-crash', '--runs', '10000', '--seed', '1', '--set', 'etcd.preVote=false', '--fault', '7s restart etcd-1', '--threads', '1']);
});

test('it says how to collect the lines and merge them', t => {
	const text = simulationJobFile(job);
	for (const line of ['# kubectl apply -f job.yaml', '#   -l batch.kubernetes.io/job-name=simulate-etcd-leader-crash', '# npx k8s-ha-tutor@1.2.3 simulate merge shards.jsonl']) {
		t.true(text.split('\n').includes(line), line);
	}
});

test('a value stays the one word that it is, whatever is in it', t => {
	const given = ['--fault', '5s etcdctl put $(HOME)', '--set', 'yes: "no" # \'\n- $$ `id` $x 值'];
	const {spec} = jobSchema.parse(parse(simulationJobFile({...job, given})));
	// Container.args: $$ is a dollar, and what is left of $(NAME) is a variable.
	const kubelet = (word: string) => word.replaceAll(/\$(?<next>\$|\(\w+\))/gv, (_, next: string) => next === '$' ? '$' : 'EXPANDED');
	t.deepEqual(spec.template.spec.containers[0].args.slice(7, -2).map(word => kubelet(word)), given);
});

test('an image is called as registries call it', t => {
	for (const image of ['node', 'node:22', 'node:22-alpine', 'docker.io/library/node:22.1', 'localhost:5000/a/b_c__d-e', `registry.example:443/node:22@sha256:${'a'.repeat(64)}`]) {
		t.true(isImageReference(image), image);
	}

	for (const image of ['', 'Node:22', 'node:', ':22', 'a b', 'node:22\nx: y', '-node', 'node@sha256:12', 'a//b', `${'a'.repeat(256)}`, 'node:$(X)']) {
		t.false(isImageReference(image), image);
	}
});

test('a line that the log of a Pod would not keep takes more shards', t => {
	t.is(leastShards(1000, 10), 1);
	t.is(leastShards(1_000_000, 10), 10);
});

test('a name with its index that would be no host name is refused', t => {
	const named = (length: number) => ({...job, scenario: 'x'.repeat(length), shards: 100});
	t.notThrows(() => simulationJobFile(named(63 - 'simulate-'.length - '-99'.length)));
	t.throws(() => simulationJobFile(named(64 - 'simulate-'.length - '-99'.length)), {instanceOf: RangeError});
});
