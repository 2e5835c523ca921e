import { readDesignFile } from '#shared/experiment/design-file';
import { LabError } from '#shared/errors/errors';
import { describeProblems, MOST_SEEDS, parseExperimentSpec, type ExperimentSpec } from '#shared/experiment/experiment';
import { fieldFor } from '#shared/experiment/fields/index';
import { deckSays, DECK_SAYS_ROW_IDS, PRESET_ROW_IDS, presetOf, standsForRow } from '#shared/experiment/presets';
import { isPublishedRowId, type PublishedRowId } from '#shared/reference/published';

import { designText } from '../lab/design-text';
import { wantedBudget, withBudget, type BudgetArguments } from './budget-arguments';
import { designOf, type TypedSettings } from './design-arguments';
import { longFlag } from './design-options';
import { pathArgument } from './path-argument';

/** What `lab run` takes, as it was typed: the options of the field table, by their names, and these. */
export interface RunArguments extends TypedSettings, BudgetArguments {
  readonly row?: string;
  /** Which of two designs of the row: as it was run, or as the deck says. */
  readonly variant?: string;
  /** A run or an experiment of this lab whose design it begins with: "12", "experiment-3". */
  readonly like?: string;
  /** A file with a design, as the window exports it. */
  readonly design?: string;
  /** A file of weights to start from: not a part of the design, which names weights and no files. */
  readonly weights?: string;
  /** Of the experiment. */
  readonly name?: string;
  readonly seed?: readonly unknown[];
  /** How many seeds: 1, 2, 3, … */
  readonly seeds?: unknown;
}

/**
 * The design that the arguments describe: a row of the deck or a file where one is named, with whatever else is given in place of
 * its settings; otherwise what is left out takes the default. With more than seeds and epochs changed, or epochs chosen by
 * a budget, it no longer stands for the row.
 * @param like the design that `--like` names, see `designLike`
 * @throws LabError `invalid-spec` naming every argument that is wrong
 */
export function specFromArguments(typed: RunArguments, like?: ExperimentSpec): ExperimentSpec {
  return withBudget(designFromArguments(typed, like), wantedBudget(typed));
}

/** The same without a budget: its epochs are those of the design. */
export function designFromArguments(typed: RunArguments, like?: ExperimentSpec): ExperimentSpec {
  const result = parseExperimentSpec(designOf({ ...typed, seed: seedsOf(typed) }, like ?? startOf(typed)));
  if (result.kind === 'valid') return standsForRow(result.spec) ? result.spec : { ...result.spec, row: null };
  const named = result.problems.map(({ field, message }) => ({ field: argumentOf(field), message }));
  throw new LabError('invalid-spec', describeProblems(named));
}

/** @throws LabError `invalid-spec` that names the argument where there is no such row */
export function rowOf(typed: string, argument: '--row' | '--rows' = '--row'): PublishedRowId {
  if (isPublishedRowId(typed)) return typed;
  throw new LabError(
    'invalid-spec',
    `${argument}: Received "${typed}"; expected a row of the deck, such as C1, D2 or E1.`,
  );
}

/** What the arguments change: a row, a design in a file, or nothing yet. */
function startOf({ row, variant, design }: RunArguments): ExperimentSpec | undefined {
  if (row !== undefined && design !== undefined) {
    throw new LabError('invalid-spec', 'Received --row and --design; expected one of the two. Leave the other out.');
  }
  if (variant !== undefined) return variantOf(row, variant);
  if (row !== undefined) return presetOrRefuse(row);
  if (design === undefined) return undefined;
  return readDesignFile(designText(pathArgument(design, '--design')), design);
}

/** @throws LabError `invalid-spec` where the row has no such variant */
function variantOf(row: string | undefined, variant: string): ExperimentSpec {
  if (row !== undefined && variant === 'as-run') return presetOrRefuse(row);
  const spec = row === undefined || variant !== 'deck-says' ? undefined : deckSays(rowOf(row));
  if (spec !== undefined) return spec;
  throw new LabError(
    'invalid-spec',
    `--variant: Received "${variant}" of ${row === undefined ? 'no row' : `row ${row}`}; expected as-run of any row, or ` +
      `deck-says of ${DECK_SAYS_ROW_IDS.join(', ')}, where the deck says another thing than was run.`,
  );
}

function presetOrRefuse(typed: string): ExperimentSpec {
  const preset = presetOf(rowOf(typed));
  if (preset !== undefined) return preset;
  throw new LabError(
    'invalid-spec',
    `--row: Received ${typed}, which the lab cannot train yet; expected one of ${PRESET_ROW_IDS.join(', ')}.`,
  );
}

function seedsOf({ seed, seeds }: RunArguments): readonly unknown[] | undefined {
  if (seeds === undefined) return seed;
  if (seed !== undefined) {
    throw new LabError('invalid-spec', 'Received --seed and --seeds; expected one of the two. Leave the other out.');
  }
  if (typeof seeds === 'number' && Number.isInteger(seeds) && seeds >= 1 && seeds <= MOST_SEEDS) {
    return Array.from({ length: seeds }, (_, index) => index + 1);
  }
  throw new LabError(
    'invalid-spec',
    `--seeds: Received ${JSON.stringify(seeds)}; expected how many seeds: a whole number from 1 to ${MOST_SEEDS}. ` +
      'A seed of its own is given with --seed.',
  );
}

/** The argument behind a field of the spec. */
function argumentOf(path: string): string {
  const flags = fieldFor(path)?.option?.flags;
  return flags === undefined ? `--${path.split('.')[0] ?? path}` : longFlag(flags);
}
