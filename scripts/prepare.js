/*
Runs after `npm ci` and `npm install` in a clone. Where the build tools were left out (`--omit=dev`), it says so in one line.
*/
import {existsSync} from 'node:fs';
import process from 'node:process';

try {
	import.meta.resolve('esbuild');
	import.meta.resolve('tsx');
} catch {
	if (existsSync('dist/cli.js')) {
		process.exit(0);
	}

	console.error('k8s-ha-tutor: esbuild is not installed, so nothing was built. Install with the development packages: npm ci --include=dev');
	process.exit(1);
}

await import('./build.js');
