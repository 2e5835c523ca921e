import type { Command } from 'commander';

import { DECK_SAYS_ROW_IDS } from '#shared/experiment/presets';
import { allFields, type FieldOption } from '#shared/experiment/fields/index';

import { addOption } from './typed-command';

/** Options about the whole of a design. Those of its settings come from the rows of the field table. */
const WHOLE: readonly FieldOption[] = [
  {
    flags: '--row <row>',
    description: 'A row of the deck, such as C4, with its settings; what else is given takes their place',
  },
  {
    flags: '--variant <name>',
    description: `Of --row ${DECK_SAYS_ROW_IDS.join(', ')}: as-run (default), as the notebooks ran it, or deck-says`,
  },
  {
    flags: '--design <file>',
    description: 'A design that the window has exported (JSON); what else is given takes its settings’ place',
  },
  {
    flags: '--like <run>',
    description:
      'A run or an experiment of this lab, such as 12 or experiment-3; what else is given takes its settings’ place',
  },
];
const BUDGET: readonly FieldOption[] = [
  {
    flags: '--updates <count>',
    description: 'In place of --epochs: as many epochs as come nearest to so many steps of the optimiser',
    kind: 'number',
  },
  {
    flags: '--examples <count>',
    description: 'In place of --epochs: as many as come nearest to so many images or pairs seen',
    kind: 'number',
  },
  {
    flags: '--as-long-as <run>',
    description:
      'In place of --epochs: for the updates of a run or an experiment of this lab, such as 12 or experiment-3',
  },
];
const SEEDS: FieldOption = {
  flags: '--seeds <count>',
  description: 'The seeds 1 to this, a run each (1 to 100)',
  kind: 'number',
};

/** Those that a sweep takes as lists of its own. */
export const SWEPT: readonly string[] = ['--network', '--fraction', '--permutations'];

/** What describes a design on the command line, in the order in which the help lists it. */
export function designOptions(): readonly FieldOption[] {
  const ofFields = allFields().flatMap(({ option }) => (option === undefined ? [] : [option, ...oppositeOf(option)]));
  return [...WHOLE, ...ofFields, ...BUDGET, SEEDS];
}

/** Gives a command every option of a design. @param except flags that mean something else there */
export function addDesignOptions(command: Command, except: readonly string[] = []): Command {
  for (const { flags, description, kind = 'text' } of designOptions()) {
    if (!except.includes(longFlag(flags))) addOption(command, flags, description, kind);
  }
  return command;
}

/** Of `--width <filters>`, `--width`. */
export function longFlag(flags: string): string {
  return flags.split(' ')[0] ?? flags;
}

/** What the program calls the value of an option: of `--learning-rate <rate>`, `learningRate`. */
export function argumentName(flags: string): string {
  return longFlag(flags)
    .slice(2)
    .replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

function oppositeOf({ flags, opposite }: FieldOption): readonly FieldOption[] {
  return opposite === undefined
    ? []
    : [{ flags: longFlag(flags).replace('--', '--no-'), description: opposite, kind: 'flag' }];
}
