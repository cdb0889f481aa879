/** The build puts the version of the package in the place of `globalThis.programVersion`; the sources run as they are have none. */
export const version = (globalThis as {programVersion?: string}).programVersion ?? 'development';
