import test from 'ava';
import fc from 'fast-check';
import {checkedPlan} from '../../source/formats/checked-values.js';
import {talosTarget} from '../../source/formats/talos.js';
import type {Plan} from '../../source/model/plan.js';
import {exportInput, exportPlan, exportPlans} from '../helpers/export-plans.js';
import {hostileText} from '../helpers/hostile-text.js';
import {readTalosPatch} from '../helpers/talos-schema.js';

function filesOf(plan: Plan): ReadonlyMap<string, string> {
	const input = exportInput(plan);
	const [need] = talosTarget.needs(input);
	if (talosTarget.refuses(input) !== undefined || need) {
		throw new Error(`not written: ${talosTarget.refuses(input)?.en ?? need!.flag}`);
	}

	return talosTarget.write(input);
}

function scriptOf(plan: Plan): string {
	return filesOf(plan).get('talos/gen-config.sh')!;
}

const written = exportPlans.filter(({input}) => talosTarget.refuses(input) === undefined && talosTarget.needs(input).length === 0);

test('every plan of the contract: a patch of known keys for every machine that is a node, and one for the control planes', t => {
	t.true(written.length > 8);
	for (const {title, plan, input} of written) {
		const files = talosTarget.write(input);
		const nodes = plan.machines.filter(({roles}) => roles.some(role => role !== 'load-balancer'));
		t.deepEqual([...files.keys()].filter(file => file.startsWith('talos/machines/')), nodes.map(({name}) => `talos/machines/${name}.yaml`), title);
		for (const {name, address, zone, roles} of nodes) {
			const {hostname, vip, configuration: {machine, cluster}} = readTalosPatch(files.get(`talos/machines/${name}.yaml`)!);
			t.is(hostname?.hostname, name, title);
			t.is(vip, undefined, title);
			t.deepEqual(machine?.nodeLabels, zone === null ? undefined : {'topology.kubernetes.io/zone': zone}, title);
			t.deepEqual(machine?.kubelet?.nodeIP.validSubnets, address === null ? undefined : [`${address}/32`], title);
			t.deepEqual(cluster?.etcd?.advertisedSubnets, address !== null && roles.includes('control-plane') ? [`${address}/32`] : undefined, title);
		}

		const {hostname, vip, configuration} = readTalosPatch(files.get('talos/control-plane.yaml')!);
		t.is(hostname, undefined, title);
		t.deepEqual(configuration, {cluster: {allowSchedulingOnControlPlanes: plan.controlPlane.schedulable}}, title);
		t.deepEqual(vip && {name: vip.name, link: vip.link}, plan.loadBalancer.kind === 'keepalived' || plan.loadBalancer.kind === 'kube-vip' ? {name: '10.0.0.100', link: 'eth0'} : undefined, title);
		t.is(files.has('talos/haproxy.cfg'), plan.loadBalancer.kind === 'dedicated', title);
	}
});

test('refused: etcd on machines of its own, and Kubernetes older than any Talos that reads these files', t => {
	t.deepEqual(
		exportPlans.filter(({input}) => talosTarget.refuses(input) !== undefined).map(({title}) => title),
		exportPlans.filter(({plan}) => plan.topology === 'external').map(({title}) => title),
	);
	const {plan} = exportPlan({machines: 3}, {valued: true});
	const withVersion = (kubernetesVersion: string): Plan => ({...plan, requirements: {...plan.requirements, kubernetesVersion}});
	t.regex(talosTarget.refuses(exportInput(withVersion('1.29.4')))?.en ?? '', /1\.30 at the oldest, and the plan asks for 1\.29/v);
	t.is(talosTarget.refuses(exportInput(withVersion('1.30.0'))), undefined);
	t.regex(talosTarget.refuses(exportInput({...plan, machines: plan.machines.map((machine, index) => ({...machine, address: index === 0 ? '2001:db8::11' : machine.address}))}))?.en ?? '', /IPv4 and some IPv6/v);
});

test('needed: the VIP and its interface where control planes hold it, else the endpoint; one control plane does with its address', t => {
	t.deepEqual(
		Object.fromEntries(exportPlans.filter(({plan}) => plan.topology !== 'external').flatMap(({title, input}) => {
			const flags = talosTarget.needs(input).map(({flag}) => flag);
			return flags.length === 0 ? [] : [[title, flags.join(' ')]];
		})),
		{
			1: '--endpoint',
			3: '--vip --interface',
			5: '--vip --interface',
			'12 in three zones': '--endpoint',
			'12 in three zones, one subnet': '--vip --interface',
			'20 stacked': '--vip --interface',
			'7 with kube-vip': '--vip --interface',
			'7 with dedicated': '--vip',
			'7 with cloud': '--endpoint',
			'7 with node-local': '--endpoint',
		},
	);
	const {plan} = exportPlan({machines: 1}, {valued: true});
	t.regex(scriptOf({...plan, controlPlane: {...plan.controlPlane, endpoint: {host: null, port: 6443}}}), / demo https:\/\/10\.0\.0\.11:6443\n| [a-z\d\-]+ https:\/\/10\.0\.0\.11:6443\n/v);
});

