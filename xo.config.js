const world = ['fs', 'fs/promises', 'child_process', 'os', 'net', 'http', 'https', 'process', 'path', 'url', 'crypto', 'worker_threads', 'timers', 'timers/promises', 'readline', 'tty']
	.flatMap(name => [name, `node:${name}`]);

/** The pure rooms and what each of them may import: a later entry replaces an earlier one, so each list is complete. */
const pureRoom = (room, forbiddenRooms) => ({
	files: [`source/${room}/**/*.ts`],
	rules: {
		'no-restricted-imports': ['error', {
			paths: [
				...world.map(name => ({name, message: `source/${room} is pure: the world comes in as values (ARCHITECTURE.md).`})),
				...['react', 'ink', 'commander'].map(name => ({name, message: `source/${room} is pure: it knows no shell (ARCHITECTURE.md).`})),
			],
			patterns: forbiddenRooms.map(other => ({
				group: [`**/${other}/*`, `**/${other}/**`],
				message: `source/${room} may not import source/${other} (ARCHITECTURE.md, who may import whom).`,
			})),
		}],
		'no-restricted-globals': ['error', 'Date', 'process', 'console', 'setTimeout', 'setInterval', 'fetch', 'performance'],
		'no-restricted-properties': ['error', {object: 'Math', property: 'random', message: 'Pure rooms take their chance from a seed.'}],
	},
});

const shell = ['commands', 'ui', 'platform'];

const core = [...shell, 'present', 'formats', 'course', 'planner'];
const protocols = ['raft', 'vrrp', 'lease', 'health-check', 'node-lifecycle'];

const composing = ['control-plane', 'experiment', 'scenarios'];

/** A protocol knows the kernel and itself; what composes them knows them all, and each of those only what is below it. */
const simulationRooms = [
	pureRoom('simulation', core),
	pureRoom('simulation/kernel', [...core, ...protocols, ...composing]),
	...protocols.map(protocol => pureRoom(`simulation/${protocol}`, [...core, ...protocols.filter(other => other !== protocol), ...composing])),
	pureRoom('simulation/control-plane', [...core, 'experiment', 'scenarios']),
	pureRoom('simulation/experiment', [...core, 'scenarios']),
];

export default [
	{ignores: ['dist/**', 'fixtures/**', 'lessons/**', 'node_modules/**']},
	{
		react: true,
		rules: {
			// JSX is automatic.
			'react/react-in-jsx-scope': 'off',
			'react/jsx-first-prop-new-line': 'off',
			'react/function-component-definition': 'off',
			// Chinese sentences are full of full-width punctuation.
			'no-irregular-whitespace': 'off',
			'max-len': 'off',
			'@stylistic/max-len': 'off',
			'no-await-in-loop': 'off',
			'@stylistic/object-curly-newline': 'off',
			// The plan file says null where nothing was set.
			'@typescript-eslint/no-restricted-types': 'off',
			'no-bitwise': 'off',
			// Members are ordered by what belongs together.
			'@typescript-eslint/member-ordering': 'off',
			// A value is narrowed by hand where it enters: flags, files, libraries with loose types.
			'@typescript-eslint/no-unsafe-type-assertion': 'off',
			'unicorn/no-await-expression-member': 'off',
			// `import {type X}` would keep the import, and with it the loading of the module.
			'@typescript-eslint/no-import-type-side-effects': 'error',
			// The core counts and mixes; `reduce` with a comment reads well enough.
			'unicorn/no-array-reduce': 'off',
			'unicorn/no-null': 'off',
			'unicorn/no-array-sort': 'off',
			'no-restricted-syntax': ['error', {
				selector: 'ImportDeclaration[source.value="zod"] > ImportSpecifier[importKind!="type"]',
				message: 'Write `import * as z from \'zod\'`: the named import brings every locale into the bundle.',
			}],
		},
	},
	{
		files: ['source/commands/**'],
		// This is the command line: the one place that ends the process.
		rules: {'unicorn/no-process-exit': 'off'},
	},
	{
		files: ['test/**'],
		rules: {
			// Names of environment variables.
			'@typescript-eslint/naming-convention': 'off',
			'ava/assertion-arguments': 'off',
		},
	},
	{
		files: ['scripts/**', 'bench/**', 'xo.config.js'],
		rules: {
			// Esbuild reads these expressions itself and knows no v flag.
			'require-unicode-regexp': 'off',
			'@stylistic/no-mixed-operators': 'off',
			'no-unmodified-loop-condition': 'off',
			'unicorn/no-process-exit': 'off',
		},
	},
	{
		files: ['source/simulation/kernel/random.ts'],
		// `| 0` wraps to 32 bits; Math.trunc does not.
		rules: {'unicorn/prefer-math-trunc': 'off'},
	},
	{
		files: ['source/simulation/**', 'test/simulation/**'],
		// Settings and tables are named by their `--set` keys, messages by the protocols' own words.
		rules: {
			'@typescript-eslint/naming-convention': 'off',
			// A program answers the few messages that are meant for it, and lets the others pass.
			'@typescript-eslint/switch-exhaustiveness-check': ['error', {considerDefaultExhaustiveForUnions: true}],
		},
	},
	pureRoom('model', [...shell, 'present', 'formats', 'course', 'planner', 'simulation']),
	...simulationRooms,
	pureRoom('planner', [...shell, 'present', 'formats', 'course']),
	pureRoom('course', [...shell, 'present', 'formats']),
	pureRoom('present', [...shell, 'formats']),
	pureRoom('formats', [...shell, 'course']),
];
