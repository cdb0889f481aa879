import process from 'node:process';
import type {RunningProgram, Sandbox} from './sandbox.js';
import {until} from './conformance.js';

/*
Runs inside a sandbox: HTTPS servers on port 6443 that answer /readyz with a status that can be changed, and every other
path with the name of the server; each question for /readyz is told as `checked NAME`. Lines of input: `ready NAME STATUS`, where status 0 is no answer at all; `hold HOST PORT` opens a connection that stays open and tells
`held NAME`, and `lost NAME` where it is closed.
*/
const script = `
import {readFileSync} from 'node:fs';
import https from 'node:https';
import {createInterface} from 'node:readline';

const [, ...servers] = process.argv.slice(1);
const pair = {key: readFileSync('/run/apiserver.key'), cert: readFileSync('/run/apiserver.crt')};
const ready = new Map();
let listening = 0;
for (const server of servers) {
	const [name, address] = server.split('=');
	ready.set(name, 200);
	https.createServer({...pair, keepAliveTimeout: 60_000}, (request, response) => {
		response.statusCode = request.url === '/readyz' ? ready.get(name) : 200;
		if (request.url === '/readyz') {
			console.log('checked ' + name);
		}

		if (response.statusCode !== 0) {
			response.end(name);
		}
	}).listen(6443, address, () => {
		listening++;
		if (listening === servers.length) {
			console.log('listening');
		}
	});
}

createInterface({input: process.stdin}).on('line', line => {
	const [word, first, second] = line.split(' ');
	if (word === 'ready') {
		ready.set(first, Number(second));
	} else if (word === 'hold') {
		const agent = new https.Agent({keepAlive: true, maxSockets: 1});
		const request = https.get({host: first, port: Number(second), path: '/', agent, rejectUnauthorized: false}, response => {
			let name = '';
			response.on('data', data => {
				name += data;
			}).on('end', () => {
				console.log('held ' + name);
				request.socket.on('close', () => console.log('lost ' + name));
			});
		});
		request.on('error', error => console.log('error ' + error.message));
	}
});
`;

/** @param servers The address of each, by name. */
export async function startApiservers(sandbox: Sandbox, servers: Readonly<Record<string, string>>, machine?: string): Promise<RunningProgram> {
	await sandbox.mustRun(['sh', '-c', 'test -s /run/apiserver.crt || openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=kube-apiserver -keyout /run/apiserver.key -out /run/apiserver.crt']);
	const program = await sandbox.start(
		[process.execPath, '--input-type=module', '--eval', script, 'apiservers', ...Object.entries(servers).map(([name, address]) => `${name}=${address}`)],
		machine === undefined ? {} : {machine},
	);
	await until('stand-in apiservers', program.output, output => output.includes('listening'));
	return program;
}
