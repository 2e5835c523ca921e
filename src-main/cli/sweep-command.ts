import { grouped } from '#shared/comparison/budget-text';
import { durationText } from '#shared/basics/duration-text';
import { DATASETS } from '#shared/datasets/datasets';
import { LabError } from '#shared/errors/errors';
import { estimateAll, estimateRun, type Calibration } from '#shared/experiment/estimate';
import { describeProblems, isSiameseKind, NETWORKS, type ExperimentSpec } from '#shared/experiment/experiment';
import { titleOf } from '#shared/experiment/title';
import {
  experimentsOf,
  sweepName,
  expandSweep,
  gridSize,
  type Swept,
  type SweepAxes,
  type SweepPoint,
} from '#shared/experiment/sweep';
import { budgetOfDesign, type Budget } from '#shared/runs/budget';
import { trainedEqually, unequalUpdates } from '#shared/runs/equal-budgets';
import { MOST_SPECS } from '#shared/contract/ipc';

import type { Lab } from '../lab/lab';
import { designFromArguments, type RunArguments } from './arguments';
import { sweepBudget, withLength } from './budget-arguments';
import { listOf, type TypedSettings } from './design-arguments';
import { calibrationsFor, tellLongWork, type CalibrationLookup } from './estimate-command';
import { designLike } from './like-argument';
import { followAll } from './run-command';
import { printJson, printLine } from './standard-output';
import { table } from './table';
import { numberOrText } from './typed-number';

/** What `lab sweep` takes beside a design, as it was typed. */
export interface SweepArguments extends Omit<RunArguments, 'network' | 'fraction' | 'permutations'> {
  readonly networks?: string | undefined;
  readonly fractions?: string | undefined;
  readonly permutations?: string | undefined;
  /** In what every experiment is like the design: updates or examples, in place of epochs. */
  readonly equal?: string | undefined;
  /** What the sweep is called. */
  readonly name?: string | undefined;
  /** Without it the sweep is only shown. */
  readonly go?: boolean;
}

/**
 * Shows what a sweep would be, how many runs and how long; with `--go` queues it and waits for the end, as `run` does.
 * Gives the exit status.
 */
export async function sweepCommand(
  lab: Lab,
  typed: SweepArguments,
  { json }: { readonly json: boolean },
): Promise<number> {
  const { networks, fractions, permutations, name, equal, go = false, ...others } = typed;
  const design = withLength(lab, others);
  const axes = { ...axesOf({ networks, fractions, permutations }), sample: design['sample'] };
  if (gridSize(axes) > MOST_SPECS) {
    throw new LabError('invalid-spec', `Received a grid of ${gridSize(axes)}; expected ${MOST_SPECS} at most.`);
  }
  const base = designFromArguments({ ...design, ...networkOf(axes, design) }, designLike(lab, design));
  const swept = trainedEqually(expandSweep(base, axes), sweepBudget({ ...design, equal }, base));
  const specs = experimentsOf(swept);
  const lookup = await calibrationsFor(lab, specs, { measure: !go });
  if (!json || !go) printSweep(swept, lookup, { json, go });
  if (specs.length === 0) return 1;
  if (!go) return 0;
  await tellLongWork(lab, specs);
  const launched = await lab.launchAll(specs, name ?? sweepName(swept));
  return followAll(
    lab,
    launched.flatMap(({ runIds }) => runIds),
    { json },
  );
}

/** The network whose options may be typed: where a row or a file names none, a siamese one of the grid, which has more. */
function networkOf({ networks }: SweepAxes, { row, design, like }: RunArguments): TypedSettings {
  const network = networks.find(isSiameseKind) ?? networks[0];
  return network === undefined || [row, design, like].some((start) => start !== undefined) ? {} : { network };
}

/** @throws LabError `invalid-spec` where a network is none, or a value comes twice */
export function axesOf(typed: Pick<SweepArguments, 'networks' | 'fractions' | 'permutations'>): SweepAxes {
  const networks = listOf(typed.networks) ?? [];
  const unknown = networks.find((name) => NETWORKS.find(name) === undefined);
  if (unknown !== undefined) {
    throw new LabError(
      'invalid-spec',
      `--networks: Received "${unknown}"; expected some of ${NETWORKS.kinds().join(', ')}.`,
    );
  }
  return {
    networks: eachOnce('--networks', networks),
    fractions: eachOnce('--fractions', numbersOf(typed.fractions)),
    permutations: eachOnce('--permutations', numbersOf(typed.permutations)),
  };
}