test('the endpoint: the apiservers\' own port, since no proxy is beside them', t => {
	const endpoints = ([{machines: 3}, {machines: 7, loadBalancer: 'kube-vip'}, {machines: 7, loadBalancer: 'dedicated'}, {machines: 7, loadBalancer: 'node-local'}] as const)
		.map(asked => /https:\/\/\S+/v.exec(scriptOf(exportPlan(asked, {valued: true}).plan))?.[0]);
	t.deepEqual(endpoints, Array.from({length: 4}, () => 'https://api.example.com:6443'));
	const {plan} = exportPlan({machines: 3}, {valued: true});
	t.is(plan.controlPlane.endpoint.port, 8443);
	t.regex(filesOf(plan).get('talos/README.md')!, /at the apiservers' own port 6443 instead of 8443/v);
});

test('the version: Kubernetes where its patch is known, and the oldest Talos that runs it', t => {
	const {plan} = exportPlan({machines: 3}, {valued: true});
	const withVersion = (kubernetesVersion: string | null): Plan => ({...plan, requirements: {...plan.requirements, kubernetesVersion}});
	t.regex(scriptOf(withVersion('v1.37.1')), / {2}--kubernetes-version 1\.37\.1 \\\n/v);
	t.notRegex(scriptOf(withVersion('1.37')), /--kubernetes-version/v);
	t.notRegex(scriptOf(withVersion(null)), /--kubernetes-version/v);
	const talos = (kubernetesVersion: string) => /begins with Talos (?<talos>\d\.\d+)/v.exec(filesOf(withVersion(kubernetesVersion)).get('talos/README.md')!)?.groups!.talos;
	t.deepEqual(['1.30', '1.35.2', '1.36', '1.37', '1.38'].map(version => talos(version)), ['1.12', '1.12', '1.13', '1.14', '1.15']);
});

test('IPv6: networks of the same family on every machine', t => {
	const {plan} = exportPlan({machines: 3}, {valued: true});
	const files = filesOf({...plan, machines: plan.machines.map((machine, index) => ({...machine, address: `2001:db8::1${index + 1}`}))});
	t.deepEqual(readTalosPatch(files.get('talos/every-machine.yaml')!).configuration, {cluster: {network: {podSubnets: ['fd00:42::/56'], serviceSubnets: ['fd00:43::/112']}}});
	t.regex(files.get('talos/gen-config.sh')!, / {2}--config-patch @every-machine\.yaml \\\n/v);
	t.deepEqual(readTalosPatch(files.get('talos/machines/node-1.yaml')!).configuration.cluster?.etcd?.advertisedSubnets, ['2001:db8::11/128']);
});

test('no secret and no disk is invented', t => {
	for (const {title, input} of written) {
		const text = [...talosTarget.write(input).values()].join('\n');
		t.notRegex(text, /-----BEGIN|\b(?:token|key|crt|secret): |\/dev\/sda/v, title);
	}
});

test('both languages say the same commands', t => {
	for (const {title, plan} of written) {
		const commands = (language: 'en' | 'zh') => [...talosTarget.write(exportInput(plan, {language})).get('talos/README.md')!.matchAll(/```sh\n(?<commands>[\s\S]*?)```/gv)].map(({groups}) => groups!.commands);
		t.deepEqual(commands('en'), commands('zh'), title);
	}
});

test('whatever the values: refused beforehand, or read back from their own field', t => {
	const {plan} = exportPlan({machines: 3}, {valued: true});
	fc.assert(fc.property(hostileText, hostileText, hostileText, hostileText, (address, zone, endpoint, link) => {
		const [first, ...others] = plan.machines;
		const variants: Plan[] = [
			{...plan, machines: [{...first!, address}, ...others]},
			{...plan, machines: [{...first!, zone}, ...others]},
			{...plan, controlPlane: {...plan.controlPlane, endpoint: {...plan.controlPlane.endpoint, host: endpoint}}},
			{...plan, requirements: {...plan.requirements, interface: link}},
		];
		for (const variant of variants) {
			if (checkedPlan(variant) !== undefined || talosTarget.refuses(exportInput(variant)) !== undefined) {
				continue;
			}

			const files = filesOf(variant);
			const {configuration: {machine}} = readTalosPatch(files.get('talos/machines/node-1.yaml')!);
			const [own] = variant.machines;
			t.true(machine?.kubelet === undefined || machine.kubelet.nodeIP.validSubnets[0] === `${own!.address!}/${own!.address!.includes(':') ? 128 : 32}`);
			t.true(machine?.nodeLabels === undefined || machine.nodeLabels['topology.kubernetes.io/zone'] === own!.zone);
			t.is(readTalosPatch(files.get('talos/control-plane.yaml')!).vip?.link, variant.requirements.interface!);
			const host = variant.controlPlane.endpoint.host!.toLowerCase();
			t.true(files.get('talos/gen-config.sh')!.includes(`https://${host.includes(':') ? `[${host}]` : host}:6443`));
		}
	}));
});
