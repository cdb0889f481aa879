import * as z from 'zod';
import {claimedSchema, idSchema, predictedRunSchema, shownRunSchema, type Found} from './lesson-run.js';

export const lessonFormat = 1;

export const sourceSchema = z.strictObject({
	title: z.string().min(1),
	/** Where in it: a section, a file, a flag. */
	at: z.string().min(1),
	url: z.url().optional(),
	/** The release or date that was read. */
	version: z.string().min(1),
});

/** A board with etcd members that one kills and revives. */
export const quorumPlaySchema = z.strictObject({
	model: z.literal('quorum'),
	members: z.int().min(1).max(9),
	/** Members that are down at the start, by number from 1. */
	down: z.array(z.int().min(1).max(9)).default([]),
});

/** A time line of VRRP adverts that one stops at any moment. */
export const vrrpPlaySchema = z.strictObject({
	model: z.literal('vrrp'),
	/** Highest first; the first holds the VIP at the start. */
	priorities: z.array(z.int().min(1).max(254)).min(2).max(4),
	advertMs: z.int().min(10).max(40_950),
});

/** A time line of Lease renewals that one stops at any moment. */
export const leasePlaySchema = z.strictObject({
	model: z.literal('lease'),
	candidates: z.int().min(2).max(4),
	durationMs: z.int().min(1000),
	renewDeadlineMs: z.int().min(1000),
	retryPeriodMs: z.int().min(1000),
});

export const playSchema = z.discriminatedUnion('model', [quorumPlaySchema, vrrpPlaySchema, leasePlaySchema]);
export type Play = z.infer<typeof playSchema>;

/**
`read` is a page; `ask` puts one of the questions below here; `play` is a board or a time line to touch; `simulate` is a
run of the simulator to look at.
*/
export const lessonStepSchema = z.discriminatedUnion('kind', [
	z.strictObject({id: idSchema, kind: z.literal('read'), sources: z.array(idSchema).default([])}),
	z.strictObject({id: idSchema, kind: z.literal('ask'), question: idSchema}),
	z.strictObject({id: idSchema, kind: z.literal('play'), play: playSchema, sources: z.array(idSchema).default([])}),
	z.strictObject({id: idSchema, kind: z.literal('simulate'), run: shownRunSchema, sources: z.array(idSchema).default([])}),
]);
export type LessonStep = z.infer<typeof lessonStepSchema>;

const questionBase = {
	id: idSchema,
	sources: z.array(idSchema).min(1),
	/** The lesson whose knowledge it needs; the last question of a lesson needs the lesson before. */
	needs: idSchema.optional(),
};

export const questionSchema = z.discriminatedUnion('type', [
	z.strictObject({...questionBase, type: z.literal('single'), options: z.array(idSchema).min(2).max(6), answer: idSchema}),
	z.strictObject({...questionBase, type: z.literal('several'), options: z.array(idSchema).min(3).max(6), answer: z.array(idSchema).min(1)}),
	z.strictObject({
		...questionBase,
		type: z.literal('number'),
		answer: z.number(),
		/** How far off still counts as right, in the same unit; 0 is exact. */
		tolerance: z.number().min(0).default(0),
		/** Printed behind the number, e.g. `s`. */
		unit: z.string().default(''),
		/** Common wrong numbers; each has its explanation among the words, under the number as written here. */
		wrong: z.array(z.number()).min(2),
	}),
	/** Which option is right is not written: the run says it. */
	z.strictObject({
		...questionBase,
		type: z.literal('predict'),
		run: predictedRunSchema,
		options: z.array(idSchema).min(2).max(6),
		/** By option id: what must be true of the run, all of it. */
		claims: z.record(idSchema, z.array(claimedSchema).min(1)),
	}),
]);
/** A question as its author writes it. */
export type WrittenQuestion = z.infer<typeof questionSchema>;
export type WrittenPrediction = Extract<WrittenQuestion, {type: 'predict'}>;

/** A prediction with what the simulation says of it. */
export type Prediction = WrittenPrediction & {
	readonly answer: string;
	/** The figures that it rests on; none where only notes count. */
	readonly found: readonly Found[];
};

/** A question as it is asked. */
export type Question = Exclude<WrittenQuestion, WrittenPrediction> | Prediction;

/** `lessons/<id>/lesson.yaml`: everything that no translation changes. */
export const lessonStructureSchema = z.strictObject({
	format: z.literal(lessonFormat),
	id: idSchema,
	/** About how long it takes, in minutes. */
	minutes: z.int().min(1).max(120),
	/** Lessons to do before. */
	requires: z.array(idSchema).default([]),
	/** Claims of lessons/claims.yaml that this lesson teaches or corrects. */
	claims: z.array(z.string()).default([]),
	sources: z.record(idSchema, sourceSchema),
	steps: z.array(lessonStepSchema).min(1),
	questions: z.array(questionSchema).min(1),
});
export type WrittenStructure = z.infer<typeof lessonStructureSchema>;
/** The structure of a lesson as it is learned: with the answers that were computed. */
export type LessonStructure = Omit<WrittenStructure, 'questions'> & {readonly questions: Question[]};

/** Fingerprint of the English words that a translation was made from; absent in en.yaml. */
const fromSchema = z.string().regex(/^[\da-f]{8}$/v).optional();

/**
Words of a step. `body` is a small markup: paragraphs, `- ` lists, **strong**, `code`, and two fenced blocks:
```sh for a command with its answer, ``` for a diagram. A step of the kind `ask` needs no words.
*/
export const stepWordsSchema = z.strictObject({
	from: fromSchema,
	title: z.string().min(1),
	body: z.string().min(1),
});
export type StepWords = z.infer<typeof stepWordsSchema>;

/** Words of a question. */
export const questionWordsSchema = z.strictObject({
	from: fromSchema,
	prompt: z.string().min(1),
	/** By option id; absent for a number. */
	options: z.record(idSchema, z.string().min(1)).optional(),
	/** By option id, or by wrong number as text: why it is right or which misconception it is. */
	why: z.record(z.string(), z.string().min(1)),
	/** Shown once it is solved or the answer was asked for. */
	explanation: z.string().min(1),
	/** From a nudge to the way of thinking; never the answer. */
	hints: z.array(z.string().min(1)).length(3),
});
export type QuestionWords = z.infer<typeof questionWordsSchema>;

/** `lessons/<id>/en.yaml` and `zh.yaml`. */
export const lessonWordsSchema = z.strictObject({
	from: fromSchema,
	title: z.string().min(1),
	/** One sentence for lists. */
	summary: z.string().min(1),
	steps: z.record(idSchema, stepWordsSchema),
	questions: z.record(idSchema, questionWordsSchema),
});
export type LessonWords = z.infer<typeof lessonWordsSchema>;

/** A lesson as loaded: the structure and its words in every language. */
export type Lesson = {
	readonly structure: LessonStructure;
	readonly words: Readonly<Record<'en' | 'zh', LessonWords>>;
};

/** `lessons/claims.yaml`: what the course must teach or correct. */
export const claimSchema = z.strictObject({
	/** What is claimed, in a few own words. */
	claim: z.string().min(1),
	verdict: z.enum(['taught', 'corrected', 'out-of-scope', 'planned']),
	/** The lesson that does it, or will. */
	lesson: idSchema.optional(),
	/** Why it is out of scope. */
	reason: z.string().min(1).optional(),
});
export const claimsSchema = z.record(z.string().regex(/^S\d-\d{1,2}$/v), claimSchema);
export type Claims = z.infer<typeof claimsSchema>;
