import type {Language} from '../../../model/language.js';
import {simulator as words} from '../../messages/simulator.js';
import {rowText, span, type Row} from '../../span.js';
import {wrapRow} from '../../wrap.js';
import {clientRow} from './client-row.js';
import {letterOf} from './lane.js';
import {apiserverStanding, memberStanding, proxyCell, vipStanding, type Standing} from './part-cells.js';
import type {MachinePicture} from './picture.js';
import type {Scene} from './picture-rows.js';
import {cutRows, leaseRows, nodeRows} from './state-rows.js';

function saysOf({sign, says}: Standing): string {
	return `${sign} ${says}`;
}

function machineText({name, vip, proxy, apiserver, etcd}: MachinePicture, language: Language): string {
	const stop = language === 'en' ? '; ' : '；';
	const comma = language === 'en' ? ', ' : '，';
	const parts = [
		vip && `${vip.name} ${saysOf(vipStanding(vip, language))}`,
		proxy && `${proxy.name} ${rowText(proxyCell(proxy, language))}`,
		apiserver && `${apiserver.name} ${saysOf(apiserverStanding(apiserver, language))}`,
		etcd && [
			`${etcd.name} ${saysOf(memberStanding(etcd, language))}`,
			`${words.term[language]} ${etcd.term}`,
			`${words.log[language]} ${etcd.lastIndex}`,
			`${words.commit[language]} ${etcd.commitIndex}`,
		].join(comma),
	].filter(part => part !== null);
	return `${name}${language === 'en' ? ': ' : '：'}${parts.join(stop)}`;
}

/** The picture in sentences, one machine after the other: for a narrow window, and for a screen reader. */
export function spokenRows({picture, flights, tries}: Scene, page: {readonly language: Language; readonly width: number}): Row[] {
	const {language, width} = page;
	const clients = clientRow(picture, tries, language);
	const names = new Map(picture.etcd.map(({id, name}) => [id, name]));
	const sent = flights.filter(({from, to}) => names.has(from) && names.has(to)).map(({from, to, kind}) => `${letterOf(kind)} ${names.get(from)!}→${names.get(to)!}`);
	return [
		...(clients ? wrapRow(clients, width, 2) : []),
		...picture.machines.flatMap(machine => wrapRow([span(machineText(machine, language))], width, 2)),
		...(sent.length > 0 ? wrapRow([span(`${words.sends[language]} `, 'dim'), span(sent.join(language === 'en' ? ', ' : '、'))], width, 2) : []),
		...cutRows(picture, page),
		...leaseRows(picture.leases, page).flatMap(row => wrapRow(row, width, 2)),
		...nodeRows(picture.nodes, page).flatMap(row => wrapRow(row, width, 2)),
	];
}
