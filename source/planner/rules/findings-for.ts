import {severities} from '../../model/vocabulary.js';
import type {FindingDraft} from '../draft.js';
import type {PlanFacts} from '../facts.js';
import {cpMin} from './cp-min.js';
import {cpSched} from './cp-sched.js';
import {cpZone} from './cp-zone.js';
import {etcdEvents} from './etcd-events.js';
import {etcdMax7} from './etcd-max7.js';
import {etcdMin3} from './etcd-min3.js';
import {etcdZone2} from './etcd-zone-2.js';
import {etcdZoneBal} from './etcd-zone-bal.js';
import {etcdZoneMaj} from './etcd-zone-maj.js';
import {extNofit} from './ext-nofit.js';
import {hostUniq} from './host-uniq.js';
import {kvEnv} from './kv-env.js';
import {kvInit} from './kv-init.js';
import {kvQuorum} from './kv-quorum.js';
import {lbSpof} from './lb-spof.js';
import {lbZone} from './lb-zone.js';
import {netFamily} from './net-family.js';
import type {Rule} from './rule.js';
import {scale5000} from './scale-5000.js';
import {targetDefault} from './target-default.js';
import {vipUsed} from './vip-used.js';

/** Every rule that `plan` may judge; the order is that of the findings of one severity. */
export const rules: readonly Rule[] = [
	etcdMin3,
	etcdZoneMaj,
	etcdZone2,
	targetDefault,
	cpMin,
	cpZone,
	lbSpof,
	lbZone,
	vipUsed,
	netFamily,
	hostUniq,
	extNofit,
	scale5000,
	cpSched,
	etcdZoneBal,
	etcdMax7,
	etcdEvents,
	kvQuorum,
	kvInit,
	kvEnv,
];

/** What the rules find, errors first, then warnings, then notes. */
export function findingsFor(facts: PlanFacts): FindingDraft[] {
	const findings = rules.flatMap(rule => rule(facts));
	return severities.flatMap(severity => findings.filter(finding => finding.severity === severity));
}
