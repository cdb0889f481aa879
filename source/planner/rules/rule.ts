import type {FindingDraft} from '../draft.js';
import type {PlanFacts} from '../facts.js';

/** A piece of advice: judges what is known, and says nothing about what nobody gave. */
export type Rule = (facts: PlanFacts) => FindingDraft[];

export const faqTolerance = 'etcd FAQ: What is failure tolerance?';
export const topologyOptions = 'kubernetes.io: Options for Highly Available Topology';
export const largeClusters = 'kubernetes.io: Considerations for large clusters';
export const kubeadmConsiderations = 'kubeadm: High Availability Considerations';
