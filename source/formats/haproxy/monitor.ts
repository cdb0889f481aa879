import {hostPort} from '../quoting.js';

/** HAProxy's customary port for questions about itself; on the loopback only. */
export const monitorPort = 8404;

export const monitorHost = '127.0.0.1';

export const monitorPath = '/alive';

/** What the local HAProxy answers with 200 as long as it runs, whatever the apiservers do. */
export const monitorUrl = `http://${hostPort(monitorHost, monitorPort)}${monitorPath}`;