/** @throws LabError `invalid-spec` where a value comes twice: it would be one experiment, and is a slip */
function eachOnce<Value extends number | string>(argument: string, values: readonly Value[]): readonly Value[] {
  const repeated = values.find((value, place) => values.indexOf(value) < place);
  if (repeated === undefined) return values;
  throw new LabError(
    'invalid-spec',
    `${argument}: Received ${repeated} more than once; expected each value once. Leave it out where it comes again.`,
  );
}

/** What is no number is passed on, so that its refusal can name it. */
function numbersOf(typed: string | undefined): readonly (number | string)[] {
  return (listOf(typed) ?? []).map(numberOrText);
}

function printSweep(
  swept: readonly Swept[],
  lookup: CalibrationLookup,
  { json, go }: { readonly json: boolean; readonly go: boolean },
): void {
  const specs = experimentsOf(swept);
  const runs = specs.reduce((sum, { seeds }) => sum + seeds.length, 0);
  const seconds = estimateAll(specs, lookup);
  if (json) {
    const experiments = specs.map((spec) => ({
      title: titleOf(spec),
      spec,
      budget: budgetOf(spec),
      runSeconds: secondsOf(spec, lookup(spec)),
    }));
    const refused = swept.filter(({ kind }) => kind === 'refused');
    const merged = swept.flatMap((each) =>
      each.kind === 'merged' ? [{ point: each.point, into: titleOf(each.into) }] : [],
    );
    printJson({ experiments, runs, seconds, merged, refused });
    return;
  }
  const rows = specs.map((spec) => {
    const each = secondsOf(spec, lookup(spec));
    const { epochs, updates, examples, unit } = budgetOf(spec);
    const budget = [String(epochs), grouped(updates), `${grouped(examples)} ${unit}`];
    return [titleOf(spec), String(spec.seeds.length), ...budget, each === null ? '?' : durationText(each)];
  });
  const lines = [
    ...(rows.length === 0 ? [] : [table(['experiment', 'runs', 'epochs', 'updates', 'examples', 'a run'], rows)]),
    ...swept.flatMap(leftOut),
    ...budgetWarning(specs),
    `${specs.length} experiment${specs.length === 1 ? '' : 's'}, ${runs} run${runs === 1 ? '' : 's'}${seconds === null ? '' : `, about ${durationText(seconds)} on this machine`}.`,
    ...(go || specs.length === 0 ? [] : ['Queue them with --go.']),
  ];
  printLine(lines.join('\n'));
}

/** Equal budgets are not always to be had in whole epochs, and unequal ones make gaps that say nothing of the networks. */
function budgetWarning(specs: readonly ExperimentSpec[]): readonly string[] {
  const unequal = unequalUpdates(specs);
  if (unequal === null) return [];
  return [
    `They are not trained for equally long: ${grouped(unequal.least)} to ${grouped(unequal.most)} updates. Gaps between them will not be called better or worse; see --equal.`,
  ];
}

const budgetOf = (spec: ExperimentSpec): Budget => budgetOfDesign(spec, DATASETS.get(spec.dataset));

function secondsOf(spec: ExperimentSpec, calibration: Calibration | null): number | null {
  return calibration === null ? null : estimateRun(spec, calibration).runSeconds;
}

/** What a place on the grid came to, where it is no experiment of its own. */
function leftOut(each: Swept): readonly string[] {
  switch (each.kind) {
    case 'experiment':
      return [];
    case 'merged':
      return [`${pointText(each.point)} is the same experiment as ${titleOf(each.into)}`];
    case 'refused':
      return [`${pointText(each.point)} cannot be trained: ${describeProblems(each.problems)}`];
  }
}

function pointText({ network, fraction, permutations }: SweepPoint): string {
  const count = permutations === undefined ? '' : `, ${permutations} permutations`;
  return `${network}, fraction ${fraction}${count}`;
}
