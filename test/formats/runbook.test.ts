import {execFileSync} from 'node:child_process';
import test from 'ava';
import fc from 'fast-check';
import {checkedPlan} from '../../source/formats/checked-values.js';
import {etcdTarget} from '../../source/formats/etcd.js';
import {exportFiles, writtenFiles} from '../../source/formats/export-files.js';
import {haproxyTarget} from '../../source/formats/haproxy.js';
import {keepalivedTarget} from '../../source/formats/keepalived.js';
import {kubeVipTarget} from '../../source/formats/kube-vip.js';
import {kubeadmTarget} from '../../source/formats/kubeadm.js';
import {commentText} from '../../source/formats/quoting.js';
import {
	bare, code, heading, list, paragraph, phrase, piecesOf, run, see, table, type Block, type Phrase,
} from '../../source/formats/runbook/document.js';
import {markdown} from '../../source/formats/runbook/markdown.js';
import {runbookBlocks} from '../../source/formats/runbook/sections.js';
import {runbookTarget} from '../../source/formats/runbook.js';
import {languages} from '../../source/model/language.js';
import {exportInput, exportPlan, exportPlans} from '../helpers/export-plans.js';
import {hostileText, hostileTexts} from '../helpers/hostile-text.js';

const all = exportPlans.flatMap(plan => languages.map(language => {
	const input = {...plan.input, language};
	return {...plan, language, blocks: runbookBlocks(input), text: runbookTarget.write(input).get('runbook/runbook.md')!};
}));

const english = all.filter(({language}) => language === 'en');

function commandsOf(blocks: readonly Block[]): Array<Extract<Block, {kind: 'commands'}>> {
	return blocks.filter((block): block is Extract<Block, {kind: 'commands'}> => block.kind === 'commands');
}

function linesOf(blocks: readonly Block[]): string[] {
	return commandsOf(blocks).flatMap(({lines}) => [...lines]);
}

/** The blocks of the section whose heading holds these words, up to the next of its level. */
function section(blocks: readonly Block[], words: string): Block[] {
	const says = (block: Block) => block.kind === 'heading' ? piecesOf(block.phrase, 'en').map(({text}) => text).join('') : '';
	const start = blocks.findIndex(block => says(block).includes(words));
	const first = blocks[start];
	const end = blocks.findIndex((block, index) => index > start && block.kind === 'heading' && first?.kind === 'heading' && block.level <= first.level);
	return blocks.slice(start, end === -1 ? undefined : end);
}

