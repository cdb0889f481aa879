import type {Text} from '../../model/language.js';

/** Words that several screens share. */
export const common = {
	loading: {en: 'Loading ...', zh: '加载中……'},
	more: {en: 'more', zh: '还有'},
	notHere: {en: 'This cannot be shown.', zh: '这里无法显示。'},
	bug: {
		en: 'This is a bug in k8s-ha-tutor; your terminal is restored and every answer given so far is kept. Please report it with the line below.',
		zh: '这是 k8s-ha-tutor 自身的缺陷；终端已恢复，已作答的都保存着。请把下面这一行一并报告。',
	},
	replay: (keys: string): Text => ({
		en: `To replay it, start the program again and press: ${keys}`,
		zh: `要重现，请重新启动程序并依次按：${keys}`,
	}),
};
