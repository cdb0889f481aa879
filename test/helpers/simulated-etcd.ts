import type {EtcdOperation, EtcdResult} from '../../source/simulation/control-plane/etcd/messages.js';
import {etcdLab, okOf, type Asked, type LabOptions} from '../simulation/control-plane/etcd-lab.js';
import {quick, saysErrors, saysMembers, type EtcdEvent, type EtcdExperiment, type EtcdTold} from './etcd-experiment.js';

function says(operation: EtcdOperation, result: EtcdResult): string {
	if (!result.ok) {
		return operation.kind === 'health' ? 'false' : result.error;
	}

	if (operation.kind === 'get') {
		return `= ${typeof result.value === 'string' ? result.value : 'nothing'}`;
	}

	if (operation.kind === 'member-list') {
		return saysMembers(result.members!);
	}

	return operation.kind === 'status' ? saysErrors(result.status!.errors) : (operation.kind === 'health' ? 'true' : 'done');
}

const moments: Readonly<Record<string, EtcdEvent['what']>> = {'raft-became-candidate': 'stands', 'raft-became-leader': 'leads', 'raft-stepped-down': 'steps-down', 'raft-started': 'starts'};

const longestMs = 30_000;

/** The experiment in the simulator. */
export function simulatedEtcd(options: LabOptions): EtcdExperiment {
	const lab = etcdLab({...options, settings: {...quick, ...options.settings}});
	const count = (options.members ?? 3) + (options.spare ?? 0);
	const all = Array.from({length: count}, (_, id) => id);

	const answer = (operation: EtcdOperation, asked: Asked) => async (): Promise<EtcdTold> => {
		for (let waited = 0; asked.result === undefined && waited < longestMs; waited++) {
			lab.run(1);
		}

		if (asked.result === undefined) {
			throw new Error(`${operation.kind}: no answer within ${longestMs} ms`);
		}

		return {says: says(operation, asked.result), tookMs: asked.after!};
	};

	const begin: EtcdExperiment['begin'] = async (member, operation) => answer(operation, lab.ask(member, operation));
	const ask: EtcdExperiment['ask'] = async (member, operation) => (await begin(member, operation))();
	const status = (member: number) => okOf(lab.answerOf(member, {kind: 'status'})).status!;

	const agree = (): number | undefined => {
		const running = all.filter(id => lab.isRunning(id));
		const named = new Set(running.map(id => lab.server(id).leader));
		const [leader] = named;
		return named.size === 1 && leader !== null && leader !== undefined && running.includes(leader) ? leader : undefined;
	};

	const until: EtcdExperiment['until'] = async (what, isTrue) => {
		for (let waited = 0; !await isTrue(); waited++) {
			if (waited > longestMs) {
				throw new Error(`${what}: not within ${longestMs} ms`);
			}

			lab.run(1);
		}
	};

	const done = (act: (member: number) => void) => async (member: number) => {
		act(member);
		return lab.now();
	};

	return {
		ask,
		begin,
		until,
		async leader() {
			await until('a leader', async () => agree() !== undefined);
			return agree()!;
		},
		kill: done(lab.kill),
		stop: done(lab.stop),
		freeze: done(lab.freeze),
		resume: done(lab.thaw),
		start: done(lab.restart),
		async isolate(member, cut) {
			lab.isolate(member, cut);
			return lab.now();
		},
		async wait(ms) {
			lab.run(ms);
		},
		events: () => lab.notes.flatMap(({note, process, at}): EtcdEvent[] => {
			const what = moments[note.kind];
			return what !== undefined && 'term' in note ? [{atMs: at, member: process, what, term: note.term}] : [];
		}),
		hasEnded: member => !lab.isRunning(member),
		hasLeft: member => !lab.isRunning(member),
		term: async member => status(member).raftTerm,
		revision: async member => okOf(lab.answerOf(member, {kind: 'get', key: '/', serializable: true})).revision,
	};
}
