import type {PlantedBug} from './types.js';

const room = 'source/simulation/vrrp';
const tests = 'test/simulation/vrrp';

/** VRRP's rules, each broken once. */
export const vrrpBugs: readonly PlantedBug[] = [
	{
		name: 'a backup never preempts',
		file: `${room}/step.ts`,
		find: 'const isLower = advert.priority < instance.priority;',
		replace: 'const isLower = advert.priority < 0;',
		caughtBy: `${tests}/sweep.test.ts`,
	},
	{
		name: 'an active router never yields to a higher priority',
		file: `${room}/step.ts`,
		find: 'if (advert.priority > priority || (advert.priority === priority && advert.address > address)) {',
		replace: 'if (advert.priority === priority && advert.address > address) {',
		caughtBy: `${tests}/sweep.test.ts`,
	},
	{
		name: 'of equal priorities neither yields',
		file: `${room}/step.ts`,
		find: '(advert.priority === priority && advert.address > address)',
		replace: '(advert.priority === priority && advert.address > address + 0xFF_FF_FF_FF)',
		caughtBy: `${tests}/sweep.test.ts`,
	},
	{
		name: 'who resigns keeps the address',
		file: `${room}/transitions.ts`,
		find: 'instance.holdsVip = false;\n\teffects.note({kind: \'vrrp-resigned\', why});',
		replace: 'effects.note({kind: \'vrrp-resigned\', why});',
		caughtBy: `${tests}/sweep.test.ts`,
	},
	{
		name: 'who yields keeps the address',
		file: `${room}/transitions.ts`,
		find: 'instance.state = \'backup\';\n\tinstance.holdsVip = false;',
		replace: 'instance.state = \'backup\';',
		caughtBy: `${tests}/sweep.test.ts`,
	},
	{
		name: 'a restarted router keeps the address that it left behind',
		file: `${room}/step.ts`,
		find: 'instance.holdsVip = false;\n\tinstance.priority = settings.priority;',
		replace: 'instance.priority = settings.priority;',
		caughtBy: `${tests}/sweep.test.ts`,
	},
	{
		name: 'the skew favours the lower priority',
		file: `${room}/timers.ts`,
		find: '(256 - priority) *',
		replace: 'priority *',
		caughtBy: `${tests}/failover.test.ts`,
	},
	{
		name: 'version 2 scales the skew by the interval',
		file: `${room}/timers.ts`,
		find: '(version === 3 ? activeAdvertUs : 1_000_000)',
		replace: 'activeAdvertUs',
		caughtBy: `${tests}/failover.test.ts`,
	},
	{
		name: 'priority 0 is taken for a low priority',
		file: `${room}/step.ts`,
		find: 'const isLower = advert.priority < instance.priority;\n\tif (advert.priority === resigningPriority) {',
		replace: 'const isLower = advert.priority < instance.priority;\n\tif (advert.priority < resigningPriority) {',
		caughtBy: `${tests}/failover.test.ts`,
	},
	{
		name: 'an active router that hears a lower one sends no gratuitous ARP',
		file: `${room}/step.ts`,
		find: '\t\tsendGratuitousArps(instance, settings.garpRepeat, \'lower-advert\', effects);\n',
		replace: '',
		caughtBy: `${tests}/split.test.ts`,
	},
	{
		name: 'an active router is silent to a lower one',
		file: `${room}/step.ts`,
		find: '\t\tsendAdvert(instance, instance.advert, effects);\n\t\tsendGratuitousArps(instance, settings.garpRepeat, \'lower-advert\', effects);',
		replace: '\t\tsendGratuitousArps(instance, settings.garpRepeat, \'lower-advert\', effects);',
		caughtBy: `${tests}/step.test.ts`,
	},
	{
		name: 'the refresh is sent once only',
		file: `${room}/step.ts`,
		find: '\t\t\t\teffects.startTimer(\'vrrp-garp-refresh\', settings.garpMasterRefreshMs * 1000);\n',
		replace: '',
		caughtBy: `${tests}/failover.test.ts`,
	},
	{
		name: 'a password is not compared',
		file: `${room}/check-advert.ts`,
		find: 'if (advert.authPass !== settings.authPass) {',
		replace: 'if (advert.authPass === undefined) {',
		caughtBy: `${tests}/split.test.ts`,
	},
	{
		name: 'a failing script is miscounted, and never noticed',
		file: `${room}/track.ts`,
		find: '} else if (result > scriptRise) {',
		replace: '} else if (result > scriptRise + 1) {',
		caughtBy: `${tests}/step.test.ts`,
	},
	{
		name: 'a failing script of weight 0 is no FAULT',
		file: `${room}/state.ts`,
		find: 'settings.weight !== 0 || script === \'succeeding\'',
		replace: 'settings.weight !== 0 || script !== \'unknown\'',
		caughtBy: `${tests}/failover.test.ts`,
	},
	{
		name: 'a lost carrier goes unnoticed',
		file: `${room}/state.ts`,
		find: 'return linkUp && (',
		replace: 'return (linkUp || !linkUp) && (',
		caughtBy: `${tests}/step.test.ts`,
	},
	{
		name: 'a backup adopts no interval',
		file: `${room}/step.ts`,
		find: '\t\tinstance.activeAdvertUs = advert.advertUs;\n',
		replace: '',
		caughtBy: `${tests}/split.test.ts`,
	},
	{
		name: 'a gratuitous ARP is not believed',
		file: `${room}/arp-cache.ts`,
		find: 'if (entry !== undefined && entry.holder !== holder) {',
		replace: 'if (entry !== undefined && entry.holder === -1) {',
		caughtBy: `${tests}/split.test.ts`,
	},
];
