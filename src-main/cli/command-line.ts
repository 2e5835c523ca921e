import { Command, CommanderError } from 'commander';

import { LabError } from '#shared/errors/errors';

import type { CommandContext, CommonOptions } from './command-context';
import { addCommands, addCommonOptions } from './commands';
import { markDashedTexts, unmarked } from './dashed-text';

const NAME = 'npm run lab --';

/** How a command line ended: with a command that was done, or with a text that it asked for. */
export type CommandEnd = { readonly kind: 'done' } | { readonly kind: 'help' | 'version'; readonly text: string };

/** Whether one JSON object is all that may go to standard output; known even where the rest cannot be understood. */
export function asksForJson(args: readonly string[]): boolean {
  const end = args.indexOf('--');
  return args.slice(0, end === -1 ? args.length : end).includes('--json');
}

/**
 * Understands a command line and does what it says.
 * @param args as the system gives them, without the program's own name
 * @throws LabError `invalid-request` where it cannot be understood; whatever the command throws
 */
export async function runCommandLine(
  args: readonly string[],
  version: string,
  context: CommandContext,
): Promise<CommandEnd> {
  let told = '';
  const program = new Command(NAME);
  program
    .description('The lab without a window.\nEach command has a help of its own, as in: npm run lab -- run --help')
    .usage('[options] <command>')
    .version(version, '-v, --version', 'Print the version')
    .helpOption('-h, --help', 'Print this help')
    .helpCommand(false)
    .enablePositionalOptions()
    .configureHelp({
      subcommandTerm: (command) => `${command.name()} ${command.usage().replace('[options]', '').trim()}`.trim(),
    })
    .configureOutput({ writeOut: (text) => (told += text), writeErr: () => undefined })
    .exitOverride();
  addCommonOptions(program);
  addCommands(
    program,
    withProgramOptions(context, () => program.opts<CommonOptions>()),
  );
  for (const command of program.commands) command.exitOverride((error) => refuse(error, command));
  try {
    await program.parseAsync(markDashedTexts(args), { from: 'user' });
    return { kind: 'done' };
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.code === 'commander.version') return { kind: 'version', text: told.trim() };
    if (error.code === 'commander.helpDisplayed') return { kind: 'help', text: told.trimEnd() };
    // of nothing that was asked for: the whole help
    if (error.code === 'commander.help') return { kind: 'help', text: program.helpInformation().trimEnd() };
    return refuse(error, program);
  }
}

/** `--home` and `--json` count before the command, too; behind it they take precedence. */
function withProgramOptions(
  { withLab, backups, printPage }: CommandContext,
  ofProgram: () => CommonOptions,
): CommandContext {
  return {
    withLab: (options, work) => withLab({ ...ofProgram(), ...options }, work),
    backups: (options, action) => backups({ ...ofProgram(), ...options }, action),
    printPage,
  };
}

/** What the parser refused, in the lab's words; its own ends (a help that was asked for) are passed on. */
function refuse(error: CommanderError, command: Command): never {
  if (error.exitCode === 0 || error.code === 'commander.help') throw error;
  const [said = '', ...more] = unmarked(error.message)
    .replace(/^error: /, '')
    .replace(/\.$/, '')
    .split('\n');
  const suggestion = more.length === 0 ? '' : ` ${more.join(' ')}`;
  const ofCommand = command.parent === null ? '' : `${command.name()} `;
  const dashed =
    error.code === 'commander.unknownOption' && command.registeredArguments.length > 0
      ? ' A text that begins with a dash goes behind "--".'
      : '';
  throw new LabError(
    'invalid-request',
    `Received a command line that cannot be understood: ${said}.${suggestion} ` +
      `Expected what "${NAME} ${ofCommand}--help" lists.${dashed}`,
  );
}
