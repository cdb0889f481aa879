import test from 'ava';
import {copyEtcdClient, newEtcdClient} from '../../../source/simulation/control-plane/etcd/client-state.js';
import {askEtcd, fireEtcdClient, receiveEtcd, refusedEtcd, startEtcdClient} from '../../../source/simulation/control-plane/etcd/etcd-client.js';
import type {EtcdMessage, EtcdReply} from '../../../source/simulation/control-plane/etcd/messages.js';
import {recordingEffects} from '../../helpers/recording-effects.js';
import {errorOf, etcdLab, get, okOf, put} from './etcd-lab.js';

const ok = (requestId: number): EtcdReply => ({kind: 'etcd-response', requestId, result: {ok: true, revision: 5}});
const fails = (requestId: number, error: string): EtcdReply => ({kind: 'etcd-response', requestId, result: {ok: false, error}});
const pong: EtcdReply = {kind: 'etcd-pong', requestId: 0};

/** A client whose connections to three members stand. */
function connected(endpoints: readonly number[] = [0, 1, 2]) {
	const effects = recordingEffects<EtcdMessage, never>({self: 9});
	const client = newEtcdClient(endpoints, {timeoutMs: 5000});
	startEtcdClient(client, effects);
	for (const id of endpoints) {
		receiveEtcd(client, id, pong, effects);
	}

	effects.sent.length = 0;
	/** The requests since the last time, as [member, request id]. */
	const asked = () => effects.sent.splice(0).filter(({message}) => message.kind === 'etcd-request').map(({to, message}) => [to, (message as {requestId: number}).requestId] as const);
	return {effects, client, asked};
}

test('requests take turns among the members', t => {
	const {client, effects, asked} = connected();
	for (let count = 0; count < 4; count++) {
		askEtcd(client, get('a'), count, effects);
	}

	t.deepEqual(asked().map(([to]) => to), [0, 1, 2, 0]);
});

test('an answer comes back with the process\'s own mark, once', t => {
	const {client, effects, asked} = connected();
	askEtcd(client, get('a'), 77, effects);
	const [[to, requestId]] = asked() as [readonly [number, number]];
	t.is(receiveEtcd(client, to + 1, ok(requestId), effects), undefined);
	t.deepEqual(receiveEtcd(client, to, ok(requestId), effects), {token: 77, result: {ok: true, revision: 5}});
	t.is(receiveEtcd(client, to, ok(requestId), effects), undefined);
});

test('without a connection a request waits for one, or for its time to be over', t => {
	const effects = recordingEffects<EtcdMessage, never>({self: 9});
	const client = newEtcdClient([0], {timeoutMs: 5000});
	askEtcd(client, put('a'), 1, effects);
	t.deepEqual(effects.sent.map(({message}) => message.kind), ['etcd-ping']);
	receiveEtcd(client, 0, pong, effects);
	t.deepEqual(effects.sent.map(({message}) => message.kind), ['etcd-ping', 'etcd-request']);

	const alone = newEtcdClient([0], {timeoutMs: 5000});
	askEtcd(alone, put('a'), 1, effects);
	effects.now += 5_000_000;
	effects.localNow += 5_000_000;
	t.deepEqual(fireEtcdClient(alone, 'etcd-client', effects), [{token: 1, result: {ok: false, error: 'context deadline exceeded'}}]);
	t.is(fireEtcdClient(alone, 'raft-tick', effects), undefined);
});

test('a read that nobody could answer is asked again; a write is not', t => {
	const {client, effects, asked} = connected();
	askEtcd(client, get('a'), 1, effects);
	const [[first, firstId]] = asked() as [readonly [number, number]];
	t.is(receiveEtcd(client, first, fails(firstId, 'etcdserver: leader changed'), effects), undefined);
	// A quorum of the endpoints is asked without waiting in between, then one waits 25 ms, give or take a tenth.
	const [[second, secondId]] = asked() as [readonly [number, number]];
	t.not(second, first);
	t.is(receiveEtcd(client, second, fails(secondId, 'etcdserver: request timed out'), effects), undefined);
	t.deepEqual(asked(), []);
	effects.localNow += 28_000;
	t.deepEqual(fireEtcdClient(client, 'etcd-client', effects), []);
	t.is(asked().length, 1);

	askEtcd(client, put('a'), 2, effects);
	const [[to, requestId]] = asked() as [readonly [number, number]];
	t.deepEqual(receiveEtcd(client, to, fails(requestId, 'etcdserver: request timed out'), effects), {token: 2, result: {ok: false, error: 'etcdserver: request timed out'}});
});

test('an error that another try cannot mend is told at once', t => {
	const {client, effects, asked} = connected();
	askEtcd(client, get('a'), 1, effects);
	const [[to, requestId]] = asked() as [readonly [number, number]];
	t.is(receiveEtcd(client, to, fails(requestId, 'etcdserver: not leader'), effects)?.token, 1);
});

