import type {Language} from '../../../model/language.js';
import {chainVip} from '../../../simulation/control-plane/chain.js';
import {spanOf} from '../figures.js';
import {simulator as words} from '../../messages/simulator.js';
import {span, type Row} from '../../span.js';
import type {ChainEntry} from '../narration-line.js';
import type {Picture} from './picture.js';

/** How a client's last tries went; null: none has come to its end yet. */
export type LastTry = {readonly ok: number; readonly of: number; readonly says: string};

export type LastTries = {readonly api: LastTry | null; readonly write: LastTry | null};

/** A probe asks twenty times a second: those of the last second are never far back. */
const lookBack = 400;
const lookedAt = 20;

function tried(last: LastTry | null, ok: boolean, says: string): LastTry {
	if (last === null) {
		return {ok: ok ? 1 : 0, of: 1, says};
	}

	return last.of < lookedAt ? {...last, ok: last.ok + (ok ? 1 : 0), of: last.of + 1} : last;
}

/** The last tries among these entries. */
export function lastTries(entries: readonly ChainEntry[], told: number): LastTries {
	let api: LastTry | null = null;
	let write: LastTry | null = null;
	for (let index = told - 1; index >= Math.max(0, told - lookBack); index--) {
		const {note} = entries[index]!;
		if (note.kind === 'api-probe') {
			api = tried(api, note.ok, note.ok ? spanOf(note.tookUs) : (note.failure ?? ''));
		} else if (note.kind === 'write-probe') {
			write = tried(write, note.ok, note.ok ? spanOf(note.tookUs) : (note.error?.includes('deadline') ? 'timeout' : (note.error ?? '')));
		}
	}

	return {api, write};
}

/** What clients see: where the VIP is, and how their last requests went. Nothing where there are no clients and no VIP. */
export function clientRow({vipBy, vipHolders}: Pick<Picture, 'vipBy' | 'vipHolders'>, {api, write}: LastTries, language: Language): Row | undefined {
	const cell = (name: string, last: LastTry | null): Row => {
		if (last === null) {
			return [];
		}

		const {ok, of, says} = last;
		const [sign, tone] = ok === of ? ['✓', 'good'] as const : (ok === 0 ? ['✗', 'bad'] as const : ['!', 'warn'] as const);
		return [span(`${sign} ${name} ${ok === 0 || ok === of ? says : words.someOf(ok, of)[language]}`, tone), span('   ')];
	};

	if (api === null && write === null && vipBy === null) {
		return undefined;
	}

	return [
		span(`${words.clients[language]}  `, 'dim'),
		...cell(words.get[language], api),
		...cell(words.write[language], write),
		...(vipBy === null ? [] : [span(words.vipOn(chainVip, vipHolders)[language], vipHolders.length === 1 ? 'plain' : 'bad')]),
	];
}
