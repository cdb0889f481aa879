#!/usr/bin/env node
import process from 'node:process';

/*
The entry names no more than it must: the version is printed before anything else is loaded, and every command brings its own code.
*/
const [first, ...others] = process.argv.slice(2);

if ((first === '--version' || first === '-V') && others.length === 0) {
	process.stdout.write(`${(globalThis as {programVersion?: string}).programVersion ?? 'development'}\n`);
} else {
	const {main} = await import('./commands/main.js');
	await main(process.argv.slice(2));
}
