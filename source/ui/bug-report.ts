import process from 'node:process';
import {common} from '../present/messages/common.js';
import {keySign} from './binding.js';
import type {World} from './world.js';

/** One message about a bug, without a stack: what to report, and which keys replay it. */
export function bugReport(error: unknown, {world, keys}: {world: Pick<World, 'language' | 'version'>; keys: readonly string[]}): string {
	const message = (error instanceof Error ? `${error.name}: ${error.message}` : String(error)).split('\n', 1)[0]!;
	const replay = keys.length === 0 ? '' : `\n${common.replay(keys.map(key => keySign(key)).join(' '))[world.language]}`;
	return `k8s-ha-tutor: ${common.bug[world.language]}\n  ${message} (k8s-ha-tutor ${world.version}, node ${process.version}, ${process.platform})${replay}\n`;
}
