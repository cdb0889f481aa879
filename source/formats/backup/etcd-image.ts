import {releaseOf} from '../kubeadm/release.js';

/**
The image of etcd for a Kubernetes release, as kubeadm's table of supported etcd versions had it: 3.5.24 for 1.31 to 1.33, 3.6.11
for 1.34 to 1.36, 3.7.0 from 1.37 (kubernetes/kubernetes #134861, #138746, #141032). They hold etcdctl and etcdutl and no shell.
@param version As in the plan; without one the middle of the three, which reads what the others write.
*/
export function etcdImage(version: string | null): string {
	const minor = releaseOf(version)?.minor ?? 36;
	return `registry.k8s.io/etcd:${minor >= 37 ? '3.7.0-0' : (minor >= 34 ? '3.6.11-0' : '3.5.24-0')}`;
}
