import {largestMachineCount} from '../../../model/vocabulary.js';
import {wizardChoices, type wizardQuestions} from '../../../present/messages/planner-wizard.js';

export type QuestionId = keyof typeof wizardQuestions;

export type ChoiceId = keyof typeof wizardChoices;

/** What was chosen or typed, by question; also of questions that are not asked at the moment, so that nothing is lost. */
export type Answers = Readonly<Record<QuestionId, string>>;

export const firstAnswers: Answers = {
	machines: '',
	zones: 'none',
	zoneCount: '3',
	zoneList: '',
	failure: 'machine',
	workloads: 'auto',
	more: 'no',
	shape: 'auto',
	loadBalancer: 'auto',
	sameSubnet: 'unsaid',
	vip: '',
	endpoint: '',
	name: '',
};

export function isChoice(id: QuestionId): id is ChoiceId {
	return id in wizardChoices;
}

/** How many zones the answers say, 0 where none. */
export function zoneCountOf({zones, zoneCount, zoneList}: Answers): number {
	if (zones === 'even') {
		return readWhole(zoneCount);
	}

	return zones === 'list' ? readList(zoneList).length : 0;
}

/** A whole number as it is typed, also with the commas between thousands: `1,000,000`; NaN where it is none. */
export function readWhole(text: string): number {
	const plain = text.trim();
	return /^(?:\d+|\d{1,3}(?:,\d{3})+)$/v.test(plain) ? Number(plain.replaceAll(',', '')) : Number.NaN;
}

/** The numbers of a list; commas of either width and blanks part them. NaN stands for what is no number. */
export function readList(text: string): number[] {
	return text.split(/[,\s]+/v).filter(part => part !== '').map(part => readWhole(part));
}

/** A virtual IP needs one subnet and a load balancer on machines. */
function takesVip({loadBalancer, sameSubnet}: Answers): boolean {
	return sameSubnet !== 'no' && loadBalancer !== 'cloud' && loadBalancer !== 'node-local';
}

/** The questions in order, as far as the answers call for them. The topology is never asked before the failure to survive. */
export function questionsFor(answers: Answers): QuestionId[] {
	return [
		'machines',
		'zones',
		...(answers.zones === 'even' ? ['zoneCount'] as const : []),
		...(answers.zones === 'list' ? ['zoneList'] as const : []),
		'failure',
		'workloads',
		'more',
		...(answers.more === 'yes' ? ['shape', 'loadBalancer', 'sameSubnet'] as const : []),
		...(answers.more === 'yes' && takesVip(answers) ? ['vip'] as const : []),
		...(answers.more === 'yes' ? ['endpoint', 'name'] as const : []),
	];
}

/** What one can choose from. Zones can only be lost where there are two; losing two asks for three. */
export function choicesFor(id: ChoiceId, answers: Answers): string[] {
	const all = Object.keys(wizardChoices[id]);
	if (id !== 'failure') {
		return all;
	}

	const zones = zoneCountOf(answers);
	return all.filter(choice => {
		if (choice === 'twoZones') {
			return zones >= 3;
		}

		return choice === 'zone' || choice === 'zoneAndMachine' ? zones >= 2 : true;
	});
}

/** The chosen answer, or the first where the chosen one is not offered any more. */
export function chosen(id: ChoiceId, answers: Answers): string {
	const choices = choicesFor(id, answers);
	return choices.includes(answers[id]) ? answers[id] : choices[0]!;
}

/** Room for the largest number with its commas, and for a typing error to be seen. */
const longestNumber = largestMachineCount.toLocaleString('en').length + 3;

/**
Characters a field takes, and how many. Digits come in normalised from full-width forms. What is no number is taken as
well and refused at Enter: a letter left out in silence would make 19 of 1e9.
*/
export const fields: Readonly<Record<Exclude<QuestionId, ChoiceId>, {readonly takes: RegExp; readonly longest: number}>> = {
	machines: {takes: /^[ -~]$/v, longest: longestNumber},
	zoneCount: {takes: /^[ -~]$/v, longest: longestNumber},
	zoneList: {takes: /^[ -~]$/v, longest: 400},
	vip: {takes: /^[!-~]$/v, longest: 45},
	endpoint: {takes: /^[!-~]$/v, longest: 253},
	name: {takes: /^[!-~]$/v, longest: 63},
};
