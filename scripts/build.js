/*
Bundles everything into dist/, so that the published package has no dependencies: one small entry and one chunk per command.
*/
import {chmod, mkdir, rm, writeFile, readFile} from 'node:fs/promises';
import {build} from 'esbuild';
import {inkPatches} from './ink-patches.js';
import {licenceNotice} from './licence-notice.js';
import {writeCompiledLessons, writeSchemas} from './generated-data.js';

const packageJson = JSON.parse(await readFile('package.json', 'utf8'));

await rm('dist', {recursive: true, force: true});
await mkdir('dist', {recursive: true});

const {metafile} = await build({
	entryPoints: {cli: 'source/cli.ts'},
	outdir: 'dist',
	bundle: true,
	splitting: true,
	format: 'esm',
	platform: 'node',
	target: 'node20.19',
	jsx: 'automatic',
	chunkNames: 'chunks/[name]-[hash]',
	legalComments: 'linked',
	metafile: true,
	// Not minified: it starts no faster, and an error can be read.
	minify: false,
	logLevel: 'warning',
	define: {
		'process.env.NODE_ENV': '"production"',
		'process.env.K8S_HA_TUTOR_VERSION': JSON.stringify(packageJson.version),
		// Yoga's loader would fetch a data: URL and load undici for it. It also proves that the bundle never uses the network.
		fetch: 'undefined',
	},
	banner: {
		// CommonJS packages inside (yaml, signal-exit, react) call require for node's own modules.
		js: 'import {createRequire as __createRequire} from \'node:module\';\nconst require = __createRequire(import.meta.url);',
	},
	plugins: [inkPatches],
});

await writeFile('dist/meta.json', JSON.stringify(metafile));
await writeFile('dist/THIRD-PARTY-LICENCES.txt', await licenceNotice(metafile));
await chmod('dist/cli.js', 0o755);
await writeCompiledLessons('dist/lessons.json');
await writeSchemas('schema');
