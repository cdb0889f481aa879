import type {Text} from '../../model/language.js';

const plural = (count: number, one: string, many: string) => count === 1 ? one : many;

/** Words of `progress export`, `import` and `reset`. */
export const progressCommandWords = {
	exported: (count: number, file: string): Text => ({
		en: `Wrote ${count} ${plural(count, 'event', 'events')} to ${file}.`,
		zh: `已把 ${count} 条记录写入 ${file}。`,
	}),
	imported: (added: number, known: number): Text => ({
		en: `Imported ${added} ${plural(added, 'event', 'events')}; ${known} ${plural(known, 'was', 'were')} here already.`,
		zh: `导入了 ${added} 条记录；另有 ${known} 条本来就有。`,
	}),
	willReset: (lesson: string | null, steps: number, solved: number): Text => ({
		en: `This starts ${lesson ?? 'all lessons'} anew: ${steps} ${plural(steps, 'step', 'steps')} read and ${solved} ${plural(solved, 'question', 'questions')} solved will count no more.`,
		zh: `${lesson ?? '全部课程'}将重新开始：读过的 ${steps} 步、答对的 ${solved} 题不再计入。`,
	}),
	confirm: {en: 'Go on? (y/n)', zh: '继续吗？(y/n)'},
	notReset: {en: 'Nothing was changed.', zh: '没有改动任何内容。'},
	reset: {en: 'Done. The log keeps what was; only the count begins anew.', zh: '完成。记录仍然保留，只是重新计数。'},
};
