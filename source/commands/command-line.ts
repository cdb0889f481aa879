import process from 'node:process';
import {CommanderError, type Command} from 'commander';
import type {Language} from '../model/language.js';
import {readSettings, type GlobalFlags, type Settings} from '../platform/settings.js';
import {cli} from '../present/messages/cli.js';
import {commandTable, type CommandEntry} from './command-table.js';
import {helpIn, loadWrapping, LocalisedCommand} from './localised-command.js';
import {choice} from './read-flags.js';
import type {ExitCode, Shell} from './shell.js';
import {version} from './version.js';

function currentSettings(flags: GlobalFlags): Settings {
	return readSettings(flags, {
		environment: process.env,
		platform: process.platform,
		stdinIsTerminal: process.stdin.isTTY ?? false,
		stdoutIsTerminal: process.stdout.isTTY ?? false,
		columns: process.stdout.columns,
	});
}

/** What writes text is loaded only for a command that runs: not for help. */
async function openShell(flags: GlobalFlags, typed: readonly string[]): Promise<Shell> {
	const {makeShell} = await import('./shell.js');
	return makeShell(currentSettings(flags), typed);
}

function addGlobalFlags(program: Command, language: Language): void {
	program
		.option('--lang <en|zh>', cli.lang[language], choice('--lang', ['en', 'zh']))
		.option('--no-color', cli.noColor[language])
		.option('--ascii', cli.ascii[language])
		.option('--plain', cli.plain[language])
		.option('--json', cli.json[language])
		.option('--data-dir <DIR>', cli.dataDir[language])
		.option('--force', cli.force[language])
		.version(version, '-V, --version', cli.version[language]);
}

/** Examples come first in every help. */
function examplesText(examples: readonly string[], language: Language): string {
	return `${cli.examples[language]}\n${examples.map(example => `  ${example}`).join('\n')}\n`;
}

/**
A command's flags. What a command has in common with the one that it belongs to (`simulate job --runs` and `simulate --runs`), the
parser gives to that one, wherever it stands; what it has not in common is no flag of its own.
*/
function flagsOf(command: LocalisedCommand): Record<string, unknown> {
	const {parent} = command;
	const above = parent?.parent ? parent.opts() : {};
	for (const option of parent?.options ?? []) {
		if (above[option.attributeName()] !== undefined && !command.options.some(({long}) => long === option.long)) {
			command.unknownOption(option.long ?? option.flags);
		}
	}

	return {...above, ...command.opts()};
}

type Context = {readonly language: Language; readonly typed: readonly string[]; readonly done: (exitCode: ExitCode) => void};

function addCommand(parent: LocalisedCommand, entry: CommandEntry, context: Context): void {
	const {language, typed, done} = context;
	const command = parent.command([entry.name, entry.argumentNames].filter(part => part !== '').join(' '));
	command
		.description(entry.about[language])
		.configureHelp(helpIn(language))
		.addHelpText('before', examplesText(entry.examples, language));
	command.helpGroup(cli[entry.group][language]);
	for (const {flags, about, read} of entry.flags ?? []) {
		if (read) {
			command.option(flags, about[language], read);
		} else {
			command.option(flags, about[language]);
		}
	}

	for (const child of entry.commands ?? []) {
		addCommand(command, child, context);
	}

	const {load} = entry;
	if (load) {
		command.action(async (...received: unknown[]) => {
			const words = received.slice(0, -2).flat() as Array<string | undefined>;
			const shell = await openShell(command.optsWithGlobals(), typed);
			const run = await load();
			done(await run(shell, {words, flags: flagsOf(command)}));
		});
	} else {
		// Without a sub-command there is nothing to do but to show what there is.
		command.helpCommand(false).action(() => {
			command.help();
		});
	}
}

/** `help plan` is `plan --help`; the parser's own shows the general help for a mistyped name. */
function addHelpCommand(program: LocalisedCommand, language: Language): void {
	program.helpCommand(false);
	program.command('help [command...]')
		.description(cli.helpCommand[language])
		.configureHelp(helpIn(language))
		.helpGroup(cli.filesGroup[language])
		.action((names: readonly string[]) => {
			let command: Command = program;
			for (const name of names) {
				const next = command.commands.find(each => each.name() === name);
				if (!next) {
					throw (command as LocalisedCommand).noSuchCommand(name);
				}

				command = next;
			}

			command.outputHelp();
		});
}

/**
Parses the words and runs the command that they name.
@throws UserError where the words are wrong, and whatever the command throws.
*/
export async function runCommandLine(words: readonly string[], language: Language): Promise<ExitCode> {
	let exitCode: ExitCode = 0;
	const done = (code: ExitCode) => {
		exitCode = code;
	};

	await loadWrapping(language);
	const program = new LocalisedCommand('k8s-ha-tutor', language);
	program
		.description(cli.about[language])
		.usage(language === 'zh' ? '[选项] [命令]' : '[options] [command]')
		.configureHelp(helpIn(language))
		.configureOutput({outputError: () => undefined})
		.addHelpText('before', examplesText([
			'k8s-ha-tutor',
			'k8s-ha-tutor learn etcd-quorum',
			'k8s-ha-tutor plan --machines 5 --out plan.yaml',
			'k8s-ha-tutor explain plan.yaml --down node-1',
		], language));
	addGlobalFlags(program, language);
	for (const entry of commandTable) {
		addCommand(program, entry, {language, typed: words, done});
	}

	addHelpCommand(program, language);

	program.action(async () => {
		const shell = await openShell(program.opts(), words);
		if (!shell.interactive) {
			program.outputHelp();
			return;
		}

		const {home} = await import('./home.js');
		done(await home(shell));
	});

	try {
		await program.parseAsync(words, {from: 'user'});
	} catch (error) {
		// Thrown to end after --help and --version, which have been printed.
		if (error instanceof CommanderError && error.exitCode === 0) {
			return 0;
		}

		throw error;
	}

	return exitCode;
}
