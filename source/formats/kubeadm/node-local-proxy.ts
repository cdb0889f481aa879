import type {Plan} from '../../model/plan.js';
import {commentLines} from '../comment-lines.js';
import {haproxyConfiguration} from '../haproxy/configuration.js';
import {monitorHost, monitorPath, monitorPort} from '../haproxy/monitor.js';
import {proxyMachines} from '../haproxy/proxy-machines.js';
import {configWord, shellWord} from '../quoting.js';
import {endpointHost} from './endpoint.js';

/** Marks the one line of /etc/hosts that is ours, so that no other is ever touched. */
const hostsMark = '# control-plane endpoint';

/** A series with long-term support, newer than every option in the file. */
const image = 'docker.io/library/haproxy:3.2';

/** Where the proxy's configuration lies on the node, as on a machine that runs HAProxy from a package. */
export const proxyDirectory = '/etc/haproxy';

function podFile(): string {
	return [
		...commentLines('/etc/kubernetes/manifests/apiserver-proxy.yaml on every node without an apiserver: the kubelet starts it before it can reach any apiserver.'),
		'---',
		'apiVersion: v1',
		'kind: Pod',
		'metadata:',
		'  name: apiserver-proxy',
		'  namespace: kube-system',
		'  labels:',
		'    app.kubernetes.io/name: apiserver-proxy',
		'spec:',
		...commentLines('On the node\'s own loopback.', 2),
		'  hostNetwork: true',
		...commentLines('The last to go when the node runs short: without it the node is alone.', 2),
		'  priorityClassName: system-node-critical',
		'  containers:',
		'    - name: haproxy',
		`      image: ${image}`,
		'      livenessProbe:',
		'        httpGet:',
		`          host: ${monitorHost}`,
		`          path: ${monitorPath}`,
		`          port: ${monitorPort}`,
		'        initialDelaySeconds: 5',
		'        failureThreshold: 3',
		'      resources:',
		'        requests:',
		'          cpu: 25m',
		'          memory: 32Mi',
		'      securityContext:',
		'        allowPrivilegeEscalation: false',
		'        readOnlyRootFilesystem: true',
		'        capabilities:',
		'          drop:',
		'            - ALL',
		'      volumeMounts:',
		'        - name: configuration',
		'          mountPath: /usr/local/etc/haproxy',
		'          readOnly: true',
		'  volumes:',
		'    - name: configuration',
		'      hostPath:',
		`        path: ${proxyDirectory}`,
		'        type: Directory',
		'',
	].join('\n');
}

function hostsFile(name: string): string {
	return [
		...commentLines('The line of /etc/hosts that every node ends up with; point-endpoint.sh writes it.'),
		`127.0.0.1 ${name} ${hostsMark}`,
		'',
	].join('\n');
}

function pointEndpointScript(name: string): string {
	return [
		'#!/bin/sh',
		...commentLines('Says on this machine where the endpoint\'s name leads: sh point-endpoint.sh ADDRESS [HOSTS-FILE]'),
		...commentLines('Before a node has joined that is the first control plane, afterwards its own loopback, 127.0.0.1. Where cloud-init writes /etc/hosts anew at each start, put the last line into its template.'),
		'set -eu',
		'',
		'hosts=/etc/hosts',
		`name=${shellWord(name)}`,
		`mark=${shellWord(hostsMark)}`,
		'if [ "$#" -lt 1 ] || [ "$#" -gt 2 ]; then',
		'  echo "usage: sh point-endpoint.sh ADDRESS [HOSTS-FILE]" >&2',
		'  exit 2',
		'fi',
		'if [ "$#" -eq 2 ]; then',
		'  hosts="$2"',
		'fi',
		'case "$1" in',
		'"" | *[!0-9a-fA-F.:]*)',
		'  echo "That is no IP address: $1" >&2',
		'  exit 2',
		'  ;;',
		'esac',
		'',
		'new="$(mktemp)"',
		String.raw`trap 'rm -f "$new"' EXIT`,
		...commentLines('Only a line with our mark is ours to replace.'),
		String.raw`awk -v mark="$mark" 'index($0, mark) == 0' "$hosts" >"$new"`,
		String.raw`if awk -v name="$name" '`,
		String.raw`  !/^[ \t]*#/ { for (i = 2; i <= NF; i++) if ($i == name) found = 1 }`,
		'  END { exit !found }',
		String.raw`' "$new"; then`,
		'  echo "$hosts has a line for $name already; remove it first." >&2',
		'  exit 1',
		'fi',
		String.raw`printf '%s %s %s\n' "$1" "$name" "$mark" >>"$new"`,
		...commentLines('Written into the file that is there: its owner, its mode and bind mounts of it stay.'),
		'cat "$new" >"$hosts"',
		'echo "$name is $1 on this machine."',
		'',
	].join('\n');
}

/** The proxy of each node without an apiserver, and what makes the endpoint's name lead to it. */
export function nodeLocalFiles(plan: Plan): Array<[path: string, text: string]> {
	const name = configWord(endpointHost(plan) ?? '');
	return [
		...(proxyMachines(plan).length > 0
			? [['apiserver-proxy.yaml', podFile()], ['haproxy.cfg', haproxyConfiguration(plan)]] satisfies Array<[string, string]>
			: []),
		['hosts', hostsFile(name)],
		['point-endpoint.sh', pointEndpointScript(name)],
	];
}
