/** The kubelet starts what lies here, and ends what no longer does. */
export const manifestsDirectory = '/etc/kubernetes/manifests';

/** Where manifests wait meanwhile. */
const stoppedDirectory = '/root/stopped';

/**
Takes manifests away and waits until their containers have ended. A crictl that is missing or cannot reach containerd must not
look like one that sees nothing run: what comes next touches etcd's data, so the loop then goes on, with the error on screen.
*/
export function stopPods(pods: readonly string[]): string[] {
	return [
		`mkdir -p ${stoppedDirectory}`,
		`for pod in ${pods.join(' ')}; do if [ -e "${manifestsDirectory}/$pod.yaml" ]; then mv "${manifestsDirectory}/$pod.yaml" ${stoppedDirectory}/; fi; done`,
		`until running="$(crictl ps --name '^(${pods.join('|')})$' -q)" && [ -z "$running" ]; do sleep 2; done`,
	];
}

/** Puts them back. */
export const startPods = `mv ${stoppedDirectory}/*.yaml ${manifestsDirectory}/`;
