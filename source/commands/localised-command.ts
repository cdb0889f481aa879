import {Command, type Help, type Option} from 'commander';
import type {Language} from '../model/language.js';
import {nearest} from '../model/nearest.js';
import {UserError} from '../model/user-error.js';
import {argumentErrors, cli} from '../present/messages/cli.js';
import {wrongArgument} from './read-flags.js';

/** A command below all that it belongs to, the program first. */
function lineage(command: Command): Command[] {
	return command.parent ? [...lineage(command.parent), command] : [command];
}

/**
The parser speaks English only. What it would say about wrong arguments is said by us, as a UserError in both languages;
the overridden methods are its documented places for that, though private by type.
*/
export class LocalisedCommand extends Command {
	readonly #language: Language;

	constructor(name: string | undefined, language: Language) {
		super(name);
		this.#language = language;
		this.exitOverride();
		this.helpOption('-h, --help', cli.help[language]);
	}

	override createCommand(name?: string): LocalisedCommand {
		return new LocalisedCommand(name, this.#language);
	}

	unknownOption(flag: string): never {
		const flags = [lineage(this)[0]!, this].flatMap(command => command.createHelp().visibleOptions(command)).flatMap(({long}) => long ? [long] : []);
		throw this.#withHelp(argumentErrors.unknownOption(flag), nearest(flag, flags));
	}

	unknownCommand(): never {
		throw this.noSuchCommand(this.args[0] ?? '');
	}

	/** What is told about a command that does not exist, with the nearest that does. */
	noSuchCommand(got: string): UserError {
		const names = this.createHelp().visibleCommands(this).map(command => command.name());
		return this.#withHelp(argumentErrors.unknownCommand(got), nearest(got, names));
	}

	missingArgument(name: string): never {
		throw this.#withHelp(argumentErrors.missingArgument(name));
	}

	optionMissingArgument(option: Option): never {
		throw this.#withHelp(argumentErrors.missingValue(option.flags));
	}

	_excessArguments(received: readonly string[]): void {
		const extra = received.slice(this.registeredArguments.length);
		if (extra.length > 0 && this.commands.length > 0 && this.registeredArguments.length === 0) {
			this.unknownCommand();
		}

		if (extra.length > 0) {
			throw this.#withHelp(argumentErrors.tooMany(extra));
		}
	}

	#withHelp(says: ReturnType<typeof argumentErrors.unknownCommand>, suggestion?: string): UserError {
		return suggestion === undefined
			? new UserError(says, {fix: argumentErrors.seeHelp(this.#path())})
			: wrongArgument(says, suggestion);
	}

	#path(): string {
		return lineage(this).map(command => command.name()).join(' ');
	}
}

const englishTitles = new Map([
	['Usage:', cli.usage],
	['Arguments:', cli.arguments],
	['Options:', cli.options],
	['Global Options:', cli.globalOptions],
	['Commands:', cli.commands],
]);

type Wrapping = Pick<Help, 'displayWidth' | 'boxWrap'>;

let chineseWrapping: Partial<Wrapping> = {};

/** Chinese is wrapped between its characters, each two columns wide; English needs none of this, and does not wait for it. */
export async function loadWrapping(language: Language): Promise<void> {
	if (language === 'zh') {
		const [{displayWidth}, {wrapText}, {rowText}] = await Promise.all([
			import('../model/display-width.js'),
			import('../present/wrap.js'),
			import('../present/span.js'),
		]);
		chineseWrapping = {
			displayWidth,
			boxWrap: (text, width) => wrapText(text, width).map(row => rowText(row)).join('\n'),
		};
	}
}

/** The titles of the help in the person's language. */
export function helpIn(language: Language): Partial<Help> {
	return {
		...chineseWrapping,
		showGlobalOptions: true,
		// What a command takes besides its sub-commands, these do not take.
		visibleGlobalOptions: command => command.parent ? lineage(command)[0]!.options.filter(({hidden}) => !hidden) : [],
		styleTitle: title => englishTitles.get(title)?.[language] ?? title,
	};
}
