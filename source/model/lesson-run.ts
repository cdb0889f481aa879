import * as z from 'zod';

/** Ids of lessons, steps, questions, options and sources. */
export const idSchema = z.string().regex(/^[a-z\d]+(?:-[a-z\d]+)*$/v);

const run = {
	/** As in `k8s-ha-tutor simulate <scenario>`. */
	scenario: idSchema,
	/** As `--set key=value`. */
	set: z.array(z.string().min(1)).default([]),
	/** As `--fault`, beside the scenario's own. */
	faults: z.array(z.string().min(1)).default([]),
	/** Where the run ends, in milliseconds after the scenario's beginning; without it where the scenario ends. */
	untilMs: z.int().min(1).max(3_600_000).optional(),
};

const window = {
	/** The part that is meant, in milliseconds after the scenario's beginning; both ends belong to it. */
	fromMs: z.int().min(0).optional(),
	toMs: z.int().min(0).optional(),
};

const largestSeed = 1_000_000_000;
const seed = z.int().min(0).max(largestSeed);

/** One run of a scenario to look at, and which part of its story is told. */
export const shownRunSchema = z.strictObject({...run, seed: seed.default(42), ...window});
export type ShownRun = z.infer<typeof shownRunSchema>;

/** A run that is predicted: one, or one for each seed, then with the moment of the faults drawn from 10 s. */
export const predictedRunSchema = z.strictObject({
	...run,
	seed: seed.optional(),
	/** The first and the last seed. */
	seeds: z.tuple([seed, seed]).optional(),
	...window,
});
export type PredictedRun = z.infer<typeof predictedRunSchema>;

/** Something that was noted in a run: its kind, by whom, and what it must hold; a list is compared as its words. */
const event = {
	note: z.string().min(1),
	by: z.string().min(1).optional(),
	where: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
};
const eventSchema = z.strictObject(event);
export type NotedEvent = z.infer<typeof eventSchema>;

/** Which figure of a measure: `value` of one run, the others of many. */
export const figures = ['value', 'min', 'p50', 'p90', 'p99', 'max'] as const;
export type Figure = (typeof figures)[number];

/** What an option says of the run, so that the run can prove it right or wrong. */
export const claimedSchema = z.discriminatedUnion('kind', [
	/** The figure is at least this, and below that. */
	z.strictObject({kind: z.literal('measure'), measure: z.string().min(1), of: z.enum(figures).default('value'), atLeast: z.number().optional(), below: z.number().optional()}),
	/** It happened in none of the runs. */
	z.strictObject({kind: z.literal('never'), measure: z.string().min(1)}),
	/** It was noted, or (`happens: false`) it was not. */
	z.strictObject({kind: z.literal('note'), ...event, happens: z.boolean().default(true), ...window}),
	/** Both were noted, the first one first. */
	z.strictObject({kind: z.literal('order'), first: eventSchema, later: eventSchema}),
]);
export type Claimed = z.infer<typeof claimedSchema>;

/** A figure that the simulation gave: what the answer rests on. */
export type Found = {
	readonly measure: string;
	readonly of: Figure;
	/** Null where it never happened. */
	readonly value: number | null;
};
