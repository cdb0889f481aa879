import {nearest} from '../../model/nearest.js';
import {notesOf} from '../predictions/notes-of.js';
import {problemAt, type Rule} from './rule.js';

/**
A note that is claimed is one that there is: what nobody ever notes would never happen, whatever the run does.
@param known All kinds of notes; undefined refuses none.
*/
export function noteNames(known: readonly string[] | undefined): Rule {
	return ({structure}) => structure.value.questions.flatMap((question, index) => {
		const claims = question.type === 'predict' && known !== undefined ? Object.entries(question.claims) : [];
		const all = claims.flatMap(([option, each]) => each.flatMap((claim, place) => notesOf(claim)
			.map(([{note}, within]) => ({note, path: ['questions', index, 'claims', option, place, ...within, 'note']}))));
		return all.filter(({note}) => !known!.includes(note)).map(({note, path}) => {
			const near = nearest(note, known!);
			return problemAt(structure, path, {
				en: `${question.id}: the simulator has no note ${note}${near === undefined ? '; `k8s-ha-tutor simulate <scenario> --run --json` shows what is noted' : `; did you mean ${near}?`}`,
				zh: `${question.id}：模拟器没有 ${note} 这种记录${near === undefined ? '；`k8s-ha-tutor simulate <scenario> --run --json` 会列出记录' : `；你是不是想写 ${near}？`}`,
			});
		});
	});
}
