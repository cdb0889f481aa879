import {commentLines} from './comment-lines.js';
import {yamlText} from './quoting.js';

/** A sweep that a Kubernetes Job runs, one shard in each Pod; every value has been checked before. */
export type SimulationJob = {
	readonly scenario: string;
	readonly seeds: readonly [number, number];
	/** Pods, each with one shard: 1 to 10000. */
	readonly shards: number;
	/** A container image with Node.js. */
	readonly image: string;
	/** The package as npx takes it: `k8s-ha-tutor@1.2.3`. */
	readonly package: string;
	/** What comes behind `simulate <scenario> --runs N --seed FROM`: `--set`, `--fault`, `--until` with their values. */
	readonly given: readonly string[];
};

/** As the grammar of distribution/reference has it: an optional registry with port, a path, an optional tag and digest. */
const imageReference = /^(?:[a-z\d](?:[a-z\d.\-]*[a-z\d])?(?::\d{1,5})?\/)?[a-z\d]+(?:(?:\.|_|__|-+|\/)[a-z\d]+)*(?::\w[\w.\-]{0,127})?(?:@sha256:[a-f\d]{64})?$/v;

/** Whether a container image may be called so. */
export function isImageReference(text: string): boolean {
	return text.length <= 255 && imageReference.test(text);
}

/**
How many shards it takes at least for the one line that each prints to stay in the log of its Pod: the kubelet begins a new file
at 10 MiB (containerLogMaxSize), and `kubectl logs` shows only the newest. A sample takes at most eight characters.
*/
export function leastShards(runs: number, measures: number): number {
	return Math.ceil(runs * measures * 8 / 8_000_000);
}

/** What the kubelet would put a variable in place of is written so that it stays (core/v1, Container.args). */
function unexpanded(text: string): string {
	return text.replaceAll('$', '$$$$');
}

/** The last Pod's name with its index is a host name: at most 63 characters (batch validation of Indexed Jobs). */
function jobName({scenario, shards}: SimulationJob): string {
	const name = `simulate-${scenario}`;
	if (name.length + 1 + String(shards - 1).length > 63) {
		throw new RangeError('the name of the scenario is too long for a Job');
	}

	return name;
}

function howTo(job: SimulationJob): string[] {
	const {scenario, seeds: [from, to], shards} = job;
	const name = jobName(job);
	return [
		...commentLines(`${to - from + 1} runs of ${scenario}, seeds ${from} to ${to}, in ${shards} ${shards === 1 ? 'shard' : 'shards'}: each Pod runs one and writes one line to its log. Together they say exactly what one machine would have said that ran them all.`),
		'#',
		'# kubectl apply -f job.yaml',
		'# kubectl wait --for=condition=complete --timeout=24h \\',
		`#   job/${name}`,
		'# kubectl logs --tail=-1 > shards.jsonl \\',
		`#   -l batch.kubernetes.io/job-name=${name}`,
		`# npx ${job.package} simulate merge shards.jsonl`,
		'#',
		...commentLines('What goes wrong in a Pod is its termination message: kubectl describe pods shows it. A Job cannot be changed or run again: delete it first. The Pods fetch the package from the npm registry; without a way there, give them a mirror as NPM_CONFIG_REGISTRY.'),
	];
}

/** An Indexed Job (batch/v1) that runs a sweep, with how its results are collected. */
export function simulationJobFile(job: SimulationJob): string {
	const {scenario, seeds: [from, to], shards} = job;
	// One line when it is read: what goes wrong does not come between the lines that are collected.
	const script = ['exec npx --yes "$@"', `--shard "$((JOB_COMPLETION_INDEX + 1))/${shards}"`, '2>/dev/termination-log'];
	const words = [job.package, 'simulate', scenario, '--runs', String(to - from + 1), '--seed', String(from), ...job.given, '--threads', '1'];
	return [
		...howTo(job),
		'---',
		'apiVersion: batch/v1',
		'kind: Job',
		'metadata:',
		`  name: ${jobName(job)}`,
		'spec:',
		'  completionMode: Indexed',
		`  completions: ${shards}`,
		...commentLines('As many Pods at once as there is room for; fewer leave room for others.', 2),
		`  parallelism: ${shards}`,
		...commentLines('A shard that fails is tried again; the same seeds give the same line. Kubernetes 1.29 and later; before, use backoffLimit.', 2),
		'  backoffLimitPerIndex: 3',
		'  template:',
		'    spec:',
		'      restartPolicy: Never',
		'      automountServiceAccountToken: false',
		'      enableServiceLinks: false',
		'      securityContext:',
		'        runAsNonRoot: true',
		'        runAsUser: 1000',
		'        runAsGroup: 1000',
		'        fsGroup: 1000',
		'        seccompProfile:',
		'          type: RuntimeDefault',
		'      containers:',
		'        - name: simulate',
		`          image: ${yamlText(job.image)}`,
		'          command:',
		'            - /bin/sh',
		'            - -c',
		...commentLines('Indices begin at 0, shards at 1. $$ is how a dollar gets past the kubelet.', 12),
		'            - >-',
		...script.map(part => `              ${unexpanded(part)}`),
		'            - simulate',
		'          args:',
		...words.map(word => `            - ${yamlText(unexpanded(word))}`),
		'          env:',
		'            - name: HOME',
		'              value: /scratch',
		'            - name: NPM_CONFIG_UPDATE_NOTIFIER',
		'              value: "false"',
		...commentLines('One thread has one core: more cores are more shards.', 10),
		'          resources:',
		'            requests:',
		'              cpu: "1"',
		'              memory: 512Mi',
		'            limits:',
		'              memory: 1Gi',
		'          securityContext:',
		'            allowPrivilegeEscalation: false',
		'            readOnlyRootFilesystem: true',
		'            capabilities:',
		'              drop:',
		'                - ALL',
		'          volumeMounts:',
		'            - name: scratch',
		'              mountPath: /scratch',
		'      volumes:',
		'        - name: scratch',
		'          emptyDir: {}',
		'',
	].join('\n');
}
