import type {Plan} from '../model/plan.js';
import type {LoadBalancerKind, Role} from '../model/vocabulary.js';
import {endpointHost} from './kubeadm/endpoint.js';
import {areasOf, type Area, type Box} from './mermaid/boxes.js';
import {label} from './mermaid/label.js';
import {hostPort} from './quoting.js';
import type {Target} from './target.js';

const endpointWords: Readonly<Record<LoadBalancerKind, string>> = {
	keepalived: 'VIP, keepalived and HAProxy',
	dedicated: 'VIP, keepalived and HAProxy',
	'kube-vip': 'VIP, kube-vip',
	cloud: 'load balancer of the cloud',
	'node-local': 'a proxy on every node',
	none: 'the only apiserver',
};

function boxLine({id, lines}: Box): string {
	return `${id}[${label(...lines)}]`;
}

function areaLines({zone, boxes}: Area, index: number): string[] {
	return zone === null
		? boxes.map(box => `  ${boxLine(box)}`)
		: [`  subgraph z${index + 1}[${label(zone)}]`, ...boxes.map(box => `    ${boxLine(box)}`), '  end'];
}

function idsOf(boxes: readonly Box[], role: Role): string[] {
	return boxes.filter(({roles}) => roles.includes(role)).map(({id}) => id);
}

/** One line for all edges between two sides; none where a side is empty. */
function edges(from: readonly string[], arrow: string, to: readonly string[]): string[] {
	return from.length === 0 || to.length === 0 ? [] : [`  ${from.join(' & ')} ${arrow} ${to.join(' & ')}`];
}

function endpointEdges(plan: Plan, boxes: readonly Box[]): string[] {
	const controlPlanes = idsOf(boxes, 'control-plane');
	return plan.loadBalancer.kind === 'dedicated'
		? [...edges(['endpoint'], '-->', idsOf(boxes, 'load-balancer')), ...edges(idsOf(boxes, 'load-balancer'), '-->', controlPlanes)]
		: edges(['endpoint'], '-->', controlPlanes);
}

/** Stacked, each apiserver has its member on its own machine; external, each reaches all of them. */
function etcdEdges(plan: Plan, boxes: readonly Box[]): string[] {
	const members = idsOf(boxes, 'etcd');
	return [
		...(plan.topology === 'external' ? edges(idsOf(boxes, 'control-plane'), '-->', ['quorum']) : []),
		...edges(members, '---', ['quorum']),
	];
}

/** Box colours that can be told apart in print too; what a box is stands in it. */
const styles: ReadonlyArray<readonly [name: string, role: Role, style: string]> = [
	['controlPlane', 'control-plane', 'stroke-width:3px'],
	['etcd', 'etcd', 'stroke-dasharray:6 3'],
];

function styleLines(boxes: readonly Box[]): string[] {
	return styles.flatMap(([name, role, style]) => {
		const ids = idsOf(boxes, role);
		return ids.length === 0 ? [] : [`  classDef ${name} ${style}`, `  class ${ids.join(',')} ${name}`];
	});
}

/** The drawing as text: clients to endpoint to control planes to etcd, the machines by zone. */
function drawing(plan: Plan): string {
	const areas = areasOf(plan);
	const boxes = areas.flatMap(area => area.boxes);
	const {etcd: {members, quorum}, controlPlane: {endpoint}, loadBalancer: {kind}} = plan;
	const host = endpointHost(plan);
	return [
		'%% Made by k8s-ha-tutor. GitHub, GitLab and mermaid.live draw it.',
		'flowchart TB',
		`  clients([${label('kubectl, kubelets, controllers')}])`,
		`  endpoint{{${label(host === undefined ? `endpoint, port ${endpoint.port}` : hostPort(host, endpoint.port), endpointWords[kind])}}}`,
		`  quorum[(${label(`etcd of ${plan.metadata.name}`, `${quorum} of ${members.length} must be up`)})]`,
		...areas.flatMap((area, index) => areaLines(area, index)),
		'  clients --> endpoint',
		...endpointEdges(plan, boxes),
		...etcdEdges(plan, boxes),
		...styleLines(boxes),
		'',
	].join('\n');
}

/** A flowchart of the plan that documentation can hold as text. */
export const mermaidTarget: Target = {
	name: 'mermaid',
	about: {en: 'a flowchart of the plan, as text', zh: '方案的流程图（文本）'},
	refuses: () => undefined,
	needs: () => [],
	write: ({plan}) => new Map([['mermaid/topology.mmd', drawing(plan)]]),
	next: () => [{
		en: 'Put mermaid/topology.mmd into Markdown between ```mermaid and ```: GitHub and GitLab draw it; so does mermaid.live.',
		zh: '把 mermaid/topology.mmd 的内容放进 Markdown 的 ```mermaid 与 ``` 之间：GitHub 和 GitLab 会画出来，mermaid.live 也可以。',
	}],
};
