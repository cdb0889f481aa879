import type {Text} from '../../model/language.js';
import type {CheckOutcome, HealthCheckNote} from '../../simulation/health-check/notes.js';
import type {Sentences} from './narration-context.js';

const outcomes: Readonly<Record<CheckOutcome, Text>> = {
	passed: {en: 'passed', zh: '通过'},
	failed: {en: 'got an error for an answer', zh: '得到错误应答'},
	refused: {en: 'was refused at once', zh: '立即被拒绝'},
	'timed-out': {en: 'got no answer in time', zh: '超时没有应答'},
};

/** What HAProxy tells of its servers. */
export const healthCheckSentences: Sentences<HealthCheckNote> = {
	'health-check-result': ({server, outcome, health, of, isUp}, {process, serverName}) => ({
		en: `${process} checks ${serverName(server)}: the check ${outcomes[outcome].en}; health ${health} of ${of}, ${isUp ? 'UP' : 'DOWN'}.`,
		zh: `${process} 检查 ${serverName(server)}：检查${outcomes[outcome].zh}；健康值 ${health}/${of}，${isUp ? 'UP' : 'DOWN'}。`,
	}),
	'health-check-server-down': ({server, outcome, shutdownSessions}, {process, serverName}) => ({
		en: `${process} marks ${serverName(server)} DOWN, as one check too many ${outcomes[outcome].en}: it gets no new connections${shutdownSessions ? ', and those it has are closed' : ', while those it has stay'}.`,
		zh: `${process} 把 ${serverName(server)} 标记为 DOWN：又一次检查${outcomes[outcome].zh}，已达上限；不再给它新连接${shutdownSessions ? '，已有的连接也被关闭' : '，已有的连接保留'}。`,
	}),
	'health-check-server-up': ({server}, {process, serverName}) => ({
		en: `${process} marks ${serverName(server)} UP: enough checks in a row have passed, and it gets connections again.`,
		zh: `${process} 把 ${serverName(server)} 标记为 UP：连续通过的检查次数已够，重新给它连接。`,
	}),
};