test('a request that is refused goes to the next member; what was under way there fails, or is asked again where it only reads', t => {
	const {client, effects, asked} = connected();
	askEtcd(client, put('a'), 1, effects);
	askEtcd(client, get('b'), 2, effects);
	askEtcd(client, get('b'), 3, effects);
	askEtcd(client, get('a'), 4, effects);
	const sent = asked();
	t.deepEqual(sent.map(([to]) => to), [0, 1, 2, 0]);
	const outcomes = refusedEtcd(client, 0, {kind: 'etcd-request', requestId: sent[3]![1], operation: get('a')}, effects);
	t.deepEqual(outcomes, [{token: 1, result: {ok: false, error: 'error reading from server: EOF'}}]);
	t.deepEqual(asked().map(([to]) => to), [1]);
	askEtcd(client, get('c'), 5, effects);
	askEtcd(client, get('c'), 6, effects);
	t.deepEqual(asked().map(([to]) => to), [2, 1]);
});

test('a member that refused is tried again after about 1 s, then after 1.6 times as long', t => {
	const {client, effects} = connected([0]);
	refusedEtcd(client, 0, {kind: 'etcd-ping', requestId: 0}, effects);
	for (const [low, high] of [[0.8, 1.2], [1.28, 1.92], [2.04, 3.08]] as const) {
		effects.sent.length = 0;
		refusedEtcd(client, 0, {kind: 'etcd-ping', requestId: 0}, effects);
		const waitUs = client.endpoints[0]!.retryUs - effects.localNow;
		t.true(waitUs >= low * 1e6 && waitUs <= high * 1e6, `${waitUs}`);
		effects.localNow += waitUs;
		fireEtcdClient(client, 'etcd-client', effects);
		t.deepEqual(effects.sent.map(({message}) => message.kind), ['etcd-ping']);
	}
});

test('a connection that says nothing for 30 s is called, and given up 10 s later', t => {
	const {client, effects} = connected([0, 1]);
	effects.localNow = 30_000_000;
	fireEtcdClient(client, 'etcd-client', effects);
	t.deepEqual(effects.sent.map(({to, message}) => [to, message.kind]), [[0, 'etcd-ping'], [1, 'etcd-ping']]);
	receiveEtcd(client, 1, pong, effects);
	effects.localNow = 40_000_000;
	fireEtcdClient(client, 'etcd-client', effects);
	t.deepEqual(client.endpoints.map(({state}) => state), ['connecting', 'ready']);
});

test('a copy goes its own way', t => {
	const {client, effects} = connected();
	const copy = copyEtcdClient(client);
	askEtcd(client, get('a'), 1, effects);
	refusedEtcd(client, 0, {kind: 'etcd-ping', requestId: 0}, effects);
	t.is(copy.calls.size, 0);
	t.is(copy.endpoints[0]!.state, 'ready');
});

test('an endpoint that is frozen is not chosen where the connection is opened then; where it is the only one, the client waits', t => {
	const lab = etcdLab();
	const [first, second] = lab.followers();
	lab.freeze(first!);
	lab.connect([first!, second!, lab.leader()]);
	const asked = lab.askClient(put('a'));
	lab.run(100);
	t.true(asked.result?.ok);
	t.true(asked.after! < 30, `${asked.after}`);

	lab.connect([first!]);
	const alone = lab.askClient(put('b'));
	lab.run(5100);
	t.is(errorOf(alone), 'context deadline exceeded');
	t.true(Math.abs(alone.after! - 5000) < 5, `${alone.after}`);
});

test('a member that dies under requests: reads go elsewhere within 0.2 s, and later requests do not notice', t => {
	for (const seed of [1, 2, 3]) {
		const lab = etcdLab({seed});
		const [victim] = lab.followers();
		lab.askClient(put('a'));
		lab.run(100);
		const reads = Array.from({length: 6}, () => lab.askClient(get('a')));
		lab.kill(victim!);
		lab.run(300);
		t.true(reads.every(({result}) => result?.ok), reads.map(each => errorOf(each)).join(' '));
		const later = Array.from({length: 6}, () => lab.askClient(put('b')));
		lab.run(100);
		t.true(later.every(({result}) => result?.ok), later.map(each => errorOf(each)).join(' '));
	}
});

test('SIGTERM of a member sends its clients elsewhere without an error', t => {
	for (const seed of [1, 2, 3]) {
		const lab = etcdLab({seed});
		lab.askClient(put('a'));
		lab.run(100);
		lab.stop(lab.followers()[0]!);
		const asked = Array.from({length: 6}, (_, count) => lab.askClient(put(`key-${count}`)));
		lab.run(200);
		t.deepEqual(asked.map(each => errorOf(each)), asked.map(() => undefined));
		t.true(okOf(asked[5]!).succeeded);
	}
});

test('a lone learner\'s refusal is told at once; where there are other endpoints, they are asked (isSafeRetry, since 3.5)', t => {
	const lab = etcdLab({spare: 1});
	okOf(lab.answerOf(0, {kind: 'member-add', member: 3, learner: true}));
	lab.restart(3);
	lab.run(1000);
	lab.connect([3]);
	const alone = lab.askClient(get('a'));
	lab.run(100);
	t.is(errorOf(alone), 'etcdserver: rpc not supported for learner');
	lab.connect([3, 0]);
	lab.run(50);
	const asked = Array.from({length: 4}, () => lab.askClient(get('a')));
	lab.run(200);
	t.true(asked.every(({result}) => result?.ok), asked.map(each => errorOf(each)).join(' '));
});
