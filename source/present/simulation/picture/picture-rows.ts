import type {Language} from '../../../model/language.js';
import {simulator as words} from '../../messages/simulator.js';
import {span, type Row} from '../../span.js';
import {chainRows} from './chain-rows.js';
import {clientRow, type LastTries} from './client-row.js';
import {etcdRows, type EtcdTable} from './etcd-rows.js';
import type {Flight} from './flights.js';
import type {Picture} from './picture.js';
import {cutRows, leaseRows, nodeRows} from './state-rows.js';

export type Scene = {
	readonly picture: Picture;
	readonly flights: readonly Flight[];
	readonly tries: LastTries;
	/** Whether what one machine sends reaches the other. */
	readonly isCut: (from: number, to: number) => boolean;
	/** The logs are the story. */
	readonly wantsLogs: boolean;
};

/** What is drawn where not everything fits; `both`: everything. */
export type PictureView = 'chain' | 'etcd' | 'both';

/** Is there more than etcd's members to be seen? */
export function hasChain({machines}: Pick<Picture, 'machines'>): boolean {
	return machines.some(({vip, proxy, apiserver}) => vip !== null || proxy !== null || apiserver !== null);
}

/** A control plane at one moment: clients and VIP, the chain, etcd's members, cuts, Leases, nodes; whatever there is of them. */
export function pictureRows({picture, flights, tries, isCut, wantsLogs}: Scene, view: PictureView, page: {readonly language: Language; readonly width: number}): Row[] {
	const clients = clientRow(picture, tries, page.language);
	const table: EtcdTable = {members: picture.etcd, flights, isCut: (from, to) => isCut(from.machine, to.machine), wantsLogs};
	const drawsChain = hasChain(picture) && view !== 'etcd';
	const drawsEtcd = picture.etcd.length > 0 && (view !== 'chain' || !hasChain(picture));
	return [
		...(clients ? [clients] : []),
		...(drawsChain ? chainRows(picture, flights, page) : []),
		...(drawsChain && drawsEtcd ? [[]] : []),
		...(drawsEtcd ? etcdRows(table, page) : []),
		...(drawsEtcd && view !== 'chain' ? [[span(words.legend[page.language], 'dim' as const)]] : []),
		...cutRows(picture, page),
		...(view === 'etcd' ? [] : leaseRows(picture.leases, page)),
		...(view === 'etcd' ? [] : nodeRows(picture.nodes, page)),
	];
}
