import type {Language} from '../../../model/language.js';
import {displayWidth} from '../../../model/display-width.js';
import {padText, rowWidth} from '../../fit-row.js';
import {simulator as words} from '../../messages/simulator.js';
import {span, type Row} from '../../span.js';
import {wrapRow} from '../../wrap.js';
import type {LeasePicture} from './lease-picture.js';
import type {NodePicture} from './node-picture.js';
import {notRunning} from './part-cells.js';
import type {Picture} from './picture.js';

type Page = {readonly language: Language; readonly width: number};

function secondsLeft(us: number): string {
	return `${(us / 1_000_000).toFixed(1)} s`;
}

/** `kube-scheduler  ● scheduler-2  13.2 s left`. */
function leaseRow({name, holder, leftUs, leading}: LeasePicture, nameWidth: number, language: Language): Row {
	const others = leading.filter(each => each !== holder);
	const isHeld = holder !== '' && leftUs !== 0;
	return [
		span(`${padText(name, nameWidth)}  `),
		span(holder === '' ? `✗ ${words.nobody[language]}` : `${isHeld ? '●' : '!'} ${holder}`, isHeld ? 'good' : 'warn'),
		...(leftUs === null || holder === '' ? [] : [span(`  ${leftUs === 0 ? words.ranOut[language] : words.left(secondsLeft(leftUs))[language]}`, leftUs === 0 ? 'warn' : 'plain')]),
		...(others.length > 0 ? [span(`  ! ${words.leadingToo(others)[language]}`, 'bad')] : []),
	];
}

export function leaseRows(leases: readonly LeasePicture[], {language, width}: Page): Row[] {
	if (leases.length === 0) {
		return [];
	}

	const label = padText(words.leases[language], 8);
	const nameWidth = Math.max(...leases.map(({name}) => name.length));
	const rows = leases.map(lease => leaseRow(lease, nameWidth, language));
	const indent = displayWidth(label);
	// On a wide page they stand beside each other.
	const total = rows.reduce((sum, row) => sum + rowWidth(row) + 4, indent);
	return total <= width
		? [[span(label, 'dim'), ...rows.flatMap((row, index): Row => index === 0 ? row : [span('    '), ...row])]]
		: rows.map((row, index): Row => [span(index === 0 ? label : ' '.repeat(indent), 'dim'), ...row]);
}

const readyWords = {true: 'Ready', false: 'NotReady', unknown: 'Unknown'} as const;

function nodeCell(node: NodePicture, language: Language): Row {
	const {ready, pods, terminating, containers, hasContact} = node;
	const dead = notRunning(node, language);
	const [sign, tone] = ready === 'true' ? ['●', 'good'] as const : (ready === 'unknown' ? ['?', 'warn'] as const : ['!', 'bad'] as const);
	return [
		span(`${sign} `, tone),
		span(`${node.node} `),
		span(ready === null ? words.unknownToApi[language] : readyWords[ready], tone),
		...(pods > 0 || containers > 0 ? [span(` ${words.pods(pods, terminating)[language]}`)] : []),
		...(containers === pods ? [] : [span(` (${words.containers(containers)[language]})`, 'warn')]),
		...(dead ? [span(` ${dead.sign} ${dead.says}`, dead.tone)] : (hasContact ? [] : [span(` ✗ ${words.unheard[language]}`, 'bad')])),
	];
}

/** The nodes, as many beside each other as fit; `?` and `!` say as much as the colours do. */
export function nodeRows(nodes: readonly NodePicture[], {language, width}: Page): Row[] {
	if (nodes.length === 0) {
		return [];
	}

	const label = padText(words.nodes[language], 8);
	const cells = nodes.map(node => nodeCell(node, language));
	// Cells keep their width while their words change.
	const cellWidth = Math.max(24, ...cells.map(cell => rowWidth(cell))) + 2;
	const perRow = Math.max(1, Math.floor((width - displayWidth(label) + 2) / cellWidth));
	const lines = Array.from({length: Math.ceil(cells.length / perRow)}, (_, index) => cells.slice(index * perRow, (index + 1) * perRow));
	return lines.map((line, index): Row => [
		span(index === 0 ? label : ' '.repeat(displayWidth(label)), 'dim'),
		...line.flatMap((cell, place): Row => [...cell, span(' '.repeat(place === line.length - 1 ? 0 : Math.max(0, cellWidth - rowWidth(cell))))]),
	]);
}

/** Which links are cut, in words; nothing where all are whole. */
export function cutRows({cuts}: Pick<Picture, 'cuts'>, {language, width}: Page): Row[] {
	return cuts.length === 0
		? []
		: wrapRow([
			span(`× ${words.cuts[language]} `, 'bad'),
			...cuts.map(({from, to, oneWay}, index) => span(`${index === 0 ? '' : ' · '}${words.cut(from, to, oneWay)[language]}`, 'bad')),
		], width, 4);
}
