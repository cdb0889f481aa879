import test from 'ava';
import fc from 'fast-check';
import * as z from 'zod';
import {checkedPlan} from '../../source/formats/checked-values.js';
import {kubeVipTarget} from '../../source/formats/kube-vip.js';
import type {Plan} from '../../source/model/plan.js';
import {exportInput, exportPlan, exportPlans} from '../helpers/export-plans.js';
import {hostileText, hostileTexts} from '../helpers/hostile-text.js';
import {yamlDocuments} from '../helpers/kubeadm-schema.js';

const {plan} = exportPlan({machines: 7, loadBalancer: 'kube-vip'}, {valued: true});

/** The names that kube-vip 1.2.3 reads (pkg/kubevip/config_envvar.go), those that this export writes. */
const variable = z.union([
	z.strictObject({
		name: z.enum([
			'vip_arp', 'vip_interface', 'address', 'vip_subnet', 'port', 'cp_enable', 'cp_namespace', 'svc_enable', 'vip_leaderelection', 'vip_leasename', 'vip_leaseduration', 'vip_renewdeadline', 'vip_retryperiod', 'prometheus_server',
		]),
		value: z.string(),
	}),
	z.strictObject({name: z.literal('vip_nodename'), valueFrom: z.strictObject({fieldRef: z.strictObject({fieldPath: z.literal('spec.nodeName')})})}),
]);

/** The Pod field by field; a mistyped field would be dropped in silence. */
const podSchema = z.strictObject({
	apiVersion: z.literal('v1'),
	kind: z.literal('Pod'),
	metadata: z.strictObject({name: z.literal('kube-vip'), namespace: z.literal('kube-system')}),
	spec: z.strictObject({
		containers: z.tuple([z.strictObject({
			name: z.literal('kube-vip'),
			image: z.string().regex(/^ghcr\.io\/kube-vip\/kube-vip:v\d+\.\d+\.\d+$/v),
			imagePullPolicy: z.literal('IfNotPresent'),
			args: z.tuple([z.literal('manager')]),
			env: z.array(variable),
			securityContext: z.strictObject({capabilities: z.strictObject({drop: z.tuple([z.literal('ALL')]), add: z.tuple([z.literal('NET_ADMIN'), z.literal('NET_RAW')])})}),
			volumeMounts: z.tuple([z.strictObject({name: z.literal('kubeconfig'), mountPath: z.literal('/etc/kubernetes/admin.conf')})]),
		})]),
		hostAliases: z.tuple([z.strictObject({ip: z.literal('127.0.0.1'), hostnames: z.tuple([z.literal('kubernetes')])})]),
		hostNetwork: z.literal(true),
		volumes: z.tuple([z.strictObject({name: z.literal('kubeconfig'), hostPath: z.strictObject({path: z.string(), type: z.literal('File')})})]),
	}),
});

function filesOf(of: Plan): ReadonlyMap<string, string> {
	return kubeVipTarget.write(exportInput(of));
}

function podOf(of: Plan, machine: string): z.infer<typeof podSchema> {
	const [pod] = yamlDocuments(filesOf(of).get(`kube-vip/${machine}/kube-vip.yaml`)!);
	return podSchema.parse(pod);
}

function settingsOf(of: Plan, machine: string): Record<string, string> {
	return Object.fromEntries(podOf(of, machine).spec.containers[0].env.flatMap(each => 'value' in each ? [[each.name, each.value]] : []));
}

function kubeconfigs(of: Plan): string[] {
	return of.controlPlane.machines.map(machine => podOf(of, machine).spec.volumes[0].hostPath.path);
}

function withVersion(kubernetesVersion: string | null): Plan {
	return {...plan, requirements: {...plan.requirements, kubernetesVersion}};
}

test('the settings have the names of kube-vip 0.9.0 and newer, and its default Lease', t => {
	t.deepEqual(settingsOf(plan, 'node-2'), {
		vip_arp: 'true',
		vip_interface: 'eth0',
		address: '10.0.0.100',
		vip_subnet: '32',
		port: '6443',
		cp_enable: 'true',
		cp_namespace: 'kube-system',
		svc_enable: 'false',
		vip_leaderelection: 'true',
		vip_leasename: 'plndr-cp-lock',
		vip_leaseduration: '15',
		vip_renewdeadline: '10',
		vip_retryperiod: '2',
		prometheus_server: '127.0.0.1:2112',
	});
});

