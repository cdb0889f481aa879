import type {Text} from '../../model/language.js';
import type {Microseconds} from '../../simulation/kernel/time.js';
import {momentOf, spanOf} from './figures.js';
import type {Outage, ProbeKind} from './outages.js';

/** What the probes of a kind are called: one, and several. */
const probeWords: Readonly<Record<ProbeKind, {readonly one: Text; readonly many: Text}>> = {
	'api-probe': {one: {en: 'GET through the endpoint', zh: '经端点的 GET 请求'}, many: {en: 'GETs through the endpoint', zh: '经端点的 GET 请求'}},
	'write-probe': {one: {en: 'write to etcd', zh: '对 etcd 的写入'}, many: {en: 'writes, sent to the members of etcd in turn,', zh: '轮流发给各 etcd 成员的写入'}},
};

type Success = {readonly past: Text; readonly perfect: Text; readonly others: Text};
const answered: Success = {past: {en: 'was answered', zh: '得到应答'}, perfect: {en: 'has been answered', zh: '得到应答'}, others: {en: 'were answered', zh: '得到应答'}};
const succeeded: Success = {past: {en: 'succeeded', zh: '成功'}, perfect: {en: 'has succeeded', zh: '成功'}, others: {en: 'succeeded', zh: '成功'}};

/** Where some got an error for an answer, "answered" would be wrong. */
function successOf({kind, failures}: Outage): Success {
	const hasErrors = [...failures.keys()].some(failure => failure.startsWith('status '));
	return kind === 'write-probe' || hasErrors ? succeeded : answered;
}

const failureWords: Readonly<Record<string, Text>> = {
	timeout: {en: 'timed out', zh: '超时'},
	'context deadline exceeded': {en: 'timed out', zh: '超时'},
	refused: {en: 'refused', zh: '被拒绝'},
	'connection refused': {en: 'refused', zh: '被拒绝'},
	closed: {en: 'cut off', zh: '被断开'},
	'the member is stopping': {en: 'sent away by a member that stops', zh: '被正在停止的成员打发走'},
};

function failureOf(failure: string): Text {
	const known = failureWords[failure];
	if (known) {
		return known;
	}

	return failure.startsWith('status ') ? {en: `answered with ${failure}`, zh: `返回 ${failure}`} : {en: `failed with "${failure}"`, zh: `失败于 "${failure}"`};
}

/** `20 timed out, 5 refused`: what happened most comes first. */
function breakdown(failures: ReadonlyMap<string, number>): Text {
	const each = [...failures].sort(([, left], [, right]) => right - left).map(([failure, count]) => ({count, text: failureOf(failure)}));
	return {
		en: each.map(({count, text}) => `${count} ${text.en}`).join(', '),
		zh: each.map(({count, text}) => `${count} 个${text.zh}`).join('，'),
	};
}

/** A single probe, with successes on both sides of it. */
function single({kind, startUs, failures}: Outage): Text {
	const {one} = probeWords[kind];
	const how = failureOf([...failures.keys()][0]!);
	return {
		en: `One ${one.en}, sent at ${momentOf(startUs)}, did not succeed: ${how.en}.`,
		zh: `有一个${one.zh}（发出于 ${momentOf(startUs)}）没有成功：${how.zh}。`,
	};
}

/** An outage in one sentence: how long, how many, and how they failed. */
export function outageText(outage: Outage, nowUs: Microseconds): Text {
	const {kind, startUs, endUs, failed, asked, failures} = outage;
	if (failed === 1 && endUs !== null) {
		return single(outage);
	}

	const {one, many} = probeWords[kind];
	const {past, perfect, others} = successOf(outage);
	const how = breakdown(failures);
	const start = momentOf(startUs);
	const span = spanOf((endUs ?? nowUs) - startUs);
	const when: Text = endUs === null
		? {en: `Since ${start}, for ${span} so far,`, zh: `自 ${start} 起，至今 ${span}，`}
		: {en: `For ${span}, from ${start} on,`, zh: `自 ${start} 起的 ${span} 内，`};
	if (failed === asked) {
		return {
			en: `${when.en} no ${one.en} ${(endUs === null ? perfect : past).en}: ${failed} of them, ${how.en}.`,
			zh: `${when.zh}没有一个${one.zh}${past.zh}：共 ${failed} 个，${how.zh}。`,
		};
	}

	return {
		en: `${when.en} ${failed} of ${asked} ${many.en} ${endUs === null ? 'have failed' : 'failed'}: ${how.en}, while others ${others.en}.`,
		zh: `${when.zh}${asked} 个${many.zh}中有 ${failed} 个失败：${how.zh}，其余${others.zh}。`,
	};
}
