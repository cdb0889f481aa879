import type {Text} from '../../model/language.js';

/** Words of the command line: titles, descriptions and what goes wrong with arguments. */
export const cli = {
	about: {
		en: 'Learn Kubernetes high availability, then plan your own control plane with a proof of what it survives.',
		zh: '先学懂 Kubernetes 高可用，再为你手上的机器规划控制平面，并证明它能扛住什么。',
	},
	examples: {en: 'Examples:', zh: '示例：'},
	usage: {en: 'Usage:', zh: '用法：'},
	arguments: {en: 'Arguments:', zh: '参数：'},
	options: {en: 'Options:', zh: '选项：'},
	globalOptions: {en: 'Everywhere:', zh: '通用选项：'},
	commands: {en: 'Commands:', zh: '命令：'},
	learnGroup: {en: 'Learn:', zh: '学习：'},
	planGroup: {en: 'Plan:', zh: '规划：'},
	filesGroup: {en: 'Files and progress:', zh: '文件与进度：'},
	help: {en: 'show help', zh: '显示帮助'},
	helpCommand: {en: 'show the help of a command', zh: '显示某个命令的帮助'},
	version: {en: 'print the version', zh: '打印版本号'},
	lang: {en: 'language of what is shown (en or zh); files stay English', zh: '界面语言（en 或 zh）；文件内容始终是英文'},
	noColor: {en: 'no colours (NO_COLOR does the same)', zh: '不用颜色（等同于 NO_COLOR）'},
	ascii: {en: 'draw with ASCII only', zh: '只用 ASCII 字符绘制'},
	plain: {en: 'text instead of the full-screen program', zh: '只输出文本，不打开全屏界面'},
	json: {en: 'print the result as JSON', zh: '以 JSON 输出结果'},
	dataDir: {en: 'where progress is kept', zh: '保存学习进度的目录'},
	force: {en: 'replace a file that exists', zh: '覆盖已存在的文件'},
} satisfies Record<string, Text>;

const quote = (text: string) => `'${text}'`;

/** What `--addresses` wants, here and where addresses are typed in the program. */
export const wantsAddresses: Text = {en: 'addresses separated by commas like 10.0.0.1,10.0.0.2', zh: '用逗号分隔的地址，例如 10.0.0.1,10.0.0.2'};

/** What a wrong argument is told. */
export const argumentErrors = {
	unknownCommand: (got: string): Text => ({
		en: `There is no command ${quote(got)}.`,
		zh: `没有名为 ${quote(got)} 的命令。`,
	}),
	unknownOption: (got: string): Text => ({
		en: `There is no option ${quote(got)} here.`,
		zh: `这里没有选项 ${quote(got)}。`,
	}),
	missingArgument: (name: string): Text => ({
		en: `The argument <${name}> is missing.`,
		zh: `缺少参数 <${name}>。`,
	}),
	missingValue: (flags: string): Text => ({
		en: `${quote(flags)} wants a value.`,
		zh: `${quote(flags)} 需要一个值。`,
	}),
	tooMany: (got: readonly string[]): Text => ({
		en: `${quote(got.join(' '))} is one argument too many.`,
		zh: `多出了参数 ${quote(got.join(' '))}。`,
	}),
	invalidChoice: (flag: string, got: string, choices: readonly string[]): Text => ({
		en: `${flag} got ${quote(got)}; it wants one of ${choices.join(', ')}.`,
		zh: `${flag} 得到了 ${quote(got)}；可选值为 ${choices.join('、')}。`,
	}),
	notWholeNumber: (flag: string, got: string, low: number, high: number): Text => ({
		en: `${flag} got ${quote(got)}; it wants a whole number from ${low} to ${high}.`,
		zh: `${flag} 得到了 ${quote(got)}；需要 ${low} 到 ${high} 之间的整数。`,
	}),
	notList: (flag: string, got: string, wanted: Text): Text => ({
		en: `${flag} got '${got}'; it wants ${wanted.en}.`,
		zh: `${flag} 得到了 '${got}'；需要${wanted.zh}。`,
	}),
	seeHelp: (command: string): Text => ({
		en: `${command} --help shows what is possible.`,
		zh: `运行 ${command} --help 查看用法。`,
	}),
};
