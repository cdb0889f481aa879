/*
Loaded into a measured program (`node --import`): writes how much processor time it has used to the file that BENCH_USAGE names,
four times a second.
*/
import {writeFileSync} from 'node:fs';
import {performance} from 'node:perf_hooks';
import process from 'node:process';

const file = process.env.BENCH_USAGE;
setInterval(() => {
	const {user, system} = process.cpuUsage();
	writeFileSync(file, JSON.stringify({cpuMs: (user + system) / 1000, atMs: performance.now()}));
}, 250).unref();
