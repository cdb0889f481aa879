import {submit, type Asked} from './proposals.js';
import type {EtcdEffects, EtcdServer} from './state.js';

/** Raises this member's alarm for lack of space; whoever asked is told of the lack once all members know of it. */
export function raiseAlarm(server: EtcdServer, asked: Asked, effects: EtcdEffects): void {
	submit(server, asked, token => ({kind: 'command', command: {kind: 'alarm', token, member: server.id}}), effects);
}
