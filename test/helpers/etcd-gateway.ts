import {Buffer} from 'node:buffer';
import process from 'node:process';
import type {EtcdOperation} from '../../source/simulation/control-plane/etcd/messages.js';
import {until} from './conformance.js';
import {saysErrors, saysMembers} from './etcd-experiment.js';
import type {Sandbox} from './sandbox.js';

/*
Runs inside a sandbox and asks etcd's HTTP gateway: each line of input is {id, url, body, patienceMs}, each line of output
{id, status, body, atMs, tookMs}. A new connection for each question, as a client has that was just started.
*/
const script = `
import http from 'node:http';
import {createInterface} from 'node:readline';

createInterface({input: process.stdin}).on('line', line => {
	const {id, url, body, patienceMs} = JSON.parse(line);
	const begun = performance.now();
	const tell = (status, text) => console.log(JSON.stringify({id, status, body: text.slice(0, 300_000), tookMs: performance.now() - begun}));
	const request = http.request(url, {method: body === null ? 'GET' : 'POST', agent: false, timeout: patienceMs}, response => {
		let text = '';
		response.setEncoding('utf8').on('data', data => {
			text += data;
		}).on('end', () => tell(response.statusCode, text)).on('error', error => tell(0, error.message));
	});
	request.on('timeout', () => request.destroy(new Error('no answer')));
	request.on('error', error => tell(0, error.message));
	request.end(body ?? undefined);
});
console.log('{"id":0}');
`;

/** An answer of the gateway; status 0: there was none, and `body` says why. */
export type Told = {readonly id: number; readonly status: number; readonly body: string; readonly tookMs: number};

const base64 = (text: string): string => Buffer.from(text).toString('base64');

/** What a list of members looks like in JSON. */
export type ListedMembers = {readonly members: ReadonlyArray<{readonly ID: string; readonly name?: string; readonly isLearner?: boolean; readonly peerURLs: readonly string[]}>};

/** Asks a member, and gives what waits for its answer. */
export type Gateway = (url: string, body: unknown) => Promise<() => Promise<Told>>;

const patienceMs = 20_000;

/** @returns once the program that asks has been started in the sandbox. */
export async function openGateway(sandbox: Sandbox): Promise<Gateway> {
	const asker = await sandbox.start([process.execPath, '--input-type=module', '--eval', script]);
	let questions = 0;
	return async (url, body) => {
		questions++;
		const id = questions;
		asker.tell(JSON.stringify({id, url, body: body === null ? null : JSON.stringify(body), patienceMs}));
		return async () => {
			const mark = `{"id":${id},`;
			const output = await until(`an answer from ${url}`, asker.output, text => text.includes(mark) && text.includes('\n', text.indexOf(mark)), {withinMs: patienceMs + 5000, everyMs: 2});
			const at = output.indexOf(mark);
			return JSON.parse(output.slice(at, output.indexOf('\n', at))) as Told;
		};
	};
}

type Names = {readonly peerUrl: (member: number) => string; readonly idOf: (member: number) => string};

/** Where an operation goes and with which body; null: it is only fetched. */
export function wordsOf(operation: EtcdOperation, {peerUrl, idOf}: Names): readonly [path: string, body: unknown] {
	switch (operation.kind) {
		case 'put': {
			return ['kv/put', {key: base64(operation.key), value: base64(String(operation.value).padEnd(operation.size, ' '))}];
		}

		case 'delete': {
			return ['kv/deleterange', {key: base64(operation.key)}];
		}

		case 'get': {
			return ['kv/range', {key: base64(operation.key), serializable: operation.serializable}];
		}

		case 'list': {
			return ['kv/range', {key: base64(operation.prefix), serializable: operation.serializable}];
		}

		case 'member-list': {
			return ['cluster/member/list', {}];
		}

		case 'member-add': {
			return ['cluster/member/add', {peerURLs: [peerUrl(operation.member)], isLearner: operation.learner}];
		}

		case 'member-remove': {
			return ['cluster/member/remove', {ID: idOf(operation.member)}];
		}

		case 'member-promote': {
			return ['cluster/member/promote', {ID: idOf(operation.member)}];
		}

		case 'move-leader': {
			return ['maintenance/transfer-leadership', {targetID: idOf(operation.to)}];
		}

		case 'snapshot-save': {
			return ['maintenance/snapshot', {}];
		}

		case 'status': {
			return ['maintenance/status', {}];
		}

		case 'compact': {
			return ['kv/compaction', {revision: String(operation.revision), physical: true}];
		}

		case 'defragment': {
			return ['maintenance/defragment', {}];
		}

		case 'disarm': {
			return ['maintenance/alarm', {action: 'GET'}];
		}

		case 'health': {
			return ['health', null];
		}
	}
}

/** What an answer says, in the experiment's words. */
export function saysOf(operation: EtcdOperation, {status, body}: Told): string {
	if (operation.kind === 'health') {
		return /"health":"(?<health>true|false)"/v.exec(body)?.groups?.health ?? body;
	}

	if (status !== 200) {
		// What fails in a stream, as a snapshot does, is wrapped once more.
		const {error} = status === 0 ? {error: body} : JSON.parse(body) as {error: string | {message: string}};
		return typeof error === 'string' ? error : error.message;
	}

	if (operation.kind === 'get') {
		const {kvs = []} = JSON.parse(body) as {kvs?: Array<{value: string}>};
		return `= ${kvs[0] === undefined ? 'nothing' : Buffer.from(kvs[0].value, 'base64').toString().trim()}`;
	}

	if (operation.kind === 'member-list') {
		return saysMembers((JSON.parse(body) as ListedMembers).members.map(({name = '', isLearner = false}) => ({learner: isLearner, started: name !== ''})));
	}

	return operation.kind === 'status' ? saysErrors((JSON.parse(body) as {errors?: string[]}).errors ?? []) : 'done';
}
