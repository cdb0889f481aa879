import type {Language} from '../../../model/language.js';
import {simulator as words} from '../../messages/simulator.js';
import {span, type Row, type Tone} from '../../span.js';
import type {MemberPicture} from './etcd-picture.js';
import type {ApiserverPicture, ProxyPicture, VipPicture} from './front-picture.js';
import type {Vital} from './vital.js';

/** A program in a cell: a sign, a word, and how both are meant. */
export type Standing = {readonly sign: string; readonly says: string; readonly tone: Tone};

/** What does not run says so; undefined where it does. */
export function notRunning({vitality}: Vital, language: Language): Standing | undefined {
	return vitality === 'running' ? undefined : {sign: vitality === 'frozen' ? '■' : '✗', says: words.vitality[vitality][language], tone: vitality === 'frozen' ? 'warn' : 'bad'};
}

export function memberStanding(member: MemberPicture, language: Language): Standing {
	const {role, isServing, hasAlarm} = member;
	const dead = notRunning(member, language);
	if (dead) {
		return dead;
	}

	if (hasAlarm) {
		return {sign: '!', says: words.alarm[language], tone: 'bad'};
	}

	if (role === 'leader') {
		return {sign: '●', says: words.leader[language], tone: 'good'};
	}

	if (role === 'candidate' || role === 'pre-candidate') {
		return {sign: '?', says: words[role][language], tone: 'warn'};
	}

	return isServing || role !== 'follower' ? {sign: '○', says: words[role][language], tone: role === 'follower' ? 'plain' : 'dim'} : {sign: '◐', says: words.starting[language], tone: 'warn'};
}

const vipStates: Readonly<Record<VipPicture['state'], string>> = {initialize: 'INIT', backup: 'BACKUP', active: 'MASTER', fault: 'FAULT', leading: 'leading', waiting: 'waiting'};

export function vipStanding(vip: VipPicture, language: Language): Standing {
	const dead = notRunning(vip, language);
	if (dead) {
		// A program that was killed leaves the address where it was.
		return vip.holdsVip ? {...dead, says: `${dead.says} VIP`} : dead;
	}

	const says = `${vipStates[vip.state]}${vip.priority === null ? '' : ` ${vip.priority}`}`;
	const leads = vip.state === 'active' || vip.state === 'leading';
	return {sign: leads ? '●' : (vip.state === 'fault' ? '!' : '○'), says, tone: leads ? 'good' : (vip.state === 'fault' ? 'bad' : 'plain')};
}

/** One sign per server, in their order: `✓` UP, `✗` DOWN. */
export function proxyCell(proxy: ProxyPicture, language: Language): Row {
	const dead = notRunning(proxy, language);
	return dead
		? [span(`${dead.sign} ${dead.says}`, dead.tone)]
		: [span('● '), ...proxy.servers.map(({isUp}) => isUp ? span('✓', 'good') : span('✗', 'bad'))];
}

export function apiserverStanding(apiserver: ApiserverPicture, language: Language): Standing {
	return notRunning(apiserver, language) ?? (apiserver.isReady
		? {sign: '●', says: words.ready[language], tone: 'good'}
		: {sign: '!', says: words.notReady[language], tone: 'bad'});
}
