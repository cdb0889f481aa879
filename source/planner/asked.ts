import type {
	LoadBalancerChoice, PreferChoice, TopologyChoice, WorkloadsChoice,
} from '../model/vocabulary.js';

/** What a person asked of the planner. A key that is absent or undefined was not said. */
export type Asked = {
	/** 1 to 1,000,000; without it nothing can be planned. */
	readonly machines?: number | undefined;
	/** How many zones, split evenly, or the machines of each. */
	readonly zones?: number | readonly number[] | undefined;
	readonly surviveMachines?: number | undefined;
	readonly surviveZones?: number | undefined;
	readonly zoneAndMachine?: boolean | undefined;
	readonly maintenance?: boolean | undefined;
	readonly workloads?: WorkloadsChoice | undefined;
	readonly topology?: TopologyChoice | undefined;
	readonly prefer?: PreferChoice | undefined;
	readonly loadBalancer?: LoadBalancerChoice | undefined;
	readonly sameSubnet?: boolean | undefined;
	readonly vip?: string | undefined;
	readonly endpoint?: string | undefined;
	readonly interface?: string | undefined;
	readonly nodesPlanned?: number | undefined;
	readonly kubernetesVersion?: string | undefined;
	readonly assume?: {readonly machine?: number | undefined; readonly zone?: number | undefined} | undefined;
};
