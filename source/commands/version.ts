import process from 'node:process';

/** The version of the package; the build puts it in. */
export const version: string = process.env.K8S_HA_TUTOR_VERSION ?? 'development';
