import test from 'ava';
import {narrationLine, narrationRows, narrationText} from '../../../source/present/simulation/narration-rows.js';
import {narration, type NarrationOptions} from '../../../source/present/simulation/narration.js';
import type {ChainEntry} from '../../../source/present/simulation/narration-line.js';
import {rowWidth} from '../../../source/present/fit-row.js';
import {rowText} from '../../../source/present/span.js';
import type {ChainNote} from '../../../source/simulation/control-plane/notes.js';

const processes = ['etcd-1', 'etcd-2', 'etcd-3', 'keepalived-1', 'keepalived-2', 'probe'] as const;
const names = {nameOf: (id: number) => processes[id]!, serverName: (index: number) => `apiserver-${index + 1}`, tickMs: 100};

/** @param at In milliseconds. */
function noted(at: number, process: (typeof processes)[number] | 'world', note: ChainNote): ChainEntry {
	return {atUs: at * 1000, process: process === 'world' ? -1 : processes.indexOf(process), note};
}

const say = (entries: readonly ChainEntry[], options?: NarrationOptions) => narrationText(narration(entries, names, options), 'en');
const sayChinese = (entries: readonly ChainEntry[], options?: NarrationOptions) => narrationText(narration(entries, names, options), 'zh');

/** A GET that was sent at `sent` and lasted `took`, in milliseconds. */
function get(sent: number, failure: 'timeout' | 'refused' | 'closed' | 'status' | null, took = failure === 'timeout' ? 1000 : 2): ChainEntry {
	return noted(sent + took, 'probe', {kind: 'api-probe', sentUs: 0, ok: failure === null, status: failure === 'status' ? 504 : 200, failure, tookUs: took * 1000});
}

function write(sent: number, error: string | null, took = error === 'context deadline exceeded' ? 1000 : 4): ChainEntry {
	return noted(sent + took, 'probe', {kind: 'write-probe', sentUs: 0, ok: error === null, error, tookUs: took * 1000});
}

/** As a run tells them: in the order in which they come to their ends. */
const inTime = (entries: ChainEntry[]) => entries.sort((left, right) => left.atUs - right.atUs);

/** GETs every 50 ms in the order in which their outcomes are known. */
function gets(from: number, until: number, failureAt: (sent: number) => 'timeout' | 'refused' | 'closed' | 'status' | null): ChainEntry[] {
	return inTime(Array.from({length: (until - from) / 50}, (_, index) => get(from + (index * 50), failureAt(from + (index * 50)))));
}

test('a line is its time to the millisecond and its sentence', t => {
	t.deepEqual(say([
		noted(5000, 'world', {kind: 'fault', text: '5s kill etcd-leader', targets: ['etcd-1']}),
		noted(6302.4, 'etcd-2', {kind: 'raft-became-leader', term: 3, votes: 2, voters: 3, index: 9}),
	]), [
		'  5.000 s  Fault: etcd-leader (now etcd-1) is gone at once, without a goodbye (SIGKILL, or a power cut).',
		'  6.302 s  etcd-2 has 2 of 3 votes and leads term 3; it begins with an empty entry, 9, for only an entry of its own term tells it what is committed.',
	]);
});

test('details come only where they are asked for, what is too fine never', t => {
	const entries = [
		noted(100, 'etcd-2', {kind: 'raft-vote-counted', term: 3, voter: 1, granted: true, preVote: false, votes: 1, voters: 3}),
		noted(200, 'etcd-2', {kind: 'lease-renewed', lease: 'kube-scheduler', identity: 'x', tookUs: 1, tryingUs: 1}),
	];
	t.deepEqual(say(entries), []);
	t.deepEqual(say(entries, {detail: true}), ['  0.100 s  etcd-2 counts a yes from itself: 1 of 3 votes.']);
});

test('of gratuitous ARPs only the takeover\'s first is always told', t => {
	const arp = (at: number, why: 'takeover' | 'takeover-repeat') => noted(at, 'keepalived-2', {kind: 'vrrp-gratuitous-arp', vip: '10.0.0.100', why, count: 5, first: why === 'takeover'});
	t.is(say([arp(100, 'takeover'), arp(5100, 'takeover-repeat')]).length, 1);
	t.is(say([arp(100, 'takeover'), arp(5100, 'takeover-repeat')], {detail: true}).length, 2);
});

test('what repeats is one line with a count', t => {
	const refused = (at: number) => noted(at, 'keepalived-1', {kind: 'vrrp-refused-advert', from: 4, why: 'password'});
	const entries = [refused(1000), refused(2000), refused(3000)];
	t.deepEqual(say(entries), ['  1.000 s  keepalived-1 throws an advert of keepalived-2 away: its password is another one (3 times, the last at 3.000 s).']);
	t.deepEqual(sayChinese(entries), ['  1.000 s  keepalived-1 丢弃 keepalived-2 的通告：密码不同（共 3 次，最后一次在 3.000 s）。']);
});