/** What kind of line each line is, without its words: what a value must never change. */
function skeleton(text: string): string[] {
	let fence = '';
	return text.split('\n').map(line => {
		const ticks = /^`{3,}/v.exec(line)?.[0];
		if (fence === '' && ticks !== undefined) {
			fence = ticks;
			return 'fence';
		}

		if (fence !== '') {
			fence = line === fence ? '' : fence;
			return fence === '' ? 'fence' : 'code';
		}

		// A bar after an even number of backslashes ends a cell; inside a code span too.
		const cells = [...line.matchAll(/(?<!\\)(?:\\\\)*\|/gv)].length;
		return `${/^(?:#{1,6} |> |- |\d+\. |\||\*(?!\*)|\*\*(?!\*)|$)/v.exec(line)?.[0].replace(/\d+/v, '1') ?? 'text'}${line.startsWith('|') ? cells : ''}`;
	});
}

test('both languages have the same structure and the same commands', t => {
	for (let index = 0; index < all.length; index += 2) {
		const [one, other] = [all[index]!, all[index + 1]!];
		t.deepEqual(skeleton(one.text), skeleton(other.text), one.title);
		t.deepEqual(linesOf(one.blocks), linesOf(other.blocks), one.title);
		t.not(one.text, other.text);
	}
});

test('every machine and every address of the plan is named, and the endpoint and the VIP', t => {
	for (const {title, plan, text} of all) {
		for (const {name, address} of plan.machines) {
			t.true(text.includes(`\`${name}\``), `${title}: ${name}`);
			t.true(address === null || text.includes(address), `${title}: ${address}`);
		}

		t.true(text.includes(`${plan.controlPlane.endpoint.host ?? 'FILL_IN_ENDPOINT'}:${plan.controlPlane.endpoint.port}`), title);
		t.true(plan.loadBalancer.vip === null || text.includes(plan.loadBalancer.vip), title);
	}
});

test('commands are for machines of the plan, or for one that the reader names', t => {
	for (const {title, plan, blocks} of english) {
		const names = new Set([...plan.machines.map(({name}) => name), 'NEW_MACHINE', 'WORKER']);
		for (const {where} of commandsOf(blocks)) {
			t.deepEqual((where ?? []).filter(name => !names.has(name)), [], title);
			t.true(where === null || where.length > 0, title);
		}
	}
});

test('the steps are the plan\'s own, in its order', t => {
	for (const {title, plan, blocks, language} of all) {
		const pattern = language === 'en' ? /^Step (?<number>\d+): /v : /^第 (?<number>\d+) 步：/v;
		const headings = blocks.flatMap(block => block.kind === 'heading' ? [piecesOf(block.phrase, language).map(({text}) => text).join('')] : []);
		const steps = headings.filter(each => pattern.test(each));
		t.deepEqual(steps.map(each => Number(pattern.exec(each)!.groups!.number)), plan.steps.map((_, index) => index + 1), title);
		for (const [index, {machine}] of plan.steps.entries()) {
			t.true(machine === null || steps[index]!.endsWith(machine), title);
		}
	}
});

/** What has been typed before kubeadm init, for each load balancer that is then there. */
const beforeInit: Readonly<Partial<Record<string, readonly string[]>>> = {
	keepalived: ['systemctl restart haproxy', 'systemctl restart keepalived', 'curl -k --max-time 5 https://'],
	dedicated: ['systemctl restart haproxy', 'systemctl restart keepalived', 'curl -k --max-time 5 https://'],
	'kube-vip': ['/etc/kubernetes/manifests/kube-vip.yaml'],
	cloud: ['curl -k --max-time 5 https://'],
	'node-local': ['sh /root/point-endpoint.sh 127.0.0.1'],
};

test('what stands before the apiservers is up and the endpoint answers before kubeadm init', t => {
	for (const {title, plan, blocks} of english) {
		const lines = linesOf(section(blocks, 'Building it'));
		const init = lines.findIndex(line => line.startsWith('kubeadm init --config'));
		t.true(init !== -1, title);
		const needed = [...beforeInit[plan.loadBalancer.kind] ?? [], ...(plan.topology === 'external' ? ['systemctl start --no-block etcd'] : [])];
		for (const each of needed) {
			const at = lines.findIndex(line => line.includes(each));
			t.true(at !== -1 && at < init, `${title}: ${each}`);
		}
	}
});

test('a dead member is removed before anything is added', t => {
	for (const {title, plan, blocks} of english) {
		for (const words of ['Adding and replacing a control plane', 'Adding and replacing an etcd member']) {
			const lines = linesOf(section(blocks, words));
			const added = lines.findIndex(line => line.includes('etcdctl member add') || (plan.topology !== 'external' && line.startsWith('kubeadm join')));
			const removed = lines.indexOf('etcdctl member remove MEMBER_ID');
			t.true(added === -1 || (removed !== -1 && removed < added), `${title}: ${words}`);
		}
	}

	t.true(linesOf(section(english.find(({title}) => title === '20')!.blocks, 'Adding and replacing an etcd member')).some(line => line.includes('--learner')));
});

test('the first node is replaced like any other, with a file of its own', t => {
	const section = (text: string, title: string) => text.split(`### ${title}\n`)[1]?.split('\n### ', 1)[0] ?? '';
	for (const {title, plan, text} of english.filter(({plan: {controlPlane}}) => controlPlane.machines.length > 1)) {
		const [first] = plan.controlPlane.machines;
		const last = plan.controlPlane.machines.at(-1)!;
		const replaced = section(text, 'Replace the first node');
		t.true(replaced.includes(`kubeadm join --config /root/${first!}-join.yaml`), title);
		t.true(section(text, 'Replace a control plane that died').includes(`kubeadm join --config /root/${last}-join.yaml`), title);
		t.notRegex(replaced, /--token|--certificate-key|kubeadm init --/v, title);
		t.is(replaced.includes('HAProxy'), plan.loadBalancer.kind === 'keepalived', title);
		// A machine that joins never has super-admin.conf.
		t.is(replaced.includes('sed s#/super-admin.conf#/admin.conf#'), plan.loadBalancer.kind === 'kube-vip', title);
	}
});

test('VRRP is in the ports matrix where it is spoken, and only there', t => {
	for (const {title, plan, text} of all) {
		const {kind} = plan.loadBalancer;
		t.is(text.includes('IP 112 (VRRP)'), kind === 'keepalived' || kind === 'dedicated', title);
		t.true(text.includes('TCP 10250'), title);
		t.is(text.includes('TCP 2380'), plan.etcd.members.length > 1, title);
	}
});

test('Prometheus reaches what the alerts ask, and no port stands both among those and among the ones to keep shut', t => {
	for (const {title, plan, text} of english) {
		const {kind} = plan.loadBalancer;
		const asked = [...text.matchAll(/^\| Prometheus.*?TCP (?<port>\d+)/gmv)].map(({groups}) => Number(groups!.port));
		const isServed = plan.topology === 'external' || plan.machines.every(({address}) => address !== null);
		t.deepEqual(asked, [
			...(isServed ? [2381] : []),
			...(kind === 'keepalived' || kind === 'dedicated' ? [8405, 9165] : []),
			6443,
			...(plan.topology === 'external' ? [2379] : []),
			9100,
		], title);
		const shut = /Not to be opened: (?<ports>.*?) are asked/v.exec(text)!.groups!.ports!;
		t.is(shut.includes('2381'), !isServed, title);
	}
});

test('how long a dead apiserver stays in grows with the nodes that ask it', t => {
	const {plan} = exportPlan({machines: 7, loadBalancer: 'node-local'}, {valued: true});
	const takes = (nodesPlanned: number | null) => /HAProxy takes a dead apiserver out \| (?<time>[^\|]+) \|/v.exec(runbookTarget.write(exportInput({...plan, requirements: {...plan.requirements, nodesPlanned}})).get('runbook/runbook.md')!)?.groups!.time;
	t.deepEqual([takes(null), takes(250), takes(5000)], ['1 - 5 s', '1 - 9.5 s', '1 - 27 s']);
	t.true(english.filter(({plan: {loadBalancer}}) => loadBalancer.kind === 'keepalived').every(({text}) => text.includes('HAProxy takes a dead apiserver out | 1 - 5 s |')));
});

test('what nobody gave is a blank with its flag; what was given leaves none', t => {
	for (const {title, valued, plan, text} of all) {
		const {kind} = plan.loadBalancer;
		const holdsVip = kind === 'keepalived' || kind === 'dedicated' || kind === 'kube-vip';
		const blanks = [
			['FILL_IN_ENDPOINT', '--endpoint', true],
			['FILL_IN_VERSION', '--kubernetes-version', true],
			['FILL_IN_ADDRESS', '--addresses', true],
			['FILL_IN_VIP', '--vip', holdsVip],
			['FILL_IN_INTERFACE', '--interface', holdsVip],
		] as const;
		for (const [blank, flag, applies] of blanks) {
			t.is(text.includes(blank), !valued && applies, `${title}: ${blank}`);
			t.is(text.split('\n').some(line => line.startsWith(`| \`${blank}\` |`) && line.endsWith(`| \`${flag}\` |`)), !valued && applies, `${title}: ${flag}`);
		}

		t.true(text.includes('| `--backup-to` |'), title);
	}

	const {plan} = exportPlan({machines: 3}, {valued: true});
	t.false(runbookTarget.write(exportInput(plan, {backupTo: '/mnt/backup'})).get('runbook/runbook.md')!.includes('| `FILL_IN'));
});

test('every file that the runbook copies is one that its exporter writes', t => {
	const exporters = [haproxyTarget, keepalivedTarget, kubeVipTarget, etcdTarget, kubeadmTarget];
	let named = 0;
	for (const {title, input, blocks} of english.filter(({valued}) => valued)) {
		const written = writtenFiles(exportFiles(exporters, input));
		for (const line of commandsOf(blocks).flatMap(({where, lines}) => where === null ? [...lines] : [])) {
			for (const [file] of line.matchAll(/(?<![\w\/.])(?:haproxy|keepalived|kube-vip|etcd|kubeadm)\/[\w\/.\-]+/gv)) {
				named++;
				t.true(written.has(file.replace('/filled-in/', '/')), `${title}: ${file}`);
			}
		}
	}

	t.true(named > 100);
});

/** The flags that each program really has, as far as they are used (kubeadm reference v1.37, etcdctl and etcdutl 3.7). */
const flags: Readonly<Record<string, readonly string[]>> = {
	'kubeadm init': ['--config', '--upload-certs', '--ignore-preflight-errors'],
	'kubeadm init phase upload-certs': ['--upload-certs', '--config'],
	'kubeadm join': ['--config', '--token', '--discovery-token-ca-cert-hash', '--control-plane', '--certificate-key', '--node-name', '--apiserver-advertise-address', '--ignore-preflight-errors'],
	'kubeadm token create': ['--print-join-command'],
	'kubeadm certs check-expiration': [],
	'kubeadm certs renew all': [],
	'kubeadm upgrade plan': [],
	'kubeadm upgrade apply': [],
	'kubeadm upgrade node': [],
	'kubeadm reset': [],
	'kubeadm version': ['-o'],
	'etcdctl member list': ['-w'],
	'etcdctl member add': ['--peer-urls', '--learner'],
	'etcdctl member remove': [],
	'etcdctl member promote': [],
	'etcdctl endpoint health': ['--cluster'],
	'etcdctl endpoint status': ['-w'],
	'etcdctl snapshot save': [],
	'etcdutl snapshot status': ['-w'],
	'etcdutl snapshot restore': ['--name', '--data-dir', '--initial-cluster', '--initial-advertise-peer-urls', '--initial-cluster-token', '--bump-revision', '--mark-compacted'],
};

test('kubeadm, etcdctl and etcdutl are called with subcommands and flags that they have', t => {
	const seen = new Set<string>();
	for (const {blocks} of english) {
		for (const line of linesOf(blocks)) {
			const call = /\b(?:kubeadm|etcdctl|etcdutl)(?: .*)?$/v.exec(line)?.[0];
			if (call === undefined || line.includes('apt-') || line.includes('rollout') || /kubeadm\/|etcdctl\.env|^k8s-ha-tutor /v.test(line)) {
				continue;
			}

			const known = Object.keys(flags).filter(each => call === each || call.startsWith(`${each} `)).sort((a, b) => b.length - a.length)[0];
			t.truthy(known, line);
			seen.add(known ?? '');
			t.deepEqual([...call.replaceAll(/\$\([^\)]*\)/gv, '').matchAll(/(?<= )--?[a-z][a-z\-]*/gv)].map(([flag]) => flag).filter(flag => !flags[known ?? '']!.includes(flag) && flag !== '-n'), [], line);
		}
	}

	t.deepEqual([...seen].sort(), Object.keys(flags).sort());
});

test('a snapshot asks one member only, and endpoints never stand in both variable and flag, which etcdctl refuses', t => {
	for (const {title, blocks} of english) {
		for (const line of linesOf(blocks)) {
			t.false(line.includes('--endpoints'), title);
			t.true(!line.includes('snapshot save') || /^ETCDCTL_ENDPOINTS=https:\/\/[^,\s]+ etcdctl snapshot save /v.test(line), line);
			t.true(!line.includes('snapshot restore') || (line.includes('--bump-revision 1000000000') && line.includes('--mark-compacted')), line);
		}
	}
});

test('what restarts an etcd member is never for two machines at once', t => {
	for (const {title, blocks} of english) {
		const changing = [...section(blocks, 'Upgrade'), ...section(blocks, 'Certificates, every year')];
		for (const {where, inTurn, lines} of commandsOf(changing)) {
			const restarts = lines.some(line => line === 'systemctl restart etcd' || line.startsWith('kubeadm certs renew') || line.startsWith('kubeadm upgrade'));
			t.true(!restarts || inTurn || (where ?? []).length === 1, title);
		}
	}
});

test('every block of commands is one that a shell understands', t => {
	for (const {title, blocks} of english) {
		const script = commandsOf(blocks).map(({lines}) => `(\n${lines.join('\n')}\n)\n`).join('');
		t.notThrows(() => execFileSync('/bin/sh', ['-n'], {input: script}), title);
	}
});

test('every machine that commands are typed on has what they call', t => {
	for (const {title, blocks, text} of english) {
		const installed = new Map([...text.matchAll(/^\| `(?<name>[^`]+)` \| .* \| (?<programs>[^\|]+) \|$/gmv)].map(({groups}) => [groups!.name!, groups!.programs!.split(', ')]));
		for (const {where, lines} of commandsOf(blocks)) {
			const called = lines.flatMap(line => [...line.matchAll(/(?<=^|&& |\$\(|; |: )(?:crictl|etcdctl|etcdutl|haproxy|keepalived|tcpdump|kubeadm|kubectl)(?= )/gv)].map(([word]) => word));
			for (const name of (where ?? []).filter(each => installed.has(each))) {
				t.deepEqual(called.filter(program => !installed.get(name)!.includes(program)), [], `${title}: ${name}: ${lines.join('; ')}`);
			}

			// Only machines with etcd have the variables for it.
			t.true(!lines.includes('. /root/etcdctl.env') || where!.every(name => installed.get(name)!.includes('etcdctl')), `${title}: ${lines.join('; ')}`);
		}
	}
});

/** Runs a line of the runbook with a stand-in for crictl and a sleep that ends the script with 9 when it is called the third time. */
function wait(line: string, crictl: string): number {
	try {
		execFileSync('/bin/sh', ['-c', `count=0\ncrictl() { ${crictl}; }\nsleep() { count=$((count + 1)); if [ "$count" -eq 3 ]; then exit 9; fi; }\n${line}`], {stdio: 'ignore'});
		return 0;
	} catch (error) {
		return (error as {status: number}).status;
	}
}

test('etcd\'s data is touched only once its containers have ended, and a crictl that fails is no proof of that', t => {
	const waits = new Set(english.flatMap(({blocks}) => linesOf(blocks).filter(line => line.includes('crictl ps') && line.includes('sleep'))));
	t.true(waits.size > 0);
	for (const line of waits) {
		t.is(wait(line, 'true'), 0, line);
		t.is(wait(line, '[ "$count" -eq 2 ] || echo 4f5a9'), 0, line);
		t.is(wait(line, 'echo 4f5a9'), 9, line);
		t.is(wait(line, 'false'), 9, line);
		t.is(wait(line, 'return 127'), 9, line);
	}
});

test('new words to join with are asked for only after the first ones have been used: a new key makes the one before worthless', t => {
	for (const {title, blocks} of english.filter(({plan: {machines}}) => machines.length > 1)) {
		const lines = linesOf(section(blocks, 'Building it'));
		const [used, renewed] = [lines.findIndex(line => line.startsWith('sh kubeadm/fill-in.sh')), lines.findIndex(line => line.startsWith('kubeadm token create'))];
		t.true(used !== -1 && used < renewed, title);
	}
});

test('a file with a secret goes only once it has been used, and kubectl then works on every control plane', t => {
	for (const {title, plan, blocks} of english) {
		for (const {where, lines} of commandsOf(blocks).filter(({lines}) => lines.some(line => line.startsWith('kubeadm join --config')))) {
			t.true(lines.some(line => /^kubeadm join --config (?<file>\S+) && rm \k<file>$/v.test(line)), title);
			t.is(lines.includes('cp /etc/kubernetes/admin.conf /root/.kube/config'), plan.controlPlane.machines.includes(where![0]!), title);
		}
	}
});

test('whoever opens "Quorum is lost" first sees whether it is', t => {
	for (const {title, plan, blocks} of english) {
		const lines = linesOf(section(blocks, 'Quorum is lost'));
		t.true(plan.controlPlane.machines.every(name => lines[0]!.includes(`${plan.machines.find(machine => machine.name === name)!.address ?? name}:6443`)), title);
		t.deepEqual(lines.slice(1, 3), ['. /root/etcdctl.env', 'etcdctl endpoint health'], title);
	}
});

test('the notes of the planning rules are there', t => {
	const {text} = english.find(({title}) => title === '3')!;
	for (const rule of ['OPS-ADD-DEAD', 'OPS-ONE', 'OPS-STEP-Q', 'OPS-CERT2H', 'OPS-BACKUP', 'OPS-CERT-EXPIRY', 'TIME-SYNC', 'FW-PORTS', 'ROLE-FIRST', 'DNS-TWO', 'STS-STUCK', 'WRK-INGRESS']) {
		t.true(text.includes(`(${rule})`), rule);
	}
});

test('Chinese is set as Chinese is: full-width marks, and a space between Han and Latin', t => {
	for (const {title, blocks} of all.filter(({language}) => language === 'zh')) {
		for (const block of blocks) {
			const phrases = 'phrase' in block ? [block.phrase] : (block.kind === 'list' ? block.items : []);
			for (const each of phrases) {
				const pieces = piecesOf(each, 'zh');
				// Markdown does not see the end of bold text behind a full-width mark.
				t.deepEqual(pieces.filter(({kind, text}) => kind === 'strong' && /[：，。；）]$/v.test(text)), [], title);
				const said = pieces.map(piece => piece.kind === 'code' ? ' x ' : piece.text).join('');
				t.notRegex(said, /\p{Script=Han}[,;:!?\(\)a-zA-Z\d]|[a-zA-Z\d\(\)]\p{Script=Han}/v, title);
			}
		}
	}
});

/** A runbook in miniature, with one value wherever a value can stand. */
function sample(value: string): Block[] {
	const says = {en: 'It is {value} here, `{value}`, **{value}**.', zh: '这里是 {value}、`{value}`、**{value}**。'};
	const whole: Phrase = phrase({en: '{value}', zh: '{value}'}, {value});
	return [
		heading(1, {en: '{value}', zh: '{value}'}, {value}),
		paragraph({en: '{value}', zh: '{value}'}, {value}),
		paragraph(says, {value}),
		see(says, {value}),
		list(whole, code(value), phrase(says, {value})),
		table({en: 'c', zh: 'c'}, [{en: 'a', zh: 'a'}, {en: 'b', zh: 'b'}], [[bare(value), code(value)], [whole, phrase(says, {value})]]),
		run(['node-1'], 'true'),
	];
}

test('no value becomes a mark of Markdown, a line or a cell', t => {
	const expected = skeleton(markdown(sample('value'), 'en'));
	fc.assert(fc.property(hostileText.filter(text => commentText(text) !== ''), value => {
		t.deepEqual(skeleton(markdown(sample(value), 'en')), expected, JSON.stringify(value));
	}));
	t.is(markdown([paragraph({en: '{value}', zh: '{value}'}, {value: '<script>alert(1)</script> *a* [b](c) _d_ # `e`'})], 'en'), '\\<script\\>alert(1)\\</script\\> \\*a\\* \\[b\\](c) \\_d\\_ # \\`e\\`\n');
	t.is(markdown([paragraph({en: '{value}', zh: '{value}'}, {value: '# a'})], 'en'), '\\# a\n');
	t.is(markdown([paragraph({en: '`{value}`', zh: '`{value}`'}, {value: 'a`b'})], 'en'), '``a`b``\n');
});

test('a plan with hostile texts is refused before, or keeps its structure', t => {
	const {plan} = exportPlan({machines: 5, zones: 3}, {valued: true});
	const expected = skeleton(markdown(runbookBlocks(exportInput(plan)), 'en'));
	const hostile = hostileTexts
		.filter(text => text.trim() !== '')
		.map(text => ({...plan, machines: plan.machines.map((machine, index) => index === 0 ? {...machine, zone: text, host: text} : machine)}))
		.filter(each => checkedPlan(each) === undefined);
	t.true(hostile.length > 20);
	for (const each of hostile) {
		t.deepEqual(skeleton(markdown(runbookBlocks(exportInput(each)), 'en')), expected, JSON.stringify(each.machines[0]?.zone));
	}
});

test('a plan of two thousand machines is still a text that one can open', t => {
	const {input} = exportPlan({machines: 2000});
	const text = runbookTarget.write(input).get('runbook/runbook.md')!;
	t.true(text.length < 200_000);
	t.true(text.includes('And 1500 more'));
	t.regex(text, /\n# \.\.\. \(\d+ more\)\n/v);
});

test('the same plan gives the same bytes, with one line break at the end and no trailing spaces', t => {
	for (const {title, input, text, language} of all) {
		t.is(runbookTarget.write({...input, language}).get('runbook/runbook.md'), text);
		t.regex(text, /[^\n]\n$/v, title);
		t.notRegex(text, /\r|[ \t]$/mv, title);
	}
});
