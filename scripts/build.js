/*
Bundles everything into dist/, so that the published package has no dependencies: one small entry and one chunk per command.
*/
import {chmod, mkdir, rm, writeFile, readFile} from 'node:fs/promises';
import path from 'node:path';
import {build} from 'esbuild';
import {bundlePatches} from './bundle-patches.js';
import {licenceNotice} from './licence-notice.js';
import {writeCompiledLessons, writeSchemas} from './generated-data.js';

const packageJson = JSON.parse(await readFile('package.json', 'utf8'));

const {metafile, outputFiles} = await build({
	// A worker thread begins with a file of its own, beside the chunk that starts it.
	entryPoints: {cli: 'source/cli.ts', 'chunks/sweep-worker': 'source/commands/sweep-worker.ts'},
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
	// Written only when all of it is there: a build that fails leaves the last one as it was.
	write: false,
	// Not minified: it starts no faster, and an error can be read.
	minify: false,
	logLevel: 'warning',
	define: {
		'process.env.NODE_ENV': '"production"',
		'globalThis.programVersion': JSON.stringify(packageJson.version),
		// Yoga's loader would fetch a data: URL and load undici for it. It also proves that the bundle never uses the network.
		fetch: 'undefined',
	},
	banner: {
		// CommonJS packages inside (yaml, signal-exit, react) call require for node's own modules; it is made when first called.
		js: 'import {createRequire as __createRequire} from \'node:module\';\nlet __require_;\nconst require = id => (__require_ ??= __createRequire(import.meta.url))(id);',
	},
	// One width of a text everywhere: wrap-ansi would bring an older version of its own.
	alias: {'string-width': './node_modules/string-width/index.js'},
	plugins: [bundlePatches],
});

await rm('dist', {recursive: true, force: true});
for (const {path: file, contents} of outputFiles) {
	await mkdir(path.dirname(file), {recursive: true});
	await writeFile(file, contents);
}

await writeFile('dist/meta.json', JSON.stringify(metafile));
await writeFile('dist/THIRD-PARTY-LICENCES.txt', await licenceNotice(metafile));
await chmod('dist/cli.js', 0o755);
await writeCompiledLessons('dist/lessons.json');
await writeSchemas('schema');
