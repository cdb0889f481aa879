import type {Text} from '../../model/language.js';

const lost = (solved: number, steps: number) => `${steps} ${steps === 1 ? 'step' : 'steps'} and ${solved} solved ${solved === 1 ? 'question' : 'questions'}`;

/** Words of the progress screen and of `progress show`. */
export const progress = {
	progress: {en: 'Progress', zh: '进度'},
	lesson: {en: 'Lesson', zh: '课程'},
	steps: {en: 'Steps', zh: '步骤'},
	solved: {en: 'Solved', zh: '答对'},
	firstTry: {en: '1st try', zh: '一次答对'},
	sureAndWrong: {en: 'Sure but wrong', zh: '确定却答错'},
	figures: (steps: string, solved: string, firstTry: number, sureAndWrong: number): Text => ({
		en: `${steps} steps, ${solved} solved, ${firstTry} first try, ${sureAndWrong} sure but wrong`,
		zh: `${steps} 步，答对 ${solved}，一次答对 ${firstTry}，确定却答错 ${sureAndWrong}`,
	}),
	total: {en: 'All together', zh: '合计'},
	nothingYet: {en: 'Nothing yet: the first lesson is a good place to begin.', zh: '还没有进度：从第一课开始吧。'},
	revisit: {
		en: 'Sure but wrong is where a misconception hides: these questions are worth another look.',
		zh: '“确定却答错”正是误区所在：这些题值得再看一遍。',
	},
	none: {en: 'none', zh: '无'},
	confirmLesson: (title: string, solved: number, steps: number): Text => ({
		en: `Forget the progress of "${title}"? ${lost(solved, steps)} will count no more.`,
		zh: `清除“${title}”的进度吗？已读的 ${steps} 步和答对的 ${solved} 题将不再计入。`,
	}),
	confirmAll: (solved: number, steps: number): Text => ({
		en: `Forget all progress? ${lost(solved, steps)} will count no more.`,
		zh: `清除全部进度吗？已读的 ${steps} 步和答对的 ${solved} 题将不再计入。`,
	}),
	confirmKeys: {en: 'y yes, forget it · Esc no', zh: 'y 是，清除 · Esc 否'},
	refuse: {en: 'no', zh: '否'},
	wasReset: {en: 'Forgotten.', zh: '已清除。'},
	inMemory: {en: 'Progress is kept only until you quit.', zh: '进度只保留到退出为止。'},
};
