import type {ProcessId} from '../kernel/effects.js';

/** What is asked of an apiserver. A `get` is answered by etcd's quorum; a `list` from the apiserver's watch cache. */
export type ApiOperation
	= | {readonly verb: 'get'; readonly key: string}
		| {readonly verb: 'put'; readonly key: string; readonly value: unknown; readonly expectRevision?: number}
		| {readonly verb: 'delete'; readonly key: string}
		| {readonly verb: 'list'; readonly prefix: string};

export type ApiItem = {readonly key: string; readonly value: unknown; readonly modRevision: number};

/** HTTP's own numbers: 200, 404, 409 (conflict, or exists already), 500, 504 (etcd did not answer in time). */
export type ApiResult = {readonly status: number; readonly value?: unknown; readonly modRevision?: number; readonly items?: readonly ApiItem[]};

export type ApiRequest = {readonly kind: 'api-request'; readonly requestId: number; readonly operation: ApiOperation};
export type ApiResponse = {readonly kind: 'api-response'; readonly requestId: number; readonly result: ApiResult};

/** What goes on a client's connection through a proxy; `last`: the client closes the connection with the answer. */
export type Proxied<Inner>
	= | {readonly kind: 'proxy-request'; readonly connection: number; readonly client: ProcessId; readonly toVip: boolean; readonly last: boolean; readonly inner: Inner}
		| {readonly kind: 'proxy-response'; readonly connection: number; readonly inner: Inner}
	/** The client closes it. */
		| {readonly kind: 'proxy-close'; readonly connection: number}
	/** The proxy (or the server behind it) closed it. */
		| {readonly kind: 'proxy-closed'; readonly connection: number};

/** Keepalived asks its own HAProxy whether it is alive, and nothing else. */
export type Monitor = {readonly kind: 'monitor'; readonly checkId: number} | {readonly kind: 'monitor-answer'; readonly checkId: number};
