import type {Text} from '../../model/language.js';
import type {Figure} from '../../model/lesson-run.js';

/** Which of many values it is. */
const figures: Readonly<Record<Figure, Text>> = {
	value: {en: 'the value', zh: '值'},
	min: {en: 'the least', zh: '最小'},
	p50: {en: 'half of them took at most', zh: '一半不超过'},
	p90: {en: '9 of 10 took at most', zh: '九成不超过'},
	p99: {en: '99 of 100 took at most', zh: '99 % 不超过'},
	max: {en: 'the most', zh: '最大'},
};

/** Words of predictions, and of runs that a lesson shows. */
export const prediction = {
	figures,
	predict: {en: 'Predict; the simulator decides.', zh: '先预测，由模拟器来裁定。'},
	simulated: {en: 'Simulated:', zh: '模拟结果：'},
	simulatedOften: (runs: number, figure: string): Text => ({en: `Simulated ${runs} times, ${figure}:`, zh: `模拟 ${runs} 次，${figure}：`}),
	seeIt: {en: 'See it happen:', zh: '亲眼看看：'},
	running: {en: 'The simulator is running ...', zh: '正在模拟……'},
};
