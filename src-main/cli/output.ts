import type { LabFailure } from '#shared/errors';
import { DATASETS, type DatasetInfo } from '#shared/datasets';
import { isChosenOnTest, type ExperimentSpec } from '#shared/experiment';
import type { Evaluation, Run, RunSummary, SeriesPoint } from '#shared/run';

/** A table of text with aligned columns; numbers to the right. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => (row[column] ?? '').length)));
  const isNumber = head.map((_, column) => rows.every((row) => /^[-\d.,%/–]*$/.test(row[column] ?? '')));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return isNumber[column] === true ? cell.padStart(width) : cell.padEnd(width);
      })
      .join('  ')
      .trimEnd();
  return [line(head), widths.map((width) => '-'.repeat(width)).join('  '), ...rows.map(line)].join('\n');
}

const figure = (value: number | null): string => (value === null ? '–' : value.toFixed(4));

export function datasetsText(infos: readonly DatasetInfo[]): string {
  return table(
    ['dataset', 'training', 'test', 'state'],
    infos.map(({ facts, state }) => [
      facts.name,
      String(facts.trainCount),
      String(facts.testCount),
      state.kind === 'installed'
        ? `installed in ${state.folder}`
        : state.kind === 'damaged'
          ? `damaged: ${state.problem}`
          : state.kind,
    ]),
  );
}

export function runsText(runs: readonly RunSummary[], total: number): string {
  if (total === 0) return 'There are no runs yet. Start one with: npm run lab -- run --dataset shapes --epochs 5';
  const rows = runs.map((run) => [
    String(run.id),
    run.experimentTitle,
    String(run.seed),
    run.status,
    `${run.epochsDone}/${run.spec.training.epochs}`,
    figure(run.accuracy),
    figure(run.macroF1),
    new Date(run.queuedAt).toISOString().slice(0, 16).replace('T', ' '),
  ]);
  const head = ['run', 'experiment', 'seed', 'status', 'epochs', 'accuracy', 'macro F1', 'queued (UTC)'];
  const rest = total > runs.length ? `\n${total - runs.length} older runs are not shown; use --limit.` : '';
  return table(head, rows) + rest;
}

export function runText(run: Run): string {
  const lines = [
    `Run ${run.id}: ${run.experimentTitle}, seed ${run.seed}: ${run.status}`,
    `${run.epochsDone} of ${run.spec.training.epochs} epochs, batch ${run.spec.training.batchSize}, ` +
      `${run.spec.training.optimiser} ${run.spec.training.learningRate}`,
  ];
  if (run.facts !== null) {
    const { facts } = run;
    lines.push(
      `${facts.parameterCount} parameters, ${facts.trainCount} training and ${facts.testCount} test images`,
      `${facts.machine.device} (${facts.machine.engine} engine) on ${facts.machine.processor}, ${facts.machine.runtime}, lab ${facts.machine.code}`,
    );
  }
  lines.push(...provenanceLines(run));
  if (run.failure !== null) lines.push(run.failure.message);
  for (const evaluation of run.evaluations) lines.push('', evaluationText(run.spec, evaluation));
  for (const { kind, file, bytes, sha256 } of run.artefacts) {
    lines.push(`${kind}: ${file}, ${bytes} bytes, sha256 ${sha256.slice(0, 12)}…`);
  }
  return lines.join('\n');
}

/** What a reader has to know of how the figures came about, beyond the design's first line. */
function provenanceLines({ spec, facts }: Run): readonly string[] {
  const { startingWeights, heldOutCount, keptEpoch } = facts ?? {};
  return [
    ...(startingWeights === undefined
      ? []
      : [`started from ${startingWeights.file}, sha256 ${startingWeights.sha256.slice(0, 12)}…`]),
    ...(heldOutCount === undefined ? [] : [`validated on ${heldOutCount} training images that were held out`]),
    ...(keptEpoch === undefined
      ? []
      : [`the weights are those of epoch ${keptEpoch}, of the smallest validation loss`]),
    ...(isChosenOnTest(spec)
      ? ['Chosen by the test set: it decided when to stop or what to keep, so these figures flatter the network.']
      : []),
  ];
}

const PROTOCOL_NOTES = {
  single: 'each test image once',
  duplicates: 'each test image to both towers',
  'class-matched': 'a test image of the same true class beside each: this leaks the label',
  'tower-a': 'the first half of the cut network alone',
  'tower-b': 'the second half of the cut network alone',
  rotations: 'each test image with the one r places on, r = 1 … 10',
  'random-permutation': 'each test image with a random other one',
} as const;

/** Every figure of an evaluation, for people. */
export function evaluationText(
  spec: Pick<ExperimentSpec, 'dataset'>,
  { protocol, loss, metrics, discrimination }: Evaluation,
): string {
  const names = DATASETS[spec.dataset].classNames;
  const perClass = table(
    ['class', 'precision', 'recall', 'F1', 'support'],
    metrics.perClass.map(({ precision, recall, f1, support }, index) => [
      names[index] ?? String(index),
      figure(precision),
      figure(recall),
      figure(f1),
      String(support),
    ]),
  );
  const confusion = table(
    ['truth \\ predicted', ...names.map((name) => name.slice(0, 6))],
    metrics.confusion.map((row, index) => [names[index] ?? String(index), ...row.map(String)]),
  );
  const compared = discrimination?.asInTheSlides;
  return [
    `Protocol ${protocol}: ${PROTOCOL_NOTES[protocol]}`,
    `accuracy ${figure(metrics.accuracy)}   macro F1 ${figure(metrics.macroF1)}   weighted F1 ${figure(metrics.weightedF1)}` +
      `   weighted F1 by predicted counts ${figure(metrics.weightedF1ByPrediction)}   loss ${figure(loss)}   (${metrics.count} test images)`,
    ...(compared === undefined
      ? []
      : [
          `same or different, by comparing classes: accuracy ${figure(compared.accuracy)} (ten rotations), F1 of same ${figure(compared.f1)} (rotation 10)`,
        ]),
    '',
    perClass,
    '',
    confusion,
    '',
  ].join('\n');
}

/** Series by split and metric, a value an epoch: what `--json` prints. */
export function seriesByName(points: readonly SeriesPoint[]): Record<string, Record<string, number[]>> {
  const series: Record<string, Record<string, number[]>> = {};
  for (const { split, metric, epoch, value } of points) {
    const metrics = (series[split] ??= {});
    (metrics[metric] ??= [])[epoch - 1] = value;
  }
  return series;
}

/** The one object that `--json` prints for a run. */
export function runJson(run: Run, points: readonly SeriesPoint[]): object {
  return { ...run, isChosenOnTest: isChosenOnTest(run.spec), series: seriesByName(points) };
}

export function failureText({ message, detail }: LabFailure): string {
  return detail === undefined || process.env['SIAMESE_LAB_DEBUG'] === undefined ? message : `${message}\n${detail}`;
}
