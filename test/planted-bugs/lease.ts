import type {PlantedBug} from './types.js';

const attempt = 'source/simulation/lease/attempt.ts';
const step = 'source/simulation/lease/step.ts';
const release = 'source/simulation/lease/release.ts';
const state = 'source/simulation/lease/state.ts';

/** Client-go's rules, each broken once. */
export const leaseBugs: readonly PlantedBug[] = [
	{
		name: 'a candidate does not wait until the record has run out',
		file: attempt,
		find: 'fetched.holder !== \'\' && !isOurs && validForUs(elector, elector.attemptAtUs) > 0',
		replace: 'fetched.holder !== \'\' && !isOurs && validForUs(elector, elector.attemptAtUs) > 5_000_000',
		caughtBy: 'test/simulation/lease/sweep.test.ts',
	},
	{
		name: 'a record counts from the time that is written in it',
		file: attempt,
		find: 'elector.observedAtUs = localNow;',
		replace: 'elector.observedAtUs = Math.min(localNow, record.renewTimeUs);',
		caughtBy: 'test/simulation/lease/attempt.test.ts',
	},
	{
		name: 'a renewed record does not count anew',
		file: attempt,
		find: 'if (!isSameRecord(elector.observedRaw, fetched)) {',
		replace: 'if (elector.observedRaw?.holder !== fetched.holder) {',
		caughtBy: 'test/simulation/lease/sweep.test.ts',
	},
	{
		name: 'the clock is read when the answer comes',
		file: attempt,
		find: '	const isOurs = isNamed(elector);',
		replace: '	elector.attemptAtUs = effects.localNow;\n	const isOurs = isNamed(elector);',
		caughtBy: 'test/simulation/lease/attempt.test.ts',
	},
	{
		name: 'a takeover does not count as a transition',
		file: attempt,
		find: 'fetched.transitions + 1',
		replace: 'fetched.transitions',
		caughtBy: 'test/simulation/lease/sweep.test.ts',
	},
	{
		name: 'a leader writes blindly though its record has run out',
		file: attempt,
		find: 'if (isNamed(elector) && validForUs(elector, elector.attemptAtUs) > 0) {',
		replace: 'if (isNamed(elector)) {',
		caughtBy: 'test/simulation/lease/attempt.test.ts',
	},
	{
		name: 'a leader never gives up',
		file: step,
		find: '			if (elector.phase === \'leading\') {\n				lose(elector, effects);',
		replace: '			if (elector.phase === \'leading\') {\n				settleRenewal(elector, false, effects);',
		caughtBy: 'test/simulation/lease/sweep.test.ts',
	},
	{
		name: 'the renew deadline begins anew with each try',
		file: step,
		find: '			elector.tick++;\n',
		replace: '			elector.tick++;\n			effects.startTimer(\'lease-deadline\', milliseconds(elector.settings.renewDeadlineMs));\n',
		caughtBy: 'test/simulation/lease/sweep.test.ts',
	},
	{
		name: 'after a restart it is who it was',
		file: state,
		find: '	elector.incarnation++;\n',
		replace: '',
		caughtBy: 'test/simulation/lease/loops.test.ts',
	},
	{
		name: 'candidates wait without jitter',
		file: step,
		find: 'Math.round(milliseconds(retryPeriodMs) * (1 + (jitterFactor * fraction(effects.random)))));',
		replace: 'Math.round(milliseconds(retryPeriodMs) * (1 + (0 * jitterFactor * fraction(effects.random)))));',
		caughtBy: 'test/simulation/lease/takeover.test.ts',
	},
	{
		name: 'a release leaves the record\'s old duration',
		file: release,
		find: 'holder: \'\', durationS: 1,',
		replace: 'holder: elector.identity, durationS: 15,',
		caughtBy: 'test/simulation/lease/takeover.test.ts',
	},
	{
		name: 'a leader that is stopped leads on while it releases',
		file: step,
		find: '	if (elector.phase === \'leading\') {\n		elector.leading = false;\n',
		replace: '	if (elector.phase === \'leading\') {\n',
		caughtBy: 'test/simulation/lease/loops.test.ts',
	},
	{
		name: 'an answer to the dead is taken for one\'s own',
		file: step,
		find: '	if (answer.requestId === elector.requestId) {',
		replace: '	if (answer.requestId > 0) {',
		caughtBy: 'test/simulation/lease/loops.test.ts',
	},
];
