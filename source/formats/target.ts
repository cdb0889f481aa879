import type {Language, Text} from '../model/language.js';
import type {Plan} from '../model/plan.js';

/** What a writer of files works from. Every value in it has been checked where it came in (checked-values.ts). */
export type ExportInput = {
	/** The plan, with what was given on the command line filled in. */
	readonly plan: Plan;
	/** Where backups go, as a person wrote it; null: not said. */
	readonly backupTo: string | null;
	/** The language of what people read: the runbook and the report. Everything a program reads is English. */
	readonly language: Language;
	/** Chinese for the plan's English sentences. */
	readonly chinese: ReadonlyMap<string, string>;
};

/** A value that a target cannot be written without, and that nobody gave. */
export type Need = {
	/** Path into the plan, e.g. `loadBalancer.vip`. */
	readonly field: string;
	readonly flag: string;
	readonly says: Text;
};

/** One kind of files that a plan can be exported to. */
export type Target = {
	/** As in `--to`. */
	readonly name: string;
	readonly about: Text;
	/** Why this plan cannot be expressed in this target; undefined where it can. */
	readonly refuses: (input: ExportInput) => Text | undefined;
	/** What is missing; asked only where the target does not refuse. */
	readonly needs: (input: ExportInput) => readonly Need[];
	/**
	The files by path, relative to the export's directory and beginning with the target's name; called only where nothing is
	refused and nothing is missing. The same input gives the same bytes.
	*/
	readonly write: (input: ExportInput) => ReadonlyMap<string, string>;
	/** What a person does with the files, in order. */
	readonly next: (input: ExportInput) => readonly Text[];
};
