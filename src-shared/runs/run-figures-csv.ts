import { csvLine, type CsvCell } from '../basics/csv';
import type { BinaryMetrics } from '../metrics/binary';
import { BUILT_IN_METRICS } from '../metrics/metrics';
import type { ClassificationEvaluation, DiscriminationEvaluation, Evaluation, Run, SeriesPoint } from './run';

const HEAD = ['part', 'protocol', 'subject', 'name', 'value'];

type Line = readonly [part: string, protocol: string | null, subject: string | null, name: string, value: CsvCell];

/**
 * Every figure of a run on a line of its own, none of them rounded, named as the data names it: for a spreadsheet or a
 * script, in no language. The subject is a class, a set of pairs, or an epoch; of a confusion matrix it is the true
 * class, and the name the predicted one.
 */
export function runFiguresCsv(run: Run, series: readonly SeriesPoint[], classNames: readonly string[]): string {
  const figures = run.evaluations.flatMap((evaluation) => linesOf(evaluation, classNames));
  const curves = [...series]
    .sort((one, other) => one.epoch - other.epoch)
    .map(({ metric, split, epoch, value }): Line => ['series', split, String(epoch), metric, finite(value)]);
  const about: readonly Line[] = [
    ['run', null, null, 'id', run.id],
    ['run', null, null, 'seed', run.seed],
    ['run', null, null, 'experiment', run.experimentTitle],
  ];
  return [HEAD, ...about, ...figures, ...curves].map(csvLine).join('');
}

function linesOf(evaluation: Evaluation, classNames: readonly string[]): readonly Line[] {
  switch (evaluation.task) {
    case 'classification':
      return classLines(evaluation, classNames);
    case 'discrimination':
      return pairLines(evaluation);
    case 'other':
      return otherLines(evaluation);
  }
}

/** Figures of metrics that an extension defines. */
function otherLines({ protocol, figures }: Evaluation): readonly Line[] {
  return Object.entries(figures)
    .filter(([name]) => !BUILT_IN_METRICS.includes(name))
    .map(([name, value]): Line => ['figure', protocol, null, name, value]);
}

function classLines(evaluation: ClassificationEvaluation, classNames: readonly string[]): readonly Line[] {
  const { protocol, loss, metrics } = evaluation;
  const nameOf = (label: number): string => classNames[label] ?? String(label);
  const { perClass, confusion, ...all } = metrics;
  return [
    ['figure', protocol, null, 'loss', finite(loss)],
    ...Object.entries(all).map(([name, value]): Line => ['figure', protocol, null, name, value]),
    ...otherLines(evaluation),
    ...perClass.flatMap((figures, label) =>
      Object.entries(figures).map(([name, value]): Line => ['class', protocol, nameOf(label), name, value as number]),
    ),
    ...confusion.flatMap((row, truth) =>
      row.map((count, predicted): Line => ['confusion', protocol, nameOf(truth), nameOf(predicted), count]),
    ),
  ];
}

function pairLines(evaluation: DiscriminationEvaluation): readonly Line[] {
  const { protocol, loss, threshold, metrics } = evaluation;
  const { ranking, ...mean } = metrics.mean;
  return [
    ['figure', protocol, null, 'loss', finite(loss)],
    ['figure', protocol, null, 'threshold', threshold.value],
    ['figure', protocol, null, 'thresholdChosenOn', threshold.kind],
    ...Object.entries({ ...mean, ...ranking }).map(([name, value]): Line => ['figure', protocol, null, name, value]),
    ...otherLines(evaluation),
    ...metrics.perSet.flatMap(({ rotation, metrics: figures, ranking: order }) =>
      Object.entries({ ...withoutMatrix(figures), ...order }).map(([name, value]): Line => [
        'pairs',
        protocol,
        rotation === null ? 'random' : `rotation-${rotation}`,
        name,
        value,
      ]),
    ),
  ];
}

/** The figures, and the four counts by what pairs are and what they were called. */
function withoutMatrix({ confusion, ...figures }: BinaryMetrics): Readonly<Record<string, number>> {
  const [[kept, mistaken], [missed, found]] = confusion;
  return {
    ...figures,
    differentCalledDifferent: kept,
    differentCalledSame: mistaken,
    sameCalledDifferent: missed,
    sameCalledSame: found,
  };
}

/** A loss that has diverged is no number of a spreadsheet. */
function finite(value: number): CsvCell {
  return Number.isFinite(value) ? value : String(value);
}
