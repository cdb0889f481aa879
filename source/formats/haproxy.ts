import type {Text} from '../model/language.js';
import {readIp} from '../planner/addresses.js';
import {nameList} from '../present/name-list.js';
import {haproxyConfiguration} from './haproxy/configuration.js';
import {monitorUrl} from './haproxy/monitor.js';
import {proxyMachines} from './haproxy/proxy-machines.js';
import {whyNotHaproxy} from './haproxy/why-not.js';
import {hostOf, machineOf} from './machine-hosts.js';
import type {ExportInput, Target} from './target.js';

const file = 'haproxy/haproxy.cfg';

/** The apiservers that are known by name only, and must be known so where HAProxy runs. */
function namedServers({plan}: ExportInput): string[] {
	return plan.controlPlane.machines.map(name => hostOf(machineOf(plan, name))).filter(host => readIp(host) === undefined);
}

function next(input: ExportInput): Text[] {
	const {plan} = input;
	const places = proxyMachines(plan);
	const named = namedServers(input);
	return [
		...(named.length === 0
			? []
			: [{
				en: `See that ${nameList(named, 'en')} can be looked up wherever HAProxy runs, or export again with --addresses.`,
				zh: `确认运行 HAProxy 的机器都能解析 ${nameList(named, 'zh')}，或者加上 --addresses 重新导出。`,
			}]),
		{
			en: `On ${nameList(places, 'en')}: install HAProxy 2.4 or newer and copy ${file} to /etc/haproxy/haproxy.cfg.`,
			zh: `在 ${nameList(places, 'zh')} 上：安装 HAProxy 2.4 或更新的版本，把 ${file} 复制为 /etc/haproxy/haproxy.cfg。`,
		},
		{
			en: `There: haproxy -c -f /etc/haproxy/haproxy.cfg, then systemctl restart haproxy. curl ${monitorUrl} answers 200 from now on; the apiservers count as DOWN until they run.`,
			zh: `在那里执行：haproxy -c -f /etc/haproxy/haproxy.cfg，然后 systemctl restart haproxy。此后 curl ${monitorUrl} 返回 200；apiserver 运行之前都是 DOWN。`,
		},
	];
}

/** HAProxy before the apiservers: one haproxy.cfg for every machine that runs a proxy. */
export const haproxyTarget: Target = {
	name: 'haproxy',
	about: {en: 'HAProxy before the apiservers', zh: 'apiserver 前面的 HAProxy'},
	refuses: ({plan}) => whyNotHaproxy(plan),
	// Names will do where there are no addresses, and the port is the plan's.
	needs: () => [],
	write: ({plan}) => new Map([[file, haproxyConfiguration(plan)]]),
	next,
};
