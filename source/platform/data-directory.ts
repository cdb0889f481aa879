import os from 'node:os';
import path from 'node:path';
import process from 'node:process';

const programName = 'k8s-ha-tutor';

export type DataPlaces = {
	readonly environment: Readonly<Record<string, string | undefined>>;
	readonly platform: string;
	/** May throw or be empty: a user without an entry in the password file has no home. */
	readonly home: () => string;
};

function absolute(directory: string | undefined): string | undefined {
	return directory !== undefined && path.isAbsolute(directory) ? directory : undefined;
}

function homeOf(home: DataPlaces['home']): string | undefined {
	try {
		return absolute(home());
	} catch {
		return undefined;
	}
}

/**
Where the system keeps such data: `$XDG_DATA_HOME` or `~/.local/share` (XDG Base Directory Specification, by which a
relative value counts as unset), `~/Library/Application Support` on macOS, `%LOCALAPPDATA%` on Windows.
@returns undefined where there is neither; then progress is kept in memory.
*/
export function dataDirectory(places: Partial<DataPlaces> = {}): string | undefined {
	const {environment = process.env, platform = process.platform, home: findHome = os.homedir} = places;
	const {XDG_DATA_HOME: dataHome, LOCALAPPDATA: localData} = environment;
	const home = homeOf(findHome);
	const under = (...parts: string[]) => home === undefined ? undefined : path.join(home, ...parts);
	const base = platform === 'win32'
		? absolute(localData) ?? under('AppData', 'Local')
		: absolute(dataHome) ?? (platform === 'darwin' ? under('Library', 'Application Support') : under('.local', 'share'));
	return base === undefined ? undefined : path.join(base, programName);
}