test('an IPv6 VIP is a whole address too', t => {
	const settings = settingsOf({...plan, loadBalancer: {...plan.loadBalancer, vip: 'fd00::100'}}, 'node-1');
	t.is(settings.address, 'fd00::100');
	t.is(settings.vip_subnet, '128');
});

test('from Kubernetes 1.29 on, and where no release was named, the first machine begins with super-admin.conf, the others with admin.conf', t => {
	const [superAdmin, admin] = ['/etc/kubernetes/super-admin.conf', '/etc/kubernetes/admin.conf'];
	for (const version of ['1.29', 'v1.29.0', '1.37.1', null]) {
		t.deepEqual(kubeconfigs(withVersion(version)), [superAdmin, admin, admin], version ?? 'none');
		t.regex(filesOf(withVersion(version)).get('kube-vip/README.md')!, /super-admin\.conf#\/admin\.conf/v);
	}

	t.deepEqual(kubeconfigs(withVersion('1.28.15')), [admin, admin, admin]);
	t.notRegex(filesOf(withVersion('1.28.15')).get('kube-vip/README.md')!, /super-admin/v);
});

test('there is one manifest for each control plane and none for the workers', t => {
	t.deepEqual([...filesOf(plan).keys()], ['kube-vip/README.md', 'kube-vip/node-1/kube-vip.yaml', 'kube-vip/node-2/kube-vip.yaml', 'kube-vip/node-3/kube-vip.yaml']);
});

test('every plan without kube-vip is refused with what it has instead', t => {
	const refused = exportPlans.filter(({plan: {loadBalancer}}) => loadBalancer.kind !== 'kube-vip');
	t.true(refused.length > 10);
	for (const {title, input, plan} of refused) {
		// Planned again with that flag, a plan of one control plane would be the same plan, out of reach.
		t.regex(kubeVipTarget.refuses(input)?.en ?? '', plan.controlPlane.machines.length === 1 ? /^One control plane .*From three machines on, --load-balancer kube-vip/v : /^In this plan .*Plan with --load-balancer kube-vip/v, title);
	}

	t.is(kubeVipTarget.refuses(exportInput(plan)), undefined);
});

test('an endpoint on another port than the apiservers\' is refused: nothing would listen there', t => {
	const moved = {...plan, controlPlane: {...plan.controlPlane, endpoint: {...plan.controlPlane.endpoint, port: 8443}}};
	t.regex(kubeVipTarget.refuses(exportInput(moved))?.en ?? '', /6443.*8443/v);
});

test('the VIP and the interface are named with their flags where nobody gave them', t => {
	const bare = exportPlan({machines: 7, loadBalancer: 'kube-vip'});
	t.deepEqual(kubeVipTarget.needs(bare.input).map(({flag}) => flag), ['--vip', '--interface']);
	t.deepEqual(kubeVipTarget.needs(exportInput(plan)), []);
});

test('the same plan gives the same bytes, in lines that end with a line feed', t => {
	t.deepEqual(filesOf(plan), filesOf(structuredClone(plan)));
	for (const [path, text] of filesOf(plan)) {
		t.true(path.startsWith('kube-vip/') && text.endsWith('\n') && !text.includes('\r') && !text.endsWith('\n\n'), path);
	}
});

test('nothing leaves its field: a hostile value is refused, or stands where it belongs and nowhere else', t => {
	const places: ReadonlyArray<readonly [put: (text: string) => Plan, setting: string]> = [
		[vip => ({...plan, loadBalancer: {...plan.loadBalancer, vip}}), 'address'],
		[name => ({...plan, requirements: {...plan.requirements, interface: name}}), 'vip_interface'],
		[name => ({...plan, metadata: {name}}), ''],
	];
	const usual = settingsOf(plan, 'node-1');
	const check = ([put, setting]: typeof places[number], text: string) => {
		const changed = put(text);
		if (checkedPlan(changed) !== undefined) {
			return;
		}

		const {vip_subnet: subnet, ...found} = settingsOf(changed, 'node-1');
		const {vip_subnet: _, ...expected} = {...usual, ...(setting !== '' && {[setting]: text})};
		if (JSON.stringify(found) !== JSON.stringify(expected) || !['32', '128'].includes(subnet ?? '')) {
			throw new Error(JSON.stringify(found));
		}
	};

	t.notThrows(() => {
		for (const place of places) {
			for (const text of hostileTexts) {
				check(place, text);
			}
		}

		fc.assert(fc.property(fc.constantFrom(...places), hostileText, check), {numRuns: 100});
	});
});