test('what repeats after a long pause, from another process or for another reason, is a line of its own', t => {
	const refused = (at: number, process: 'keepalived-1' | 'keepalived-2', why: 'password' | 'version') => noted(at, process, {kind: 'vrrp-refused-advert', from: 4, why});
	t.is(say([refused(1000, 'keepalived-1', 'password'), refused(11_000, 'keepalived-1', 'password')]).length, 1);
	t.is(say([refused(1000, 'keepalived-1', 'password'), refused(11_001, 'keepalived-1', 'password')]).length, 2);
	t.is(say([refused(1000, 'keepalived-1', 'password'), refused(2000, 'keepalived-2', 'password')]).length, 2);
	t.is(say([refused(1000, 'keepalived-1', 'password'), refused(2000, 'keepalived-1', 'version')]).length, 2);
});

test('elections are never folded: each has its term', t => {
	const stands = (at: number, term: number) => noted(at, 'etcd-1', {kind: 'raft-became-candidate', term, transfer: false, ticks: 12});
	t.is(say([stands(1000, 4), stands(2000, 5)]).length, 2);
});

test('what every member applies is one line that names the others', t => {
	const added = (at: number, process: 'etcd-1' | 'etcd-2' | 'etcd-3') => noted(at, process, {kind: 'etcd-member-added', member: 2, learner: false, voters: 4, quorum: 3});
	t.deepEqual(say([added(1000, 'etcd-1'), added(1002, 'etcd-2'), added(1003, 'etcd-3')]), [
		'  1.000 s  etcd-1 counts etcd-3 as a member, whether it runs or not: now 4 members vote, and quorum is 3 (etcd-2 and etcd-3 as well, by 1.003 s).',
	]);
});

test('what a starting member reads in its log, and a contact lost for a moment, are details', t => {
	const added = (at: number): ChainEntry => noted(at, 'etcd-3', {kind: 'etcd-member-added', member: 0, learner: false, voters: 1, quorum: 1});
	const log = [noted(1000, 'etcd-3', {kind: 'etcd-started'}), added(1100), noted(1200, 'etcd-3', {kind: 'etcd-serving'}), added(1300)];
	t.deepEqual(say(log).map(line => line.slice(0, 30)), ['  1.200 s  etcd-3 is known to ', '  1.300 s  etcd-3 counts etcd-']);
	t.is(say(log, {detail: true}).length, 4);

	const contact = (afterMs: number) => [
		noted(1000, 'etcd-3', {kind: 'kubelet-lost-contact', node: 'node-4', why: 'timeout'}),
		noted(1000 + afterMs, 'etcd-3', {kind: 'kubelet-regained-contact', node: 'node-4', afterUs: afterMs * 1000}),
	];
	t.is(say(contact(999)).length, 0);
	t.is(say(contact(1000)).length, 2);
	t.is(say(contact(999).slice(0, 1)).length, 1);
});

test('who is on one side of a cut is not named on the other', t => {
	t.deepEqual(say([noted(5000, 'world', {kind: 'fault', text: '5s cut a-follower|etcd-1,etcd-2,etcd-3', targets: ['etcd-2', 'etcd-1', 'etcd-2', 'etcd-3']})]), [
		'  5.000 s  Fault: the network between a-follower (now etcd-2) and etcd-1 + etcd-3 is cut: packets vanish, and nobody is told.',
	]);
});

test('an outage is one line, where it ends', t => {
	const entries = gets(0, 4000, sent => sent < 1000 || sent >= 2250 ? null : (sent < 2000 ? 'timeout' : 'refused'));
	t.deepEqual(say(entries), ['  2.252 s  For 1.25 s, from 1.000 s on, no GET through the endpoint was answered: 25 of them, 20 timed out, 5 refused.']);
	t.deepEqual(sayChinese(entries), ['  2.252 s  自 1.000 s 起的 1.25 s 内，没有一个经端点的 GET 请求得到应答：共 25 个，20 个超时，5 个被拒绝。']);
});

test('an outage that lasts is told as it stands', t => {
	const entries = gets(0, 3000, sent => sent < 1000 ? null : 'refused');
	t.deepEqual(say(entries, {nowUs: 3_000_000}), ['  3.000 s  Since 1.000 s, for 2 s so far, no GET through the endpoint has been answered: 40 of them, 40 refused.']);
});

test('answers with an error are answers, and no success', t => {
	const entries = gets(0, 3000, sent => sent < 1000 || sent >= 1100 ? null : 'status');
	t.deepEqual(say(entries), ['  1.102 s  For 100 ms, from 1.000 s on, no GET through the endpoint succeeded: 2 of them, 2 answered with status 504.']);
});

test('one failure is no outage of 50 ms', t => {
	t.deepEqual(say(gets(0, 3000, sent => sent === 1000 ? 'closed' : null)), ['  1.052 s  One GET through the endpoint, sent at 1.000 s, did not succeed: cut off.']);
});

