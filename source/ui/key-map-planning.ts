import type {KeyGroup} from './binding.js';

/** The keys of the planner's screens; part of key-map.ts. */
export const planningKeys = {
	planner: {},
	plan: {},
	save: {},
} as const satisfies Record<string, KeyGroup>;
