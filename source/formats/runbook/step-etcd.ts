import {hostOf} from '../machine-hosts.js';
import type {Machine} from '../../model/plan.js';
import {
	otherwise, paragraph, run, runHere, see, type Block,
} from './document.js';
import {
	askEtcd, namesOf, remote, ssh, type Facts,
} from './facts.js';

/** Copies one member's own certificates and files, which only exist where the script has run. */
export function copyMember(machine: Machine): string[] {
	return [
		`${ssh(machine)} 'id etcd >/dev/null 2>&1 || useradd --system --home-dir /var/lib/etcd --shell /usr/sbin/nologin etcd'`,
		`${ssh(machine)} 'mkdir -p /etc/etcd/pki'`,
		`scp etcd/etcd.service ${remote(machine, '/etc/systemd/system/etcd.service')}`,
		`scp etcd/${machine.name}/etcd.env ${remote(machine, '/etc/etcd/etcd.env')}`,
		`scp pki/members/${machine.name}/* ${remote(machine, '/etc/etcd/pki/')}`,
		`${ssh(machine)} 'chown -R etcd:etcd /etc/etcd/pki && chmod 700 /etc/etcd/pki'`,
	];
}

/** What an apiserver shows to external etcd, on a control plane. */
export function copyClient(machine: Machine): string[] {
	return [
		`${ssh(machine)} mkdir -p /etc/kubernetes/pki/etcd`,
		`scp pki/ca.crt ${remote(machine, '/etc/kubernetes/pki/etcd/ca.crt')}`,
		`scp pki/clients/apiserver-etcd-client.crt pki/clients/apiserver-etcd-client.key ${remote(machine, '/etc/kubernetes/pki/')}`,
	];
}

/** External etcd: certificates, files, all members at once, and their health. */
export function createEtcdStep({etcd, controlPlanes}: Facts): Block[] {
	const names = namesOf(etcd);
	return [
		paragraph({
			en: 'The script makes a certificate authority for etcd and a certificate for every end. Keep the directory `pki`, above all `ca.key`, off the cluster: it is needed again every year.',
			zh: '脚本为 etcd 生成证书颁发机构，并给每一端签发证书。目录 `pki`（尤其是 `ca.key`）要保存在集群之外：每年都还要用到。',
		}),
		runHere('sh etcd/make-certificates.sh pki'),
		see({en: 'a line `made` for every certificate.', zh: '每个证书一行 `made`。'}),
		runHere(...etcd.flatMap(machine => copyMember(machine)), ...controlPlanes.flatMap(machine => copyClient(machine))),
		run(names, 'systemctl daemon-reload', 'systemctl enable etcd', 'systemctl start --no-block etcd'),
		paragraph({en: 'Start it on all of them before you look: the first ones wait for a majority. Then on {name}:', zh: '全部启动之后再检查：先启动的成员会等待多数派。然后在 {name} 上：'}, {name: names[0] ?? ''}),
		run(names.slice(0, 1), ...askEtcd),
		see({en: '`is healthy` for {count} endpoints, {count} members `started`, and exactly one of them leader.', zh: '{count} 个端点都是 `is healthy`，{count} 个成员都是 `started`，其中恰好一个是 Leader。'}, {count: String(names.length)}),
		otherwise({
			en: '`journalctl -u etcd -n 50` on the member that is missing. **tls or x509:** the certificate is another machine\'s; copy again. **connection refused or timeout:** port 2380 is closed between {hosts}. **cluster ID mismatch:** data of an earlier attempt; stop etcd there, empty /var/lib/etcd, start it again. Never empty it once the cluster holds anything.',
			zh: '在缺少的成员上查看 `journalctl -u etcd -n 50`。**tls 或 x509**：证书是别的机器的，重新复制。**connection refused 或 timeout**：{hosts} 之间的 2380 端口不通。**cluster ID mismatch**：留有以前尝试的数据；停掉那里的 etcd，清空 /var/lib/etcd，再启动。集群里一旦有了数据就绝不能清空。',
		}, {hosts: etcd.map(machine => hostOf(machine)).join(', ')}),
	];
}
