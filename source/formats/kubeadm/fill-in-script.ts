import {commentLines} from '../comment-lines.js';
import {hashPlaceholder, keyPlaceholder, tokenPlaceholder} from './join-configuration.js';

/** A POSIX shell script that puts what only the running cluster knows into copies of the join files. */
export function fillInScript(): string {
	return [
		'#!/bin/sh',
		...commentLines('Puts what kubeadm init printed into copies of the join files: sh fill-in.sh TOKEN CA-HASH [CERTIFICATE-KEY]'),
		...commentLines('The copies in filled-in/ hold secrets: remove them once every machine has joined.'),
		'set -eu',
		'umask 077',
		'',
		'if [ "$#" -lt 2 ] || [ "$#" -gt 3 ]; then',
		'  echo "usage: sh fill-in.sh TOKEN CA-HASH [CERTIFICATE-KEY]" >&2',
		'  exit 2',
		'fi',
		'',
		...commentLines('check VALUE PATTERN NAME'),
		'check() {',
		String.raw`  if ! printf '%s\n' "$1" | grep -Eqx "$2"; then`,
		'    echo "That is no $3: $1" >&2',
		'    exit 2',
		'  fi',
		'}',
		String.raw`check "$1" '[a-z0-9]{6}[.][a-z0-9]{16}' "token (abcdef.0123456789abcdef)"`,
		String.raw`check "$2" 'sha256:[0-9a-f]{64}' "CA hash (sha256: and 64 hexadecimal digits)"`,
		...commentLines('Only further control planes need the key; without it their files stay unfinished.'),
		`key="\${3:-${keyPlaceholder}}"`,
		'if [ "$#" -eq 3 ]; then',
		String.raw`  check "$key" '[0-9a-f]{64}' "certificate key (64 hexadecimal digits)"`,
		'fi',
		'',
		'cd "$(dirname "$0")"',
		'mkdir -p filled-in',
		'for file in *-join.yaml workers*.yaml; do',
		'  if [ -e "$file" ]; then',
		`    sed -e "s/${tokenPlaceholder}$/$1/" -e "s/${hashPlaceholder}$/$2/" -e "s/${keyPlaceholder}$/$key/" "$file" >"filled-in/$file"`,
		'    echo "filled-in/$file"',
		'  fi',
		'done',
		'',
	].join('\n');
}
