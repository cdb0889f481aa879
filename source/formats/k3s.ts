import {k3s} from './rancher/distribution.js';
import {rancherTarget} from './rancher/target.js';

/** K3s with its embedded etcd: servers with or without etcd, agents, and the fixed address that they join at. */
export const k3sTarget = rancherTarget(k3s, {en: 'K3s with embedded etcd: one config.yaml for each machine', zh: 'K3s（内嵌 etcd）：每台机器一个 config.yaml'});
