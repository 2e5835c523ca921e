import { utcMinute } from '#shared/basics/time';
import type { LabFailure } from '#shared/errors/errors';
import type { DatasetFindings, DatasetInfo } from '#shared/datasets/datasets';
import { isChosenOnTest } from '#shared/experiment/experiment';
import { BUILT_IN_METRICS, metricTitle } from '#shared/metrics/metrics';
import { PROTOCOLS } from '#shared/protocols/protocols';
import { isUnderstood, problemsText, storedText } from '#shared/experiment/stored-spec';
import {
  halfOf,
  statusOf,
  type ClassificationEvaluation,
  type Evaluation,
  type Run,
  type SeriesPoint,
} from '#shared/runs/run';
import { budgetOfRun } from '#shared/runs/budget';
import { showableMessage } from '#shared/basics/showable';

import { budgetLine } from '#shared/comparison/budget-text';
import { ownOutputText } from './own-output-text';
import { summaryJson } from './summary-json';
import { figure, table } from './table';

export function datasetsText(infos: readonly DatasetInfo[]): string {
  return table(
    ['dataset', 'training', 'test', 'state'],
    infos.map(({ facts, state }) => [
      facts.name,
      String(facts.trainCount),
      String(facts.testCount),
      state.kind === 'installed'
        ? `installed in ${state.folder}${facts.needsInstall ? `; ${findingsText(state.findings)}` : ''}`
        : state.kind === 'damaged'
          ? `damaged: ${state.problem}`
          : state.kind,
    ]),
  );
}

const BYTES_TEXTS: Readonly<Record<DatasetFindings['bytes'], string>> = {
  official: 'the official bytes',
  'not-official': 'not the official bytes',
  unknown: 'no checksum of these files is published',
};

function findingsText(findings: DatasetFindings | undefined): string {
  if (findings === undefined) return 'not verified';
  const { bytes, sharedImages } = findings;
  return sharedImages === 0
    ? BYTES_TEXTS[bytes]
    : `${BYTES_TEXTS[bytes]}; ${sharedImages} test images are training images too`;
}

export function runText(run: Run): string {
  const lines = [
    `Run ${run.id}: ${run.experimentTitle}, seed ${run.seed}: ${statusOf(run)} (experiment-${run.experimentId})`,
    ...(run.tags.length === 0 ? [] : [`tags: ${run.tags.join(', ')}`]),
    ...(run.note === '' ? [] : [`note: ${run.note}`]),
    `${run.epochsDone} of ${storedText(run.spec, 'training.epochs')} epochs, batch ${storedText(run.spec, 'training.batchSize')}, ` +
      `${storedText(run.spec, 'training.optimiser')} ${storedText(run.spec, 'training.learningRate')}`,
    ...unknownLines(run),
  ];
  if (run.facts !== null) {
    const { facts } = run;
    lines.push(
      `${facts.parameterCount} parameters, ${facts.trainCount} training and ${facts.testCount} test images`,
      ...budgetLines(run),
      `${facts.machine.device} (${facts.machine.engine} engine) on ${facts.machine.processor}, ${facts.machine.runtime}, lab ${facts.machine.code}`,
    );
  }
  if (run.origin !== null) {
    const { machine, runId, importedAt } = run.origin;
    lines.push(`imported on ${utcMinute(importedAt)} UTC: run ${runId} of ${machine}`);
  }
  lines.push(...provenanceLines(run));
  if (run.failure !== null) lines.push(run.failure.message);
  for (const evaluation of run.evaluations)
    lines.push('', evaluationText(run.datasetFacts?.classNames ?? [], evaluation));
  for (const { kind, file, bytes, sha256 } of run.artefacts) {
    lines.push(`${kind}: ${file}, ${bytes} bytes, sha256 ${sha256.slice(0, 12)}…`);
  }
  return showableMessage(lines.join('\n'));
}

/** What the training has cost so far. */
function budgetLines(run: Run): readonly string[] {
  const budget = budgetOfRun(run);
  return budget === null ? [] : [`trained for ${budgetLine(budget)}`];
}

