import type {Plan} from '../../model/plan.js';
import {apiserverPort, endpointHost, firstControlPlane} from '../kubeadm/endpoint.js';
import {hostPort} from '../quoting.js';

/**
Whether Talos itself moves the VIP between the control planes. It runs no keepalived, no HAProxy and needs no kube-vip: one
machine holds the VIP, chosen through etcd, and its apiserver answers there.
*/
export function hasTalosVip({loadBalancer: {kind}}: Plan): boolean {
	return kind === 'keepalived' || kind === 'kube-vip';
}

/** Where clients find the apiservers; undefined where nobody said it. */
export function talosEndpointHost(plan: Plan): string | undefined {
	const host = endpointHost(plan);
	return host === undefined && plan.loadBalancer.kind === 'none' ? firstControlPlane(plan).address ?? undefined : host;
}

/** @throws RangeError where there is no host, which `needs` has asked for first. */
export function talosEndpoint(plan: Plan): string {
	const host = talosEndpointHost(plan);
	if (host === undefined) {
		throw new RangeError('Talos files cannot be written without an endpoint');
	}

	// No proxy is beside an apiserver, so each has its own port at the endpoint too, unless balancers of their own pass on another.
	const {kind} = plan.loadBalancer;
	return hostPort(host, kind === 'dedicated' || kind === 'cloud' ? plan.controlPlane.endpoint.port : apiserverPort);
}

/** What the certificates of apiservers and of Talos's own interface name beside the machines and the endpoint. */
export function talosNames(plan: Plan): string[] {
	const {controlPlane: {endpoint}, loadBalancer: {vip}} = plan;
	return [...new Set([endpoint.host, vip].flatMap(name => name === null ? [] : [name.toLowerCase()]))];
}
