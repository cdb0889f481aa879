import test from 'ava';
import {UserError} from '../../source/model/user-error.js';
import {workInThreads} from '../../source/platform/worker-pool.js';

const workerOf = (body: string) => new URL(`data:text/javascript,${encodeURIComponent(`import {parentPort, workerData} from 'node:worker_threads'; parentPort.on('message', task => {${body}});`)}`);

test('the results are in the order of the tasks, however long each took', async t => {
	const seen: number[] = [];
	const results = await workInThreads<number, number>({
		file: workerOf('setTimeout(() => parentPort.postMessage({result: task * workerData}), task === 1 ? 60 : 1)'),
		common: 10,
		tasks: [1, 2, 3, 4, 5],
		threads: 2,
		onDone(done) {
			seen.push(done);
		},
	});
	t.deepEqual(results, [10, 20, 30, 40, 50]);
	t.deepEqual(seen, [1, 2, 3, 4, 5]);
});

test('nothing to do is done', async t => {
	t.deepEqual(await workInThreads({file: workerOf(''), common: null, tasks: [], threads: 2}), []);
});

test('what a worker refuses is a UserError, what it throws an Error', async t => {
	const refused = await t.throwsAsync(workInThreads({file: workerOf('parentPort.postMessage({refused: {says: {en: \'no\', zh: \'不\'}}})'), common: null, tasks: [1], threads: 1}), {instanceOf: UserError});
	t.is(refused.says.zh, '不');
	await t.throwsAsync(workInThreads({file: workerOf('throw new Error(\'broken\')'), common: null, tasks: [1], threads: 1}), {message: 'broken'});
});
