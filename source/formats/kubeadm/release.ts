/** A Kubernetes release; the patch is null where only the minor release was named. */
export type Release = {readonly minor: number; readonly patch: number | null};

/** Reads 1.37, v1.37 or v1.37.1; undefined where nobody named a release. */
export function releaseOf(version: string | null): Release | undefined {
	const groups = /^v?1\.(?<minor>\d{1,3})(?:\.(?<patch>\d{1,3}))?$/v.exec(version ?? '')?.groups;
	return groups && {minor: Number(groups.minor), patch: groups.patch === undefined ? null : Number(groups.patch)};
}

/** As kubeadm's `kubernetesVersion` takes it: a release, or the newest patch of a minor release by its label. */
export function kubeadmVersion({minor, patch}: Release): string {
	return patch === null ? `stable-1.${minor}` : `v1.${minor}.${patch}`;
}
