import type {Text} from '../../model/language.js';
import type {Play} from '../../model/lesson.js';
import type {Problem} from '../../model/problem.js';
import type {LocatedLesson} from '../load-lesson.js';
import {problemAt} from './rule.js';

type Finding = readonly [path: readonly PropertyKey[], says: Text];

/** Client-go refuses to start unless renewDeadline is above retryPeriod times its jitter factor. */
const jitterFactor = 1.2;

function findings(play: Play): Finding[] {
	if (play.model === 'quorum') {
		const {members, down} = play;
		return down.flatMap((member, index): Finding[] => {
			if (member > members) {
				return [[['down', index], {en: `member ${member} is down, but there are only ${members}`, zh: `成员 ${member} 宕机，但一共只有 ${members} 个成员`}]];
			}

			return down.indexOf(member) === index ? [] : [[['down', index], {en: `member ${member} is named twice`, zh: `成员 ${member} 出现了两次`}]];
		});
	}

	if (play.model === 'vrrp') {
		return play.priorities.flatMap((priority, index): Finding[] => {
			const before = play.priorities[index - 1];
			return before === undefined || before > priority
				? []
				: [[['priorities', index], {
					en: `priority ${priority} stands after ${before}; write them from the highest down, each once`,
					zh: `优先级 ${priority} 排在 ${before} 之后；请从高到低书写，不要重复`,
				}]];
		});
	}

	const {durationMs, renewDeadlineMs, retryPeriodMs} = play;
	return [
		...(durationMs > renewDeadlineMs
			? []
			: [[['durationMs'], {
				en: `durationMs ${durationMs} must be above renewDeadlineMs ${renewDeadlineMs}, or two could lead at once`,
				zh: `durationMs ${durationMs} 必须大于 renewDeadlineMs ${renewDeadlineMs}，否则可能同时有两个 Leader`,
			}] satisfies Finding]),
		...(renewDeadlineMs > retryPeriodMs * jitterFactor
			? []
			: [[['renewDeadlineMs'], {
				en: `renewDeadlineMs ${renewDeadlineMs} must be above retryPeriodMs x ${jitterFactor} (${retryPeriodMs * jitterFactor})`,
				zh: `renewDeadlineMs ${renewDeadlineMs} 必须大于 retryPeriodMs x ${jitterFactor}（${retryPeriodMs * jitterFactor}）`,
			}] satisfies Finding]),
	];
}

/** A board or time line starts from values that the real programs would accept. */
export function plays({structure}: LocatedLesson): Problem[] {
	return structure.value.steps.flatMap((step, index) => step.kind === 'play'
		? findings(step.play).map(([path, says]) => problemAt(structure, ['steps', index, 'play', ...path], {en: `${step.id}: ${says.en}`, zh: `${step.id}：${says.zh}`}))
		: []);
}
