import type {Language} from '../model/language.js';

/** What the surroundings say about how to talk to the person: read once, at the start. */
export type Settings = {
	readonly language: Language;
	/** Whether the language was asked for on the command line, and so wins over one chosen earlier in the program. */
	readonly languageAsked: boolean;
	readonly colour: boolean;
	readonly ascii: boolean;
	/** Whether the TUI may open: a terminal on both ends, and nobody asked for text. */
	readonly interactive: boolean;
	readonly json: boolean;
	readonly force: boolean;
	/** Columns to wrap plain text at. */
	readonly width: number;
	readonly dataDirectory: string | undefined;
	readonly screenReader: boolean;
};

export type GlobalFlags = {
	readonly lang?: Language;
	/** False after --no-color. */
	readonly color?: boolean;
	readonly ascii?: boolean;
	readonly plain?: boolean;
	readonly json?: boolean;
	readonly force?: boolean;
	readonly dataDir?: string;
};

export type Surroundings = {
	readonly environment: Readonly<Record<string, string | undefined>>;
	readonly platform: string;
	readonly stdinIsTerminal: boolean;
	readonly stdoutIsTerminal: boolean;
	readonly columns: number | undefined;
};

/** The first of the variables that is set and not empty, as POSIX reads a locale. */
function firstSet(environment: Surroundings['environment'], names: readonly string[]): string {
	return names.map(name => environment[name] ?? '').find(value => value !== '') ?? '';
}

/** Any zh locale is Chinese, everything else English. */
export function localeLanguage(environment: Surroundings['environment']): Language {
	return /^zh/iv.test(firstSet(environment, ['LC_ALL', 'LC_MESSAGES', 'LANG'])) ? 'zh' : 'en';
}

function isUtf8({environment, platform}: Surroundings): boolean {
	return platform === 'win32' || /utf-?8/iv.test(firstSet(environment, ['LC_ALL', 'LC_CTYPE', 'LANG']));
}

/** Set, and not saying no: what continuous integration does. */
function isContinuousIntegration(environment: Surroundings['environment']): boolean {
	const {CI: value} = environment;
	return value !== undefined && value !== '0' && value !== 'false';
}

/** Puts the flags of the command line over what the surroundings say. */
export function readSettings(flags: GlobalFlags, surroundings: Surroundings): Settings {
	const {environment, stdinIsTerminal, stdoutIsTerminal, columns} = surroundings;
	const isDumb = environment.TERM === 'dumb';
	const noColour = flags.color === false || (environment.NO_COLOR ?? '') !== '';
	const json = flags.json ?? false;
	return {
		language: flags.lang ?? localeLanguage(environment),
		languageAsked: flags.lang !== undefined,
		colour: stdoutIsTerminal && !isDumb && !noColour && !json,
		ascii: flags.ascii ?? !isUtf8(surroundings),
		interactive: stdinIsTerminal && stdoutIsTerminal && !isDumb && !isContinuousIntegration(environment) && !(flags.plain ?? false) && !json,
		json,
		force: flags.force ?? false,
		width: Math.min(Math.max(columns ?? 80, 40), 100),
		dataDirectory: flags.dataDir,
		screenReader: environment.INK_SCREEN_READER === 'true',
	};
}
