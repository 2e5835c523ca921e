import { type ExperimentDraft, type ExperimentSpec } from '#shared/experiment/experiment';
import { titleOf } from '#shared/experiment/title';
import { parseExperimentSpec } from '#shared/experiment/experiment';
import { asksForSame } from '#shared/protocols/protocols';
import { classificationMetrics } from '#shared/metrics/classification';
import { DATASETS } from '#shared/datasets/datasets';
import { presetOf } from '#shared/experiment/presets';
import type { PublishedRowId } from '#shared/reference/published';
import { evaluationOf } from '#shared/runs/evaluation';
import type { RunStatus, SeriesPoint } from '#shared/runs/run';

import { addTags, setArchived, setNote } from '#main/database/curation';
import { insertEvaluation } from '#main/database/evaluations';
import { insertExperiment } from '#main/database/experiments';
import { openDatabase, type WritableDatabase } from '#main/database/open';
import { endRun, insertRun, setRunFacts } from '#main/database/runs';
import { insertSeries } from '#main/database/series';
import { createRandom, type Random } from '#shared/basics/random';

export interface Seeding {
  readonly runs: number;
  /** Points of each series. */
  readonly epochs: number;
  /** Milliseconds since 1970 at which the newest run was queued. */
  readonly newest: number;
}

const MINUTE = 60_000;
const SEEDS = 5;
const OWNER = 'a-machine/1/';
const NOTES = [
  'Loss rises again after epoch 12: try more dropout.',
  'The figure for the talk.',
  'Żółw i kot mylone najczęściej.',
  '=SUM(A1:A9) was in the notebook',
];
const ROWS: readonly PublishedRowId[] = ['C1', 'C2', 'C3', 'C4', 'C5', 'C6', 'E1'];

/**
 * A lab with a history, the same one each time: experiments of five seeds, mostly finished, with series and evaluations,
 * some with tags and notes. The figures are made up; the folder is for measuring and for pictures, not for reading.
 */
export function seedRuns(folder: string, seeding: Seeding): void {
  const database = openDatabase(folder);
  try {
    seedDatabase(database.writer, seeding);
  } finally {
    database.close();
  }
}

export function seedDatabase(database: WritableDatabase, { runs, epochs, newest }: Seeding): void {
  const random = createRandom(20_221_123);
  database.transaction(() => {
    for (let done = 0, experiment = 0; done < runs; experiment++) {
      const count = Math.min(SEEDS, runs - done);
      const spec = designOf(experiment, random, count, epochs);
      const createdAt = newest - (runs - done) * 7 * MINUTE;
      const level = 0.45 + 0.45 * random.next() * spec.fraction ** 0.2;
      const experimentId = insertExperiment(database, { title: titleOf(spec), spec, createdAt });
      for (const seed of spec.seeds)
        seedRun(database, { experimentId, spec, seed, queuedAt: createdAt, level, epochs }, random);
      done += count;
    }
  })();
}

function designOf(experiment: number, random: Random, seedCount: number, epochs: number): ExperimentSpec {
  const seeds = Array.from({ length: seedCount }, (_, index) => index + 1);
  const row = ROWS[random.integer(ROWS.length * 3)];
  const preset = row === undefined ? undefined : presetOf(row);
  if (preset !== undefined) return { ...preset, training: { ...preset.training, epochs }, seeds };
  const fraction = [1, 0.5, 0.25, 0.1, 0.05][random.integer(5)] ?? 1;
  const training = { epochs, batchSize: [64, 128, 512][random.integer(3)] ?? 512 };
  const drafts: readonly ExperimentDraft[] = [
    { dataset: 'shapes', network: { kind: 'vanilla' } },
    { dataset: 'cifar10', network: { kind: 'vanilla' } },
    {
      dataset: 'cifar10',
      network: { kind: 'siamese-vanilla' },
      pairing: { kind: 'class-preserving', permutations: 1 + random.integer(4) },
    },
    { dataset: 'shapes', network: { kind: 'siamese-vanilla' }, pairing: { kind: 'class-preserving', permutations: 2 } },
    { dataset: 'fashion-mnist', network: { kind: 'vanilla' } },
    { dataset: 'cifar10', network: { kind: 'vgg16-bn' } },
  ];
  const result = parseExperimentSpec({ ...drafts[experiment % drafts.length], fraction, training, seeds });
  if (result.kind === 'invalid') throw new Error(JSON.stringify(result.problems));
  return result.spec;
}

interface SeededRun {
  readonly experimentId: number;
  readonly spec: ExperimentSpec;
  readonly seed: number;
  readonly queuedAt: number;
  /** About what the runs of its experiment reach. */
  readonly level: number;
  readonly epochs: number;
}

