import {fnv1a32} from '../model/fnv.js';
import {UserError} from '../model/user-error.js';
import {grouped} from './counted.js';

/** What keepalived's examples and most tools use; a clash waits for whoever takes it too. */
const usualId = 51;
const mostIds = 255;

/**
The VRID of a plan, 1 to 255 (RFC 9568 §5.2.3): the same name always gets the same one, and two names seldom share one,
so that two clusters on one LAN do not answer each other's adverts. 51 and those taken are stepped past; after 255 comes 1.
@throws UserError where one of those taken is no VRID, or none is left.
*/
export function virtualRouterIdOf(name: string, taken: readonly number[] = []): number {
	for (const id of taken) {
		if (!Number.isInteger(id) || id < 1 || id > mostIds) {
			throw new UserError({
				en: `A virtual router ID is a whole number from 1 to 255, but --vrid-taken has ${grouped(id)}.`,
				zh: `虚拟路由 ID 是 1 到 255 的整数，而 --vrid-taken 里有 ${grouped(id)}。`,
			}, {fix: {en: 'List the IDs in use, for example --vrid-taken 51,60.', zh: '列出已被占用的 ID，例如 --vrid-taken 51,60。'}});
		}
	}

	const avoided = new Set([usualId, ...taken]);
	if (avoided.size === mostIds) {
		throw new UserError({
			en: 'Every virtual router ID from 1 to 255 is taken (51 is never used, because it is what everybody else uses).',
			zh: '1 到 255 的虚拟路由 ID 全被占用了（51 从不使用，因为别人都在用它）。',
		}, {fix: {en: 'Leave one out of --vrid-taken, or put the cluster on a LAN of its own.', zh: '从 --vrid-taken 中去掉一个，或者把集群放到单独的局域网里。'}});
	}

	let id = 1 + (fnv1a32(name) % mostIds);
	while (avoided.has(id)) {
		id = (id % mostIds) + 1;
	}

	return id;
}
