import type {Text} from '../../model/language.js';

/** Words of the home screen and of the list of lessons. */
export const home = {
	promise: {
		en: 'Break a Kubernetes control plane until you know why it survives. Then plan your own.',
		zh: '把 Kubernetes 控制平面弄挂，直到弄懂它为什么能扛住。然后规划你自己的。',
	},
	start: {en: 'Start', zh: '开始'},
	continue: {en: 'Continue', zh: '继续'},
	lessons: {en: 'Lessons', zh: '课程'},
	simulator: {en: 'Simulator', zh: '模拟器'},
	planner: {en: 'Planner', zh: '规划'},
	progress: {en: 'Progress', zh: '进度'},
	language: {en: 'Language', zh: '语言'},
	help: {en: 'Help', zh: '帮助'},
	quit: {en: 'Quit', zh: '退出'},
	simulatorDetail: {en: 'break the whole chain, and watch it come back', zh: '弄坏整条链，看它怎样恢复'},
	plannerDetail: {en: 'a control plane for the machines you have', zh: '为你手上的机器规划控制平面'},
	helpDetail: {en: 'every key, searchable', zh: '所有按键，可搜索'},
	quitDetail: {en: 'every answer is already recorded', zh: '每个答案都已记录'},
	otherLanguage: {en: '中文', zh: 'English'},
	stepsSeen: (title: string, seen: number, steps: number): Text => ({
		en: `${title} · ${seen} of ${steps} steps`,
		zh: `${title} · 已读 ${seen}/${steps} 步`,
	}),
	minutes: (title: string, minutes: number): Text => ({
		en: `${title} · about ${minutes} min`,
		zh: `${title} · 约 ${minutes} 分钟`,
	}),
	lessonsDone: (done: number, all: number): Text => ({
		en: `${done} of ${all} done`,
		zh: `已完成 ${done}/${all}`,
	}),
	solved: (solved: number, all: number): Text => ({
		en: `${solved} of ${all} questions solved`,
		zh: `答对 ${solved}/${all} 题`,
	}),
	/** In the list of lessons, whose last line names the questions. */
	solvedOf: (solved: number, all: number): Text => ({en: `${solved} of ${all} solved`, zh: `答对 ${solved}/${all} 题`}),
	fresh: {en: 'new', zh: '未开始'},
	begun: (seen: number, steps: number): Text => ({en: `${seen} of ${steps} steps`, zh: `已读 ${seen}/${steps} 步`}),
	done: {en: 'done', zh: '已完成'},
	lessonShape: (steps: number, questions: number, minutes: number): Text => ({
		en: `${steps} steps, ${questions} questions, about ${minutes} min`,
		zh: `${steps} 步，${questions} 道题，约 ${minutes} 分钟`,
	}),
	noLessons: {en: 'There are no lessons here.', zh: '这里没有课程。'},
};
