import type {Text} from '../../model/language.js';

export const lessonListWords = {
	facts: (minutes: number, steps: number, questions: number): Text => ({
		en: `${minutes} min, ${steps} steps, ${questions} questions`,
		zh: `${minutes} 分钟，${steps} 步，${questions} 题`,
	}),
	done: {en: 'done', zh: '已完成'},
	solved: (solved: number, all: number): Text => ({en: `${solved} of ${all} solved`, zh: `答对 ${solved}/${all} 题`}),
	next: (id: string): Text => ({
		en: `Read one: k8s-ha-tutor learn ${id}. Its questions: k8s-ha-tutor quiz ${id}.`,
		zh: `开始学：k8s-ha-tutor learn ${id}。做题：k8s-ha-tutor quiz ${id}。`,
	}),
	unknown: (id: string): Text => ({en: `There is no lesson '${id}'.`, zh: `没有名为 '${id}' 的课程。`}),
	checked: (count: number): Text => ({
		en: `${count} ${count === 1 ? 'lesson' : 'lessons'} checked, nothing to mend.`,
		zh: `检查了 ${count} 课，没有问题。`,
	}),
	noJson: (command: string): Text => ({
		en: `${command} has no JSON form.`,
		zh: `${command} 没有 JSON 形式。`,
	}),
	noJsonFix: {en: 'Leave --json out, or use lessons list --json.', zh: '去掉 --json，或使用 lessons list --json。'},
};
