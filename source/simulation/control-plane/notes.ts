import type {HealthCheckNote} from '../health-check/notes.js';
import type {LeaseNote} from '../lease/notes.js';
import type {NodeNote} from '../node-lifecycle/notes.js';
import type {VrrpNote} from '../vrrp/notes.js';
import type {EtcdNote} from './etcd/notes.js';

/** What the chain itself tells, beside its protocols. */
export type CompositionNote
	/** A fault, as it was written; `targets`: whom it hit, by name. Told by the world itself. */
	= | {readonly kind: 'fault'; readonly text: string; readonly targets: readonly string[]}
	/** Nobody held the role, or the deed changed nothing. */
		| {readonly kind: 'fault-missed'; readonly text: string; readonly why: 'nobody' | 'already'}
	/** A GET through the endpoint on a connection of its own, every 50 ms. */
		| {readonly kind: 'api-probe'; readonly sentUs: number; readonly ok: boolean; readonly status: number; readonly failure: 'timeout' | 'refused' | 'closed' | 'status' | null; readonly tookUs: number}
	/** A write to etcd, every 50 ms, each to the next member. */
		| {readonly kind: 'write-probe'; readonly sentUs: number; readonly ok: boolean; readonly error: string | null; readonly tookUs: number}
	/** Every server of a proxy is down: a connection is closed at once. */
		| {readonly kind: 'proxy-no-server'; readonly connection: number}
		| {readonly kind: 'proxy-sessions-shut'; readonly server: number; readonly count: number}
	/** An apiserver's readyz changes its mind: etcd answers it, or does not. */
		| {readonly kind: 'apiserver-ready'; readonly ready: boolean}
	/** An operator's command, and what came of it. */
		| {readonly kind: 'operator-asked'; readonly command: readonly string[]; readonly member: string}
		| {readonly kind: 'operator-answered'; readonly command: readonly string[]; readonly ok: boolean; readonly error: string | null; readonly says: string | null; readonly tookUs: number}
	/** Something that works by holding a Lease works. */
		| {readonly kind: 'kube-vip-took'; readonly vip: string}
		| {readonly kind: 'kube-vip-dropped'; readonly vip: string}
	/** A full disk ends an etcd that has to write. */
		| {readonly kind: 'etcd-disk-full'};

/** Everything that is told in a control plane. */
export type ChainNote = EtcdNote | VrrpNote | HealthCheckNote | LeaseNote | NodeNote | CompositionNote;
