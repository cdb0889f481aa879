import type {Text} from '../../model/language.js';

const plural = (count: number, one: string, many: string) => count === 1 ? one : many;

/** Words of `export`. */
export const exportWords = {
	wrote: (count: number, directory: string): Text => ({
		en: `Wrote ${count} ${plural(count, 'file', 'files')} below ${directory}:`,
		zh: `已在 ${directory} 下写入 ${count} 个文件：`,
	}),
	nothing: {en: 'Nothing was written.', zh: '没有写入任何文件。'},
	next: {en: 'Then', zh: '接下来'},
	refused: (target: string, says: string): Text => ({
		en: `${target} cannot hold this plan: ${says}`,
		zh: `${target} 无法表达这个方案：${says}`,
	}),
	missing: (target: string, flag: string, says: string): Text => ({
		en: `${target} needs ${flag}: ${says}`,
		zh: `${target} 需要 ${flag}：${says}`,
	}),
	noTarget: (names: string): Text => ({
		en: `export needs to know what to write: --to with one or more of ${names}.`,
		zh: `export 需要知道写什么：用 --to 给出一个或多个：${names}。`,
	}),
	unknownTarget: (got: string, names: string): Text => ({
		en: `There is no export target '${got}'; there are ${names}, and all for every one of them.`,
		zh: `没有名为 '${got}' 的导出目标；有 ${names}，以及表示全部的 all。`,
	}),
	noDirectory: {en: 'export needs a directory to write to.', zh: 'export 需要一个写入的目录。'},
	noDirectoryFix: {en: 'Say it: --out cluster', zh: '请给出：--out cluster'},
	malformed: (field: string, says: string): Text => ({en: `${field}: ${says}`, zh: `${field}：${says}`}),
	malformedFix: {
		en: 'Mend it in the plan file, or give it with its flag. Nothing was written.',
		zh: '请在规划文件里改正，或用对应的参数给出。没有写入任何内容。',
	},
};
