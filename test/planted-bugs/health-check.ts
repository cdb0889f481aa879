import type {PlantedBug} from './types.js';

const room = 'source/simulation/health-check';
const tests = 'test/simulation/health-check';

/** HAProxy's rules, each broken once. */
export const healthCheckBugs: readonly PlantedBug[] = [
	{
		name: 'a pass does not forgive the failures before it',
		file: `${room}/health.ts`,
		find: 'return health + 1 >= thresholds.rise ? fullHealth(thresholds) : health + 1;',
		replace: 'return Math.min(health + 1, fullHealth(thresholds));',
		caughtBy: `${tests}/sweep.test.ts`,
	},
	{
		name: 'a failure while DOWN does not undo the climb',
		file: `${room}/health.ts`,
		find: 'return health - 1 < rise ? 0 : health - 1;',
		replace: 'return health < rise ? health : (health === rise ? 0 : health - 1);',
		caughtBy: `${tests}/sweep.test.ts`,
	},
	{
		name: 'DOWN one failure too late',
		file: `${room}/health.ts`,
		find: 'return rise + fall - 1;',
		replace: 'return rise + fall;',
		caughtBy: `${tests}/sweep.test.ts`,
	},
	{
		name: 'UP only above rise',
		file: `${room}/health.ts`,
		find: 'return health >= rise;',
		replace: 'return health > rise;',
		caughtBy: `${tests}/sweep.test.ts`,
	},
	{
		name: 'a late answer counts for the next check',
		file: `${room}/checker.ts`,
		find: 'if (checker.inProgress && checker.checkId === checkId) {\n\t\tfinish(',
		replace: 'if (checkId > 0) {\n\t\tfinish(',
		caughtBy: `${tests}/checker.test.ts`,
	},
	{
		name: 'a check that times out is forgotten',
		file: `${room}/checker.ts`,
		find: 'finish(checker, \'timed-out\', effects);',
		replace: 'begin(checker, effects);',
		caughtBy: `${tests}/detection.test.ts`,
	},
	{
		name: 'timeout check is ignored once connected',
		file: `${room}/checker.ts`,
		find: 'if (timeoutCheckMs !== null) {',
		replace: 'if (timeoutCheckMs === 0) {',
		caughtBy: `${tests}/detection.test.ts`,
	},
	{
		name: 'timeout connect always counts',
		file: `${room}/checker.ts`,
		find: 'return timeoutCheckMs !== null && timeoutConnectMs > 0 ?',
		replace: 'return (timeoutCheckMs === null || timeoutCheckMs > 0) && timeoutConnectMs > 0 ?',
		caughtBy: `${tests}/detection.test.ts`,
	},
	{
		name: 'fastinter and downinter are mixed up',
		file: `${room}/checker.ts`,
		find: '(health === 0 ? downinterMs : fastinterMs)',
		replace: '(health === 0 ? fastinterMs : downinterMs)',
		caughtBy: `${tests}/detection.test.ts`,
	},
	{
		name: 'a server that is DOWN still gets connections',
		file: `${room}/backend.ts`,
		find: 'return isUp && (maxConnections === null || connections < maxConnections);',
		replace: 'return (isUp || !isUp) && (maxConnections === null || connections < maxConnections);',
		caughtBy: `${tests}/backend.test.ts`,
	},
	{
		name: 'a redispatch may go to the server that just failed',
		file: `${room}/backend.ts`,
		find: 'const best = choose(backend, clientAddress, avoid);',
		replace: 'const best = choose(backend, clientAddress, -1);',
		caughtBy: `${tests}/backend.test.ts`,
	},
	{
		name: 'no pause before the same server is asked again',
		file: `${room}/retry.ts`,
		find: 'const pauseMs = 1000;',
		replace: 'const pauseMs = 0;',
		caughtBy: `${tests}/backend.test.ts`,
	},
	{
		name: 'one retry too many',
		file: `${room}/retry.ts`,
		find: 'if (tries > retries) {',
		replace: 'if (tries > retries + 1) {',
		caughtBy: `${tests}/backend.test.ts`,
	},
];
