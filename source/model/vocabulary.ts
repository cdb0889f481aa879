/*
The words that plans are written in, without zod: what only needs the words does not load the schemas.
*/

export const apiVersion = 'k8s-ha-tutor/v1';

export const largestMachineCount = 1_000_000;

/** 365.25 days; what "minutes down per year" counts in. */
export const minutesPerYear = 525_960;

export const workloadsChoices = ['auto', 'separate', 'shared'] as const;
export type WorkloadsChoice = typeof workloadsChoices[number];

export const topologyChoices = ['auto', 'stacked', 'external'] as const;
export type TopologyChoice = typeof topologyChoices[number];

export const preferChoices = ['auto', 'economy', 'isolation'] as const;
export type PreferChoice = typeof preferChoices[number];

export const loadBalancerChoices = ['auto', 'keepalived', 'kube-vip', 'dedicated', 'cloud', 'node-local'] as const;
export type LoadBalancerChoice = typeof loadBalancerChoices[number];

export const roles = ['control-plane', 'etcd', 'load-balancer', 'worker'] as const;
export type Role = typeof roles[number];

export const topologies = ['single', 'stacked', 'external'] as const;
export type Topology = typeof topologies[number];

export const loadBalancerKinds = ['keepalived', 'kube-vip', 'dedicated', 'cloud', 'node-local', 'none'] as const;
export type LoadBalancerKind = typeof loadBalancerKinds[number];

export const severities = ['error', 'warning', 'info'] as const;
export type Severity = typeof severities[number];

export const alternativeIds = ['topology', 'next-tolerance', 'workloads', 'more-machines', 'all-in-one-zone', 'many-clusters'] as const;
export type AlternativeId = typeof alternativeIds[number];

export const stepActions = ['install-load-balancer', 'create-etcd', 'init-control-plane', 'join-control-plane', 'join-workers', 'verify'] as const;
export type StepAction = typeof stepActions[number];
