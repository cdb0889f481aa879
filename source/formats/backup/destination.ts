import type {Text} from '../../model/language.js';
import {isHostName, readIp} from '../../planner/addresses.js';
import {hostInUrl} from '../quoting.js';

/** Where snapshots go. */
export type Destination
	/** Nobody said: the files have a place to fill in, and fail until that is done. */
	= | {readonly kind: 'unknown'}
	/** A directory that is a mounted share or a disk of its own. */
		| {readonly kind: 'directory'; readonly path: string}
		| {readonly kind: 'nfs'; readonly server: string; readonly path: string}
	/** Written with rclone; who may do so stands in variables of its own. @param remote As rclone takes it. */
		| {readonly kind: 's3'; readonly remote: string};

/** Nothing that a shell, a unit file, fstab or YAML gives a meaning to. */
const plainPath = /^(?:\/[\w.@+=\-]+)+\/?$/v;

function isPath(path: string): boolean {
	return plainPath.test(path) && !path.split('/').some(part => part === '..' || part === '.');
}

function isServer(server: string): boolean {
	return isHostName(server) || readIp(server) !== undefined;
}

function withoutEndSlash(path: string): string {
	return path.replace(/\/$/v, '');
}

function nfsOf(text: string): Destination | undefined {
	// The URL, or what mount takes.
	const {server = '', path = ''} = (/^nfs:\/\/(?<server>[^\/]+)(?<path>\/.*)$/v.exec(text) ?? /^(?<server>[^\/:@]+|\[[^\]]+\]):(?<path>\/.*)$/v.exec(text))?.groups ?? {};
	const bare = server.replace(/^\[(?<address>.*)\]$/v, '$<address>');
	return isServer(bare) && isPath(path) ? {kind: 'nfs', server: bare, path: withoutEndSlash(path)} : undefined;
}

function bucketOf(text: string): Destination | undefined {
	const {bucket = '', prefix = ''} = /^s3:\/\/(?<bucket>[a-z\d][a-z\d.\-]{1,61}[a-z\d])(?<prefix>\/.*)?$/v.exec(text)?.groups ?? {};
	return bucket !== '' && (prefix === '' || prefix === '/' || isPath(prefix))
		? {kind: 's3', remote: `:s3:${bucket}${withoutEndSlash(prefix)}`}
		: undefined;
}

/** Reads what was given with --backup-to; undefined where it is none of the forms. */
export function readDestination(backupTo: string | null): Destination | undefined {
	if (backupTo === null) {
		return {kind: 'unknown'};
	}

	if (backupTo.startsWith('/')) {
		return isPath(backupTo) ? {kind: 'directory', path: withoutEndSlash(backupTo)} : undefined;
	}

	return bucketOf(backupTo) ?? nfsOf(backupTo);
}

export const destinationForms: Text = {
	en: 'a directory that is mounted from elsewhere (/mnt/backup), nfs://SERVER/PATH or s3://BUCKET/PREFIX, of letters, digits and . _ - @ + =',
	zh: '从别处挂载的目录（/mnt/backup）、nfs://SERVER/PATH 或 s3://BUCKET/PREFIX，由字母、数字和 . _ - @ + = 组成',
};

/** The server and path of an NFS export as mount takes it. */
export function nfsSource({server, path}: {server: string; path: string}): string {
	return `${hostInUrl(server)}:${path}`;
}

/** What a person has to put where only rclone reads it. */
export const remoteVariables: Text = {
	en: 'RCLONE_S3_PROVIDER, RCLONE_S3_ACCESS_KEY_ID, RCLONE_S3_SECRET_ACCESS_KEY, and RCLONE_S3_ENDPOINT or RCLONE_S3_REGION',
	zh: 'RCLONE_S3_PROVIDER、RCLONE_S3_ACCESS_KEY_ID、RCLONE_S3_SECRET_ACCESS_KEY，以及 RCLONE_S3_ENDPOINT 或 RCLONE_S3_REGION',
};
