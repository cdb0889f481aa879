import test from 'ava';
import {workloadsTarget} from '../../source/formats/workloads.js';
import {realTest} from '../helpers/conformance.js';
import {exportPlans} from '../helpers/export-plans.js';
import {onDisk, runTool} from '../helpers/on-disk.js';

const files = new Map(exportPlans
	.filter(({input}) => workloadsTarget.refuses(input) === undefined)
	.flatMap(({input}, index) => [...workloadsTarget.write(input)].map(([file, text]): [string, string] => [`${index}/${file}`, text])));

realTest(test, 'yamllint')('yamllint finds nothing in any file', async t => {
	const yaml = new Map([...files].filter(([file]) => file.endsWith('.yaml')));
	t.is(yaml.size, 22 * 4);
	t.deepEqual(await onDisk(yaml, async directory => runTool(['yamllint', '--strict', '--format', 'parsable', '-d', 'default', directory])), {exitCode: 0, stdout: '', stderr: ''});
});

realTest(test, 'shellcheck')('shellcheck finds nothing in any script', async t => {
	const scripts = new Map([...files].filter(([file]) => file.endsWith('.sh')));
	t.is(scripts.size, 4);
	t.deepEqual(
		await onDisk(scripts, async directory => runTool(['shellcheck', '--format=gcc', ...[...scripts.keys()].map(file => `${directory}/${file}`)])),
		{exitCode: 0, stdout: '', stderr: ''},
	);
});
