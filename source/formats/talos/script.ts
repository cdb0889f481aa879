import type {Plan} from '../../model/plan.js';
import {commentLines} from '../comment-lines.js';
import {shellWord} from '../quoting.js';
import {talosEndpoint, talosNames} from './endpoint.js';
import {commonPatch, isControlPlane, talosMachines} from './patches.js';
import {contract, talosKubernetesVersion} from './version.js';

/** Nobody but the machine knows its disks, so whoever runs the script says which. */
const diskVariable = 'INSTALL_DISK';

/** The script that makes secrets, and of them and the patches the configuration of every machine. */
export function generateScript(plan: Plan): string {
	const version = talosKubernetesVersion(plan);
	const names = talosNames(plan);
	const options = [
		'--with-secrets secrets.yaml',
		`--talos-version ${contract}`,
		...(version === undefined ? [] : [`--kubernetes-version ${shellWord(version)}`]),
		`--install-disk "$${diskVariable}"`,
		...(names.length === 0 ? [] : [`--additional-sans ${shellWord(names.join(','))}`]),
		...(commonPatch(plan) === undefined ? [] : ['--config-patch @every-machine.yaml']),
		'--config-patch-control-plane @control-plane.yaml',
		'--output generated',
		'--force',
	];
	return [
		'#!/bin/sh',
		...commentLines(`Makes the configuration of every machine of ${plan.metadata.name} in generated/: INSTALL_DISK=/dev/... sh gen-config.sh`),
		...commentLines('Again after a change: secrets.yaml stays as it is, everything else is written anew.'),
		'set -eu',
		'cd "$(dirname "$0")"',
		'',
		`if [ -z "\${${diskVariable}:-}" ]; then`,
		'  echo "Say which disk Talos is installed on, for example INSTALL_DISK=/dev/nvme0n1: README.md says how to find it." >&2',
		'  exit 2',
		'fi',
		'',
		...commentLines('Everything below holds secrets.'),
		'umask 077',
		'',
		...commentLines('The certificate authorities and tokens of the cluster. Keep this file where the backups are: without it no machine can be added.'),
		'if [ ! -e secrets.yaml ]; then',
		`  talosctl gen secrets --talos-version ${contract} --output-file secrets.yaml`,
		'fi',
		'',
		...commentLines(`Written as Talos ${contract.slice(1)} reads it, whichever talosctl writes it: that is what the patches are for.`),
		...(version === undefined ? commentLines('No version of Kubernetes with its patch was named, so it is the one that this talosctl takes by default.') : []),
		'talosctl gen config \\',
		...options.map(option => `  ${option} \\`),
		`  ${shellWord(plan.metadata.name)} ${shellWord(`https://${talosEndpoint(plan)}`)}`,
		'mkdir -p generated/machines',
		'',
		...commentLines('What the machine has of its role, with its own patch; and whether Talos would take it.'),
		'configure() {',
		'  talosctl machineconfig patch "generated/$1.yaml" --patch "@machines/$2.yaml" --output "generated/machines/$2.yaml"',
		'  talosctl validate --config "generated/machines/$2.yaml" --mode metal',
		'}',
		'',
		...talosMachines(plan).map(machine => `configure ${isControlPlane(machine) ? 'controlplane' : 'worker'} ${shellWord(machine.name)}`),
		'',
	].join('\n');
}
