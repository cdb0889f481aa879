import {alertsTarget} from './alerts.js';
import {backupTarget} from './backup.js';
import {etcdTarget} from './etcd.js';
import {haproxyTarget} from './haproxy.js';
import {k0sctlTarget} from './k0sctl.js';
import {k3sTarget} from './k3s.js';
import {keepalivedTarget} from './keepalived.js';
import {kubeVipTarget} from './kube-vip.js';
import {kubeadmTarget} from './kubeadm.js';
import {kubesprayTarget} from './kubespray.js';
import {mermaidTarget} from './mermaid.js';
import {reportTarget} from './report.js';
import {rke2Target} from './rke2.js';
import {runbookTarget} from './runbook.js';
import {talosTarget} from './talos.js';
import type {Target} from './target.js';
import {workloadsTarget} from './workloads.js';

/** Every export target, in the order in which their files are used. */
export const targets: readonly Target[] = [
	runbookTarget,
	haproxyTarget,
	keepalivedTarget,
	kubeVipTarget,
	etcdTarget,
	kubeadmTarget,
	kubesprayTarget,
	k0sctlTarget,
	rke2Target,
	k3sTarget,
	talosTarget,
	backupTarget,
	workloadsTarget,
	alertsTarget,
	mermaidTarget,
	reportTarget,
];
