import type { Command } from 'commander';

import type { CommandContext, CommonOptions } from './command-context';
import { archiveCommand, deleteCommand, nameCommand, noteCommand, tagCommand } from './curate-command';
import { addCommand, addOption } from './typed-command';

/** What people say of runs, and which they put away. */
export function addCurationCommands(program: Command, { withLab }: CommandContext): void {
  addOption(
    addCommand(program, 'tag <run> [tags...]', 'Give a run tags, or print those that it has'),
    '--remove',
    'Take them away',
    'flag',
  ).action((run: string, tags: readonly string[], options: CommonOptions & { readonly remove?: boolean }) =>
    withLab(options, (lab, json) => tagCommand(lab, run, tags, { json, remove: options.remove === true })),
  );
  addCommand(
    program,
    'note <run> [text]',
    'Write a note on a run in place of the one that it has ("" for none), or print it',
  ).action((run: string, text: string | undefined, options: CommonOptions) =>
    withLab(options, (lab, json) => noteCommand(lab, run, text, { json })),
  );
  addCommand(
    program,
    'name <run> [name]',
    'Name the experiment of a run, all of its seeds ("" for what its design says), or print what it is called',
  ).action((run: string, name: string | undefined, options: CommonOptions) =>
    withLab(options, (lab, json) => nameCommand(lab, run, name, { json })),
  );
  addOption(
    addCommand(program, 'archive [runs...]', 'Put runs out of sight; nothing of them is lost'),
    '--undo',
    'Bring them back',
    'flag',
  ).action((runs: readonly string[], options: CommonOptions & { readonly undo?: boolean }) =>
    withLab(options, (lab, json) => archiveCommand(lab, runs, { json, undo: options.undo === true })),
  );
  addCommand(program, 'delete [runs...]', 'Delete runs with their files, at once and for good').action(
    (runs: readonly string[], options: CommonOptions) =>
      withLab(options, (lab, json) => deleteCommand(lab, runs, { json })),
  );
}