function seedRun(database: WritableDatabase, run: SeededRun, random: Random): void {
  const { spec, experimentId, seed, queuedAt } = run;
  const id = insertRun(database, { experimentId, seed, owner: OWNER, queuedAt });
  const status = statusOf(random);
  const startedAt = queuedAt + seed * MINUTE;
  const duration = Math.round((20 + 400 * random.next()) * 1000);
  database
    .prepare("UPDATE runs SET status = 'running', started_at = ?, duration = ? WHERE id = ?")
    .run(startedAt, duration, id);
  const speed = 900 + 2400 * random.next();
  const best = run.level + 0.01 * random.normal();
  const epochs = status === 'finished' ? run.epochs : random.integer(run.epochs);
  seedFacts(database, id, spec);
  insertSeries(database, id, seriesOf(epochs, best, speed, random));
  if (status === 'finished') seedEvaluation(database, id, spec, best, random);
  endRun(database, {
    id,
    status,
    endedAt: startedAt + duration,
    failure:
      status === 'failed'
        ? {
            code: 'training-diverged',
            message: 'The training loss is not a number any more. Try a smaller learning rate.',
          }
        : null,
  });
  if (random.next() < 0.12) addTags(database, [id], [['baseline', 'talk', 'to repeat'][random.integer(3)] ?? 'talk']);
  if (random.next() < 0.05) addTags(database, [id], ['good seed']);
  if (random.next() < 0.06) setNote(database, id, NOTES[random.integer(NOTES.length)] ?? '');
  if (random.next() < 0.02) setArchived(database, [id], startedAt);
}

function statusOf(random: Random): Exclude<RunStatus, 'queued' | 'running'> {
  const chance = random.next();
  if (chance < 0.94) return 'finished';
  if (chance < 0.97) return 'failed';
  return chance < 0.99 ? 'cancelled' : 'interrupted';
}

function seriesOf(epochs: number, best: number, speed: number, random: Random): readonly SeriesPoint[] {
  return Array.from({ length: epochs }, (_, index): readonly SeriesPoint[] => {
    const epoch = index + 1;
    const accuracy = best * (1 - Math.exp(-epoch / 6)) + 0.01 * random.next();
    const point = (split: SeriesPoint['split'], metric: SeriesPoint['metric'], value: number): SeriesPoint => ({
      split,
      metric,
      epoch,
      value,
    });
    return [
      point('train', 'loss', 2.3 * Math.exp(-epoch / 8)),
      point('train', 'accuracy', accuracy),
      point('test', 'loss', 2.3 * Math.exp(-epoch / 9)),
      point('test', 'accuracy', accuracy - 0.02),
      point('process', 'imagesPerSecond', speed * (0.95 + 0.1 * random.next())),
      point('process', 'residentBytes', 7e8),
      point('process', 'tensors', 120),
    ];
  }).flat();
}

function seedFacts(database: WritableDatabase, id: number, spec: ExperimentSpec): void {
  const { trainCount, testCount } = DATASETS.get(spec.dataset);
  setRunFacts(database, id, {
    parameterCount: spec.network.kind === 'vgg16-bn' ? 14_991_946 : spec.network.kind === 'vanilla' ? 79_274 : 158_538,
    trainCount,
    testCount,
    datasetChecksum: '0'.repeat(64),
    machine: {
      processor: 'a processor',
      cores: 2,
      memoryBytes: 16e9,
      platform: 'linux x64',
      runtime: 'node 24',
      device: 'libtensorflow CPU',
      engine: 'layers',
      libraries: { tensorflow: '2.9.1', 'tfjs-node': '4.22.0' },
      code: '0.1.0',
    },
  });
}

function seedEvaluation(
  database: WritableDatabase,
  id: number,
  spec: ExperimentSpec,
  share: number,
  random: Random,
): void {
  const { classNames, testCount } = DATASETS.get(spec.dataset);
  const [classes, each] = [classNames.length, Math.floor(testCount / classNames.length)];
  const confusion = classNames.map((_, truth) => {
    const right = Math.round(each * Math.min(1, share + 0.04 * random.next()));
    const [wrong, rest] = [Math.floor((each - right) / (classes - 1)), (each - right) % (classes - 1)];
    return classNames.map((__, predicted) => {
      if (predicted === truth) return right;
      // what is left over goes to the neighbours
      return wrong + Number((predicted - truth + classes) % classes <= rest);
    });
  });
  const [protocol = 'single'] = spec.protocols;
  if (asksForSame(protocol)) throw new Error(`The benchmark has no runs that are tested by ${protocol}.`);
  const evaluation = evaluationOf(protocol, {
    task: 'classification',
    loss: 1 - share / 2,
    metrics: classificationMetrics(confusion),
    discrimination: null,
  });
  insertEvaluation(database, id, evaluation);
}
