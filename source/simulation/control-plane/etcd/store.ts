import {type Microseconds, milliseconds} from '../../kernel/time.js';
import {errorTexts} from './error-texts.js';
import type {EtcdItem} from './messages.js';

type KeyValue = {readonly value: unknown; readonly modRevision: number; readonly bytes: number};

/**
The keys and values, with what they cost on disk. Copies share the map and the list until one of them writes (`shared`), so that
a checkpoint or a snapshot costs nothing by itself.
*/
export type Store = {
	keys: Map<string, KeyValue>;
	/** What compaction can free: up to this revision, so many bytes. Some revisions share a place. */
	oldRevisions: number[];
	oldBytes: number[];
	shared: boolean;
	/** Of the last change. An empty store stands at 1. */
	revision: number;
	compactRevision: number;
	/** Pages in use. */
	usedBytes: number;
	/** Pages the file has had in use at once: only defragmenting lowers it. */
	fileBytes: number;
	/** The file's size as the quota sees it: that of the last batch written. */
	visibleBytes: number;
	/** When the last write came, to tell the batches apart. */
	writtenUs: Microseconds;
	/** What has been done to it so far, as a number: the same on all members at the same index. */
	digest: number;
};

/** What a revision costs beside its key and value: etcd's own estimate (etcd server/storage/quota.go, kvOverhead). */
const overheadBytes = 256;

/** An empty database: five pages. */
const emptyBytes = 5 * 4096;

/** How often what was written is committed to the file (etcd server/storage/backend, defaultBatchInterval). */
const batchUs = milliseconds(100);

/** Revisions that share a place in the list of what compaction can free. */
const sharedPlace = 64;

export function newStore(): Store {
	return {
		keys: new Map(),
		oldRevisions: [],
		oldBytes: [],
		shared: false,
		revision: 1,
		compactRevision: 0,
		usedBytes: emptyBytes,
		fileBytes: emptyBytes,
		visibleBytes: emptyBytes,
		writtenUs: 0,
		digest: 0,
	};
}

/** A copy that is as good as a deep one: whoever writes first makes its own map. */
export function copyStore(store: Store): Store {
	store.shared = true;
	return {...store};
}

function own(store: Store): void {
	if (store.shared) {
		store.keys = new Map(store.keys);
		store.oldRevisions = [...store.oldRevisions];
		store.oldBytes = [...store.oldBytes];
		store.shared = false;
	}
}

/** What the quota counts for a put. */
export function costOf(key: string, size: number): number {
	return overheadBytes + key.length + size;
}

/** Whether so many bytes more stay within the quota, as the last batch left the file. */
export function isWithinQuota(store: Store, cost: number, quotaBytes: number, now: Microseconds): boolean {
	settleBatch(store, now);
	return store.visibleBytes + cost < quotaBytes;
}

function settleBatch(store: Store, now: Microseconds): void {
	if (Math.floor(now / batchUs) > Math.floor(store.writtenUs / batchUs)) {
		store.visibleBytes = store.fileBytes;
	}
}

function grow(store: Store, bytes: number, now: Microseconds): void {
	settleBatch(store, now);
	store.writtenUs = now;
	store.usedBytes += bytes;
	if (store.usedBytes > store.fileBytes) {
		store.fileBytes = store.usedBytes;
	}
}

function leaveBehind(store: Store, bytes: number): void {
	const last = store.oldRevisions.length - 1;
	if (last >= 0 && Math.floor(store.oldRevisions[last]! / sharedPlace) === Math.floor(store.revision / sharedPlace)) {
		store.oldRevisions[last] = store.revision;
		store.oldBytes[last]! += bytes;
	} else {
		store.oldRevisions.push(store.revision);
		store.oldBytes.push(bytes);
	}
}

/** The revision at which a key was last changed; 0 where there is none. */
export function modRevisionOf(store: Store, key: string): number {
	return store.keys.get(key)?.modRevision ?? 0;
}

/** What a key holds; undefined where there is none. */
export function valueOf(store: Store, key: string): unknown {
	return store.keys.get(key)?.value;
}

/** Writes a key, at a new revision. */
export function putKey(store: Store, {key, value, bytes}: {readonly key: string; readonly value: unknown; readonly bytes: number}, now: Microseconds): void {
	own(store);
	store.revision++;
	const before = store.keys.get(key);
	if (before !== undefined) {
		leaveBehind(store, before.bytes);
	}

	store.keys.set(key, {value, modRevision: store.revision, bytes});
	grow(store, bytes, now);
}

/** Takes a key away, at a new revision; where there is none, nothing happens. The file grows by the mark that is left of it. */
export function deleteKey(store: Store, key: string, now: Microseconds): void {
	const before = store.keys.get(key);
	if (before === undefined) {
		return;
	}

	own(store);
	store.revision++;
	const mark = costOf(key, 0);
	leaveBehind(store, before.bytes + mark);
	store.keys.delete(key);
	grow(store, mark, now);
}

/** All keys that begin so, in their order. */
export function itemsUnder(store: Store, prefix: string): EtcdItem[] {
	const items: EtcdItem[] = [];
	for (const [key, {value, modRevision}] of store.keys) {
		if (key.startsWith(prefix)) {
			items.push({key, value, modRevision});
		}
	}

	return items.sort((left, right) => left.key < right.key ? -1 : (left.key > right.key ? 1 : 0));
}

/** Frees what was overwritten or deleted up to this revision; says what is wrong with it. The file stays as large as it was. */
export function compactStore(store: Store, revision: number): string | undefined {
	if (revision <= store.compactRevision) {
		return errorTexts.compacted;
	}

	if (revision > store.revision) {
		return errorTexts.futureRevision;
	}

	own(store);
	store.compactRevision = revision;
	let place = 0;
	for (; place < store.oldRevisions.length && store.oldRevisions[place]! <= revision; place++) {
		store.usedBytes -= store.oldBytes[place]!;
	}

	store.oldRevisions.splice(0, place);
	store.oldBytes.splice(0, place);
	return undefined;
}

/** Writes the file anew, without the pages that are free. */
export function defragmentStore(store: Store): void {
	store.fileBytes = store.usedBytes;
	store.visibleBytes = store.usedBytes;
}

/** Notes that something was applied, whatever came of it. */
export function mark(store: Store, token: number): void {
	store.digest = (Math.imul(store.digest ^ (token % 0x1_00_00_00_00), 0x01_00_01_93) + store.revision) >>> 0;
}
