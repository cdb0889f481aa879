/** The system's code of an error, e.g. `ENOENT`; undefined where it has none. */
export function errorCode(error: unknown): string | undefined {
	return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
