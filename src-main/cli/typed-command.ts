import type { Command } from 'commander';

import { LabError } from '#shared/errors/errors';

import { isOption, unmarked } from './dashed-text';
import { numberOrText } from './typed-number';

/** What an option takes. Text is never taken for a number, and what is given once too often is never dropped. */
export type OptionKind = 'flag' | 'text' | 'texts' | 'number' | 'numbers';

/** Gives a command an option, such as `--epochs <count>`. */
export function addOption(command: Command, flags: string, description: string, kind: OptionKind): Command {
  if (kind === 'flag') return command.option(flags, description);
  const name = flags.split(' ')[0] ?? flags;
  return command.option<unknown>(flags, description, (typed, before): unknown => {
    const value = valueOf(name, typed, kind);
    if (kind === 'texts' || kind === 'numbers') return Array.isArray(before) ? before.concat(value) : [value];
    if (before === undefined) return value;
    throw new LabError('invalid-request', `Received ${name} twice; expected it once.`);
  });
}

/** Adds a command whose arguments come as they were typed. @param usage such as `tag <run> [tags...]` */
export function addCommand(program: Command, usage: string, description: string): Command {
  const command = program.command(usage).description(description);
  for (const argument of command.registeredArguments) {
    if (argument.variadic) {
      argument.argParser<readonly string[]>((typed, before: readonly string[] | undefined) => [
        ...(before ?? []),
        unmarked(typed),
      ]);
    } else argument.argParser(unmarked);
  }
  return command;
}

function valueOf(name: string, typed: string, kind: OptionKind): number | string {
  if (isOption(typed)) {
    throw new LabError(
      'invalid-request',
      `Received ${name} and no value: "${typed}" is an option. Put the value behind ${name}; a text that looks like an option goes behind "=", as in ${name}=${typed}.`,
    );
  }
  const text = unmarked(typed);
  return kind === 'number' || kind === 'numbers' ? numberOrText(text) : text;
}
