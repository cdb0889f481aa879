import {commentLines} from '../comment-lines.js';
import {shellWord} from '../quoting.js';
import type {Member} from './members.js';

/** What kubeadm gives its own authorities and certificates (kubeadm constants): ten years and one. */
const authorityDays = 3650;
const certificateDays = 365;

/** What a member answers to: its name, its address and its own loopback. */
function alternativeNames({name, address}: Member): string {
	return [`DNS:${name}`, `IP:${address}`, 'DNS:localhost', 'IP:127.0.0.1', 'IP:::1']
		.filter((each, index, all) => all.indexOf(each) === index)
		.join(',');
}

/** One command over several lines. */
function continued(...lines: readonly string[]): string[] {
	return lines.map((line, index) => index === lines.length - 1 ? line : `${line} \\`);
}

const preamble: readonly string[] = [
	'set -eu',
	...commentLines('Keys are made readable by nobody else, from the first moment on.'),
	'umask 077',
	'',
	'out=pki',
	'if [ "$#" -gt 0 ]; then',
	'  out="$1"',
	'fi',
	'case "$out" in',
	'-*)',
	'  echo "usage: sh make-certificates.sh [DIRECTORY]" >&2',
	'  exit 2',
	'  ;;',
	'esac',
	'if ! command -v openssl >/dev/null; then',
	'  echo "openssl is not installed." >&2',
	'  exit 1',
	'fi',
	'',
	'mkdir -p "$out"',
	'work="$(mktemp -d)"',
	String.raw`trap 'rm -rf "$work"' EXIT`,
	'',
	...commentLines('A configuration of its own, so that the machine\'s openssl.cnf changes nothing.'),
	String.raw`cat >"$work/authority.cnf" <<'END'`,
	'[req]',
	'distinguished_name = subject',
	'x509_extensions = authority',
	'prompt = no',
	'[subject]',
	'CN = etcd-ca',
	'[authority]',
	'basicConstraints = critical, CA:TRUE',
	'keyUsage = critical, keyCertSign, cRLSign',
	'subjectKeyIdentifier = hash',
	'END',
];

const functions: readonly string[] = [
	'',
	...commentLines('openssl talks a lot; what it said is shown where it failed.'),
	'quietly() {',
	'  if ! "$@" 2>"$work/openssl.log"; then',
	'    cat "$work/openssl.log" >&2',
	'    exit 1',
	'  fi',
	'}',
	'',
	...commentLines('certificate DIRECTORY FILE COMMON-NAME USES [NAMES]: one key and its certificate; what is there already stays.'),
	'certificate() {',
	'  directory="$out/$1"',
	'  mkdir -p "$directory"',
	'  cp "$out/ca.crt" "$directory/ca.crt"',
	'  if [ -e "$directory/$2.crt" ]; then',
	'    echo "kept   $directory/$2.crt"',
	'    return',
	'  fi',
	'  {',
	String.raw`    printf '[req]\ndistinguished_name = subject\nprompt = no\n'`,
	String.raw`    printf '[subject]\nCN = %s\n' "$3"`,
	'  } >"$work/request.cnf"',
	'  {',
	String.raw`    printf 'basicConstraints = critical, CA:FALSE\n'`,
	String.raw`    printf 'keyUsage = critical, digitalSignature\n'`,
	String.raw`    printf 'extendedKeyUsage = %s\n' "$4"`,
	'    if [ "$#" -ge 5 ]; then',
	String.raw`      printf 'subjectAltName = %s\n' "$5"`,
	'    fi',
	'  } >"$work/extensions.cnf"',
	...continued(
		'  quietly openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes',
		'    -config "$work/request.cnf" -keyout "$directory/$2.key"',
		'    -out "$work/request.csr"',
	),
	...continued(
		'  quietly openssl x509 -req -sha256 -in "$work/request.csr"',
		'    -CA "$out/ca.crt" -CAkey "$out/ca.key" -set_serial "0x$(openssl rand -hex 16)"',
		`    -days ${certificateDays} -extfile "$work/extensions.cnf"`,
		'    -out "$work/certificate.crt"',
	),
	'  mv "$work/certificate.crt" "$directory/$2.crt"',
	'  echo "made   $directory/$2.crt"',
	'}',
	'',
	...commentLines('A member serves with one certificate and speaks to the others with the second. etcd also calls itself with the first, so both are for both ends.'),
	'member() {',
	'  certificate "members/$1" server "$1" "serverAuth, clientAuth" "$2"',
	'  certificate "members/$1" peer "$1" "serverAuth, clientAuth" "$2"',
	'}',
	'',
];

const authority: readonly string[] = [
	'if [ -e "$out/ca.crt" ]; then',
	'  echo "kept   $out/ca.crt"',
	'else',
	...continued(
		'  quietly openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -sha256',
		'    -config "$work/authority.cnf" -keyout "$out/ca.key" -out "$out/ca.crt"',
		`    -days ${authorityDays}`,
	),
	'  echo "made   $out/ca.crt"',
	'fi',
	'',
];

/**
A POSIX shell script that makes etcd's own certificate authority and every certificate that a member or client needs.
Run again it keeps what is there, so a certificate is renewed by removing it and running the script.
*/
export function certificatesScript(cluster: string, members: readonly Member[]): string {
	return [
		'#!/bin/sh',
		...commentLines(`Makes the certificates of the etcd cluster of ${cluster}: sh make-certificates.sh [DIRECTORY]`),
		...commentLines('No key is part of the export: this script makes them, where it runs. Keep the directory off the cluster, above all ca.key: whoever has it can make a client that etcd obeys.'),
		...commentLines(`Members and clients get ${certificateDays} days, as kubeadm gives. To renew one, remove its .crt file, run the script again, copy the files and restart etcd, one member after the other.`),
		...preamble,
		...functions,
		...authority,
		...members.map(member => `member ${shellWord(member.name)} ${shellWord(alternativeNames(member))}`),
		'',
		...commentLines('What kube-apiserver shows to etcd, under the names that the kubeadm files point to.'),
		'certificate clients apiserver-etcd-client kube-apiserver-etcd-client clientAuth',
		...commentLines('For people and backups: etcdctl --cert etcdctl.crt --key etcdctl.key.'),
		'certificate clients etcdctl etcdctl clientAuth',
		'',
		'echo "README.md says which file goes where."',
		'',
	].join('\n');
}