test('the Chinese of an outage leaves the same spaces', t => {
	const texts = [
		...sayChinese(gets(0, 3000, sent => sent < 1000 ? null : 'closed')),
		...sayChinese(gets(0, 5000, sent => sent === 1000 || sent === 1100 ? 'status' : null)),
		...sayChinese([write(0, null), write(1000, 'the member is stopping'), write(1050, null)]),
		...sayChinese([write(0, null), write(1000, 'etcdserver: no leader')], {nowUs: 2_000_000}),
	];
	t.is(texts.length, 4);
	for (const text of texts) {
		t.notRegex(text, /\p{Script=Han}[A-Za-z\d,;:!?\(\)]|[A-Za-z\d,;:!?\(\)]\p{Script=Han}|\p{Script=Han} \p{Script=Han}|[，。：；（）] /v);
	}
});

test('failures here and there are one line', t => {
	const entries = gets(0, 9000, sent => sent >= 1000 && sent <= 5400 && sent % 1100 === 1000 ? 'timeout' : null);
	t.deepEqual(say(entries), ['  5.452 s  For 4.45 s, from 1.000 s on, 5 of 89 GETs through the endpoint failed: 5 timed out, while others were answered.']);
});

test('a silence among them is told by itself', t => {
	const fails = (sent: number) => (sent >= 2000 && sent < 2300) || (sent >= 1000 && sent < 4000 && sent % 500 === 0);
	t.deepEqual(say(gets(0, 9000, sent => fails(sent) ? 'refused' : null)), [
		'  1.552 s  For 550 ms, from 1.000 s on, 2 of 11 GETs through the endpoint failed: 2 refused, while others were answered.',
		'  2.302 s  For 300 ms, from 2.000 s on, no GET through the endpoint was answered: 6 of them, 6 refused.',
		'  3.552 s  For 1.05 s, from 2.500 s on, 3 of 21 GETs through the endpoint failed: 3 refused, while others were answered.',
	]);
});

test('failures with three seconds of successes between them are told apart', t => {
	const twice = (second: number) => say(gets(0, 8000, sent => sent === 1000 || sent === 1050 || sent === second ? 'refused' : null)).map(line => line.slice(0, 36));
	t.deepEqual(twice(4050), ['  4.102 s  For 3.1 s, from 1.000 s o']);
	t.deepEqual(twice(4100), ['  1.102 s  For 100 ms, from 1.000 s ', '  4.152 s  One GET through the endpo']);
});

test('writes are told apart from GETs, in the words etcd gives', t => {
	const entries = inTime([write(0, null), write(1000, 'context deadline exceeded'), write(1050, 'etcdserver: mvcc: database space exceeded'), write(1100, 'etcdserver: mvcc: database space exceeded'), write(1150, null), get(1000, null)]);
	t.deepEqual(say(entries), ['  1.154 s  For 150 ms, from 1.000 s on, no write to etcd succeeded: 3 of them, 2 failed with "etcdserver: mvcc: database space exceeded", 1 timed out.']);
});

test('where every third write fails, that is one line', t => {
	const entries = Array.from({length: 60}, (_, index) => write(index * 50, index >= 20 && index % 3 === 0 ? 'connection refused' : null));
	t.deepEqual(say(entries, {nowUs: 3_000_000}), ['  2.904 s  For 1.85 s, from 1.050 s on, 13 of 37 writes, sent to the members of etcd in turn, failed: 13 refused, while others succeeded.']);
});

test('lines stand below each other, and go on below the words', t => {
	const lines = narration([
		noted(5000, 'world', {kind: 'fault', text: '5s heal', targets: []}),
		noted(1_000_000, 'etcd-2', {kind: 'raft-found-leader', term: 3, leader: 0}),
	], names);
	t.deepEqual(narrationRows(lines, 'en', 48).map(row => rowText(row).trimEnd()), [
		'   5.000 s  Repair: every link that was cut',
		'            carries packets again.',
		'1000.000 s  etcd-2 hears from etcd-1, the leader',
		'            of term 3, and follows it.',
	]);
	for (const width of [20, 39, 40, 80]) {
		for (const language of ['en', 'zh'] as const) {
			t.true(narrationRows(lines, language, width).every(row => rowWidth(row) <= width), `${language} ${width}`);
		}
	}
});

test('who tells a line stands out; a fault and an outage do by their words too', t => {
	const [line] = narration([noted(5000, 'etcd-2', {kind: 'etcd-stopped'})], names);
	t.deepEqual(narrationLine(line!, 'en'), [{text: '  5.000 s  ', tone: 'dim'}, {text: 'etcd-2', tone: 'strong'}, {text: ' has exited.'}]);
	const [fault] = narration([noted(5000, 'world', {kind: 'fault', text: '5s heal', targets: []})], names);
	t.is(narrationLine(fault!, 'zh')[1]!.tone, 'warn');
	t.regex(narrationLine(fault!, 'zh')[1]!.text, /^修复：/v);
});

test('nothing told is no line', t => {
	t.deepEqual(narration([], names), []);
	t.deepEqual(narrationRows([], 'en', 80), []);
});
