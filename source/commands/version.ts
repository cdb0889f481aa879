/** Put in by the build; not there when the sources run as they are. */
declare const programVersion: string | undefined;

/** The version of the package, or `development` for the sources. */
export const version = typeof programVersion === 'undefined' ? 'development' : programVersion;
