import {rke2} from './rancher/distribution.js';
import {rancherTarget} from './rancher/target.js';

/** RKE2: servers with or without etcd, agents, and the fixed address that they join at. */
export const rke2Target = rancherTarget(rke2, {en: 'RKE2: one config.yaml for each machine', zh: 'RKE2：每台机器一个 config.yaml'});