/** That a design is not understood and why, with its text; and what else of the run is not. */
function unknownLines({ spec, unread }: Run): readonly string[] {
  if (isUnderstood(spec)) return unread;
  return [
    'This lab does not understand the design of its experiment, so the run cannot be trained, resumed or tried again here:',
    problemsText(spec),
    `The design as it is stored: ${spec.stored}`,
    'Use the lab that made it, or a newer one, or name the extension that knows it in SIAMESE_LAB_EXTENSIONS. What there is of the run is kept, and shown as far as it is understood.',
    ...unread,
  ];
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
    ...(isUnderstood(spec) && isChosenOnTest(spec)
      ? ['Chosen by the test set: it decided when to stop or what to keep, so these figures flatter the network.']
      : []),
  ];
}

/**
 * An evaluation, for people: of one by class every figure, of half a network the main ones.
 * @param classNames empty where nobody knows them: then the numbers of the classes are shown
 */
export function evaluationText(classNames: readonly string[], evaluation: Evaluation): string {
  const { protocol } = evaluation;
  const head = `Protocol ${protocol}: ${PROTOCOLS.find(protocol)?.shown ?? 'not known to this lab'}`;
  if (evaluation.task === 'other') return [head, ...namedFigures(evaluation, true), ''].join('\n');
  if (evaluation.task === 'discrimination') {
    return [head, ownOutputText(evaluation), ...namedFigures(evaluation, false), ''].join('\n');
  }
  return [
    head,
    ...classFigures(evaluation),
    ...namedFigures(evaluation, false),
    ...(halfOf(protocol) === null ? ['', ...classTables(classNames, evaluation)] : []),
    '',
  ].join('\n');
}

/** Figures by the titles of their metrics. @param isEvery otherwise only those that the lab itself does not define */
function namedFigures({ figures }: Evaluation, isEvery: boolean): readonly string[] {
  const named = Object.entries(figures).filter(([name]) => isEvery || !BUILT_IN_METRICS.includes(name));
  return named.length === 0 ? [] : [named.map(([name, value]) => `${metricTitle(name)} ${figure(value)}`).join('   ')];
}

function classFigures({ loss, metrics, discrimination }: ClassificationEvaluation): readonly string[] {
  const compared = discrimination?.asInTheSlides;
  return [
    `accuracy ${figure(metrics.accuracy)}   macro F1 ${figure(metrics.macroF1)}   weighted F1 ${figure(metrics.weightedF1)}` +
      `   weighted F1 by predicted counts ${figure(metrics.weightedF1ByPrediction)}   loss ${figure(loss)}   (${metrics.count} test images)`,
    ...(compared === undefined
      ? []
      : [
          `same or different, by comparing classes: accuracy ${figure(compared.accuracy)} (ten rotations), F1 of same ${figure(compared.f1)} (rotation 10)`,
        ]),
  ];
}

function classTables(names: readonly string[], { metrics }: ClassificationEvaluation): readonly string[] {
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
  if (metrics.confusion.length > MOST_COLUMNS) return [perClass, '', mostConfused(names, metrics.confusion)];
  const confusion = table(
    ['truth \\ predicted', ...metrics.confusion.map((_, index) => (names[index] ?? String(index)).slice(0, 6))],
    metrics.confusion.map((row, index) => [names[index] ?? String(index), ...row.map(String)]),
  );
  return [perClass, '', confusion];
}

/** A matrix of more does not fit onto a screen. */
const MOST_COLUMNS = 30;
const MOST_CONFUSED = 20;

/** Of many classes those that are taken for each other most often. */
function mostConfused(names: readonly string[], confusion: readonly (readonly number[])[]): string {
  const pairs = confusion.flatMap((row, truth) =>
    row.flatMap((count, answer) => (truth === answer || count === 0 ? [] : [{ truth, answer, count }])),
  );
  const shown = pairs.sort((one, other) => other.count - one.count).slice(0, MOST_CONFUSED);
  const head = `most confused, of ${confusion.length} classes (the whole matrix: --json, or the window):`;
  return [
    head,
    table(
      ['truth', 'taken for', 'images'],
      shown.map(({ truth, answer, count }) => [
        names[truth] ?? String(truth),
        names[answer] ?? String(answer),
        String(count),
      ]),
    ),
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
  return {
    ...summaryJson(run),
    budget: budgetOfRun(run),
    isChosenOnTest: isUnderstood(run.spec) && isChosenOnTest(run.spec),
    series: seriesByName(points),
  };
}

export function failureText({ message, detail }: LabFailure): string {
  return detail === undefined || process.env['SIAMESE_LAB_DEBUG'] === undefined ? message : `${message}\n${detail}`;
}
