import type {Plan} from '../../model/plan.js';
import {releaseOf} from '../kubeadm/release.js';

/**
The oldest Talos that reads these files: HostnameConfig and Layer2VIPConfig came with 1.12. The settings of Kubernetes stand
where 1.12 has them, and talosctl is told so: newer releases move them to documents of their own, but read the old place too.
*/
export const oldestTalosMinor = 12;

export const contract = `v1.${oldestTalosMinor}`;

/** The oldest and the newest Kubernetes of Talos 1.12 (Talos, pkg/machinery/compatibility); each later release moves on by one. */
export const oldestKubernetesMinor = 30;
const newestOfOldest = 35;

/** As `--kubernetes-version` takes it; undefined where no patch was named, which talosctl wants. */
export function talosKubernetesVersion({requirements: {kubernetesVersion}}: Plan): string | undefined {
	const release = releaseOf(kubernetesVersion);
	return release === undefined || release.patch === null ? undefined : `1.${release.minor}.${release.patch}`;
}

/** The oldest Talos that runs the plan's Kubernetes. */
export function talosFor({requirements: {kubernetesVersion}}: Plan): string {
	const minor = releaseOf(kubernetesVersion)?.minor ?? oldestKubernetesMinor;
	return `1.${oldestTalosMinor + Math.max(0, minor - newestOfOldest)}`;
}
