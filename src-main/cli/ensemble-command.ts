import { disjointGroups, ENSEMBLE_SIZES } from '#shared/answers/ensembles';
import { LabError } from '#shared/errors/errors';
import { aggregate } from '#shared/metrics/aggregate';
import { differenceOf, meanInterval, type Difference } from '#shared/metrics/difference';
import { differenceText } from '#shared/answers/english-words';
import { aggregateText } from '#shared/comparison/english-words';
import { figureIn } from '#shared/metrics/metrics';
import type { ClassificationEvaluation } from '#shared/runs/evaluation';
import type { Run } from '#shared/runs/run';

import type { Lab } from '../lab/lab';
import { runsNamed } from './bundle-command';
import { evaluationText } from './output';
import { printJson, printLine } from './standard-output';
import { table } from './table';

/** What `lab ensemble` takes beside its runs, as it was typed. */
export interface EnsembleArguments {
  /** Networks in an ensemble. */
  readonly of?: number;
}

interface Ensemble {
  readonly members: readonly Run[];
  readonly evaluation: ClassificationEvaluation;
}

/** The figures that are told, by their metrics. */
const TOLD = ['accuracy', 'macro-f1', 'weighted-f1', 'loss'] as const;
type Told = (typeof TOLD)[number];

/** A figure over all ensembles, and what it is more than the mean of their members. */
interface Summary {
  readonly metric: Told;
  readonly values: readonly number[];
  readonly members: readonly number[];
  readonly gain: Difference;
}

/** `ensemble 3 4`, `ensemble experiment-2 --of 2`: averages what finished networks say of the test images. */
export async function ensembleCommand(
  lab: Lab,
  typed: readonly string[],
  { of: size = ENSEMBLE_SIZES.least, json }: EnsembleArguments & { readonly json: boolean },
): Promise<number> {
  const runs = [...new Set(typed.flatMap((run) => runsNamed(lab, run)))].map((id) => lab.run(id));
  const finished = runs.filter(({ status }) => status === 'finished').map((run) => ({ ...run, runId: run.id }));
  const groups = disjointGroups(finished, ensembleSize(size, '--of'));
  if (groups.length === 0) {
    throw new LabError(
      'invalid-request',
      `Received ${finished.length} finished run${finished.length === 1 ? '' : 's'} for ensembles of ${size}; expected ${size} or more, such as: ensemble 3 4, or ensemble experiment-2.`,
    );
  }
  const ensembles: Ensemble[] = [];
  for (const members of groups) {
    ensembles.push({ members, evaluation: await lab.ensembles.evaluate(members.map(({ id }) => id)) });
  }
  const used = new Set(groups.flat().map(({ id }) => id));
  const leftOut = runs.filter(({ id }) => !used.has(id)).map(({ id }) => id);
  const summaries = TOLD.flatMap((metric) => summaryOf(ensembles, metric) ?? []);
  if (json) printJson(asJson(size, ensembles, summaries, leftOut));
  else printLine(asText(size, ensembles, summaries, leftOut));
  return 0;
}

/** @throws LabError `invalid-request` */
export function ensembleSize(typed: number, option: string): number {
  const { least, most } = ENSEMBLE_SIZES;
  if (Number.isInteger(typed) && typed >= least && typed <= most) return typed;
  throw new LabError(
    'invalid-request',
    `${option}: Received ${typed}; expected how many networks to average: a whole number from ${least} to ${most}.`,
  );
}

function summaryOf(ensembles: readonly Ensemble[], metric: Told): Summary | null {
  const found = ensembles.map(({ members, evaluation }) => ({
    seed: members[0]?.seed ?? 0,
    value: figureIn(evaluation.figures, metric),
    alone: members.map((run) => figureOfMember(run, metric, evaluation.protocol)),
  }));
  const known = found.flatMap(({ seed, value, alone }) => {
    const values = alone.filter((each) => each !== null);
    return value === null || values.length < alone.length ? [] : [{ seed, value, alone: aggregate(values).mean }];
  });
  if (known.length < found.length) return null;
  return {
    metric,
    values: known.map(({ value }) => value),
    members: known.map(({ alone }) => alone),
    gain: differenceOf(
      known,
      known.map(({ seed, alone }) => ({ seed, value: alone })),
    ),
  };
}

function figureOfMember({ evaluations }: Run, metric: Told, protocol: string): number | null {
  const evaluation = evaluations.find((each) => each.protocol === protocol);
  return evaluation === undefined ? null : figureIn(evaluation.figures, metric);
}

const idsOf = ({ members }: Ensemble): readonly number[] => members.map(({ id }) => id);
const seedsOf = ({ members }: Ensemble): readonly number[] => members.map(({ seed }) => seed);

function asJson(
  size: number,
  ensembles: readonly Ensemble[],
  summaries: readonly Summary[],
  leftOut: readonly number[],
): object {
  return {
    of: size,
    ensembles: ensembles.map((each) => ({ runs: idsOf(each), seeds: seedsOf(each), evaluation: each.evaluation })),
    figures: summaries.map(({ metric, values, members, gain }) => ({
      metric,
      ...aggregate(values),
      interval: meanInterval(aggregate(values)),
      members: aggregate(members).mean,
      gain,
    })),
    leftOut,
  };
}

function asText(
  size: number,
  ensembles: readonly Ensemble[],
  summaries: readonly Summary[],
  leftOut: readonly number[],
): string {
  const figures = table(
    ['runs', 'seeds', ...summaries.map(({ metric }) => metric)],
    ensembles.map((each, place) => [
      idsOf(each).join('+'),
      seedsOf(each).join(', '),
      ...summaries.map(({ values }) => (values[place] ?? Number.NaN).toFixed(4)),
    ]),
  );
  const [only] = ensembles;
  return [
    `Ensembles of ${size}: the mean of the class probabilities of ${size} networks. Nothing was trained for it.`,
    figures,
    ...summaries.map(summaryText),
    ...(leftOut.length === 0 ? [] : [`Left out: run${leftOut.length === 1 ? '' : 's'} ${leftOut.join(', ')}.`]),
    ...(ensembles.length === 1 && only !== undefined
      ? ['', evaluationText(only.members[0]?.datasetFacts?.classNames ?? [], only.evaluation)]
      : []),
  ].join('\n');
}

/** "accuracy 0.8100 ± 0.0100 (n = 2), 95 % 0.7 to 0.9; +0.0100 against its members alone" */
function summaryText({ metric, values, gain }: Summary): string {
  const all = aggregate(values);
  const interval = meanInterval(all);
  const range = interval === null ? '' : `, 95 % ${interval.map((end) => end.toFixed(4)).join(' to ')}`;
  return `${metric} ${aggregateText(all)}${range}; against its members alone ${differenceText(gain)}`;
}
