import type {Text} from '../../model/language.js';

export const bugWords = {
	report: {
		en: 'This is a bug in k8s-ha-tutor. Please report it with the command you typed and this line:',
		zh: '这是 k8s-ha-tutor 自身的缺陷。请连同你输入的命令和下面这一行一起报告：',
	},
} satisfies Record<string, Text>;
