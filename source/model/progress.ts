type Base = {
	/** Unique over all machines, so that merging two logs leaves no duplicate. */
	readonly id: string;
	/** ISO 8601, UTC. */
	readonly at: string;
};

/** A step of a lesson was reached. */
export type StepEvent = Base & {readonly kind: 'step'; readonly lesson: string; readonly step: string};

/** A question was answered. */
export type AnswerEvent = Base & {
	readonly kind: 'answer';
	readonly lesson: string;
	readonly question: string;
	/** Option ids, or the number as it was typed. */
	readonly given: readonly string[];
	readonly correct: boolean;
	/** Whether the person said that they were sure; null: not asked. */
	readonly sure: boolean | null;
	/** How many hints were open, 0 to 3. */
	readonly hints: number;
};

/** The answer was asked for; that question does not count as solved until it is answered again, later and right. */
export type RevealEvent = Base & {readonly kind: 'reveal'; readonly lesson: string; readonly question: string};

/** The last step of a lesson was left forward. */
export type FinishEvent = Base & {readonly kind: 'finish'; readonly lesson: string};

/** Everything before it, of one lesson or (null) of all, counts no more. */
export type ResetEvent = Base & {readonly kind: 'reset'; readonly lesson: string | null};

/** The language chosen in the program. */
export type LanguageEvent = Base & {readonly kind: 'language'; readonly language: 'en' | 'zh'};

/** One line of the progress log. The log is only ever appended to; everything shown is folded from it. */
export type ProgressEvent = StepEvent | AnswerEvent | RevealEvent | FinishEvent | ResetEvent | LanguageEvent;

/** An event as a screen makes it: the platform adds id and time. */
export type NewProgressEvent = ProgressEvent extends infer Event ? Event extends ProgressEvent ? Omit<Event, 'id' | 'at'> : never : never;
