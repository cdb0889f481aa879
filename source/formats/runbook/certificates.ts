import {runbookSections as sections} from '../../present/messages/runbook.js';
import {
	heading, list, note, otherwise, paragraph, phrase, run, runHere, runInTurn, see, warning, type Block,
} from './document.js';
import {
	askEtcd, namesOf, readEtcdVariables, type Facts,
} from './facts.js';
import {startPods, stopPods} from './static-pods.js';
import {kubectlForRoot} from './step-control-plane.js';
import {copyClient, copyMember} from './step-etcd.js';

/** Certificates end after a year; the one thing that fails on a known day. */
export function certificates(facts: Facts): Block[] {
	const {controlPlanes, etcd, isExternal} = facts;
	const [member = ''] = namesOf(etcd);
	return [
		heading(2, sections.certificates),
		warning('OPS-CERT-EXPIRY', {
			en: 'What kubeadm issues is good for one year, its authorities for ten. An upgrade renews them on the machine it runs on: upgrade at least once a year, and nothing else is needed. Otherwise put this day into a calendar that somebody reads.',
			zh: 'kubeadm 签发的证书有效期一年，证书颁发机构十年。升级会顺带续期所在机器上的证书：每年至少升级一次，就不需要别的。否则把这一天记进有人看的日历。',
		}),
		run(namesOf(controlPlanes), 'kubeadm certs check-expiration'),
		see({en: 'more than 30 days under RESIDUAL TIME, in every line.', zh: '每一行的 RESIDUAL TIME 都超过 30 天。'}),
		heading(3, {en: 'Renew them', zh: '续期'}),
		paragraph({en: 'One control plane at a time. The components read their certificates when they start, so each is started anew: the kubelet ends what has no manifest, and starts it again with it.', zh: '一次一台控制平面节点。组件只在启动时读取证书，所以要重启：清单移走后 kubelet 会停掉它，放回来再启动。'}),
		run([member], ...askEtcd),
		runInTurn(
			namesOf(controlPlanes),
			'kubeadm certs renew all',
			...stopPods(['etcd', 'kube-apiserver', 'kube-controller-manager', 'kube-scheduler']),
			startPods,
			'until curl -ksf -o /dev/null https://127.0.0.1:6443/readyz; do sleep 2; done',
			'kubeadm certs check-expiration',
			...kubectlForRoot,
		),
		see({en: '364 days. Ask etcd again before the next machine: all {count} healthy.', zh: '364 天。动下一台之前再检查 etcd：{count} 个都健康。'}, {count: String(etcd.length)}),
		otherwise({en: 'the apiserver does not come back: `crictl ps -a --name kube-apiserver` and `crictl logs` with its id. `x509` there means that one of the files is still the old one.', zh: 'apiserver 没有恢复：查看 `crictl ps -a --name kube-apiserver`，再用 id 执行 `crictl logs`。其中出现 `x509` 说明还有旧的文件。'}),
		list(
			phrase({en: 'People\'s own copies of admin.conf end on the same day: give them the new one.', zh: '每个人手里的 admin.conf 副本在同一天过期：发给他们新的。'}),
			phrase({en: 'kubelets renew their client certificates themselves. A node that was off for longer than a year has to join anew.', zh: 'kubelet 会自动续期自己的客户端证书。关机超过一年的节点要重新加入。'}),
		),
		...(isExternal ? externalBlocks(facts) : []),
		heading(3, {en: 'They have ended already', zh: '已经过期'}),
		paragraph({en: 'kubectl says `x509: certificate has expired or is not yet valid`. Look at the clock first (`date`). The commands above work without the API too, since the authorities lie on the machine: renew on every control plane, then start their components anew.', zh: 'kubectl 提示 `x509: certificate has expired or is not yet valid`。先看时钟（`date`）。上面的命令不需要 API 也能执行，因为证书颁发机构就在机器上：在每台控制平面节点上续期，再重启组件。'}),
	];
}

/** Certificates of external etcd come from the script: kubeadm knows nothing of them. */
function externalBlocks({etcd, controlPlanes, plan}: Facts): Block[] {
	const [member = ''] = namesOf(etcd);
	return [
		heading(3, {en: 'Certificates of etcd', zh: 'etcd 的证书'}),
		note(null, {en: 'The script that made them keeps what is there; so remove the certificates, not the keys of the authority. Then one member after the other, quorum {quorum} of {count} before and after each.', zh: '生成它们的脚本会保留已有的文件；所以先删除证书，但不要删除证书颁发机构的密钥。然后逐个成员进行，每个前后都检查法定人数：{count} 个中的 {quorum} 个。'}, {quorum: String(plan.etcd.quorum), count: String(etcd.length)}),
		runHere('rm pki/members/*/*.crt pki/clients/*.crt', 'sh etcd/make-certificates.sh pki', ...etcd.flatMap(machine => copyMember(machine).slice(4)), ...controlPlanes.flatMap(machine => copyClient(machine))),
		runInTurn(namesOf(etcd), 'systemctl restart etcd', 'sleep 10', readEtcdVariables, 'etcdctl endpoint health'),
		run([member], ...askEtcd),
		see({en: 'all {count} healthy, before the next member is restarted. Then start the apiservers anew, one after the other, as above.', zh: '{count} 个都健康，再重启下一个成员。然后按上面的方法逐台重启 apiserver。'}, {count: String(etcd.length)}),
	];
}
