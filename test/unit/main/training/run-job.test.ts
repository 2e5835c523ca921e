import { mkdtemp, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import type { LoadedDataset } from '#main/datasets/dataset';
import type { BatchResult, Engine } from '#main/engine/engine';
import type { TrainingEvent, TrainingJob } from '#main/training/messages';
import { initialWeights } from '#main/engine/initial-weights';
import { runJob } from '#main/training/run-job';
import { DATASETS, type DatasetName } from '#shared/datasets/datasets';
import { LabError } from '#shared/errors/errors';

import { specOf } from '../database/spec';
import { ON_PROCESSOR } from '../executors/local/on-processor';
import { fakeNetwork } from './fake-network';

function fakeEngine(trainBatch: (batch: number) => BatchResult): Engine {
  let batch = 0;
  return {
    name: 'fake',
    device: 'nothing',
    libraries: {},
    compile: ({ plan }) => ({
      ...fakeNetwork(() => trainBatch((batch += 1))),
      exportWeights: () => initialWeights(plan, 1),
      predict: (_, { first }) => ({ class: new Float32Array(first.length * 10).fill(0.1) }),
    }),
  };
}

/** 20 grey images: nothing here looks at them. */
function tinyDataset(name: DatasetName): LoadedDataset {
  const set = {
    images: new Uint8Array(20 * 3072),
    labels: Uint8Array.from({ length: 20 }, (_, i) => i % 10),
    count: 20,
  };
  return {
    facts: { ...DATASETS.get(name), trainCount: 20, testCount: 20 },
    train: set,
    test: set,
    checksum: 'a'.repeat(64),
  };
}

async function run(
  engine: () => Engine,
  job: Partial<TrainingJob> = {},
  signal = new AbortController().signal,
  load = () => Promise.resolve(tinyDataset('shapes')),
): Promise<readonly TrainingEvent[]> {
  const told: TrainingEvent[] = [];
  const spec = specOf({ training: { epochs: 2, batchSize: 4 } });
  const runFolder = await mkdtemp(join(tmpdir(), 'siamese-lab-'));
  const full = {
    runId: 1,
    spec,
    seed: 1,
    datasetFacts: DATASETS.get((job.spec ?? spec).dataset),
    datasetFolder: null,
    runFolder,
    code: 'test',
    checkpointSeconds: 60,
    ...ON_PROCESSOR,
    ...job,
  };
  const signals = { cancel: signal, pause: new AbortController().signal };
  await runJob(full, { openEngine: engine, loadDataset: load }, (event) => told.push(event), signals);
  return told;
}

describe('a job', () => {
  it('reports what it loaded, each epoch, the artefacts and the evaluation, and then its end', async () => {
    const told = await run(() => fakeEngine(() => ({ loss: 1, correct: 100 })));
    const kinds = told.map(({ kind }) => kind).filter((kind) => kind !== 'progress');
    expect(kinds).toEqual(['loaded', 'epoch', 'epoch', 'checkpoint', 'artefact', 'artefact', 'evaluation', 'ended']);
    expect(told.at(-1)).toEqual({ kind: 'ended', outcome: { kind: 'finished' } });
    expect(told.find(({ kind }) => kind === 'loaded')).toMatchObject({
      facts: { parameterCount: 79_274, trainCount: 20, testCount: 20, machine: { engine: 'fake' } },
    });
  });

  it('tests a siamese network on the honest protocol first, and shows the leaking one beside it', async () => {
    const spec = specOf({
      network: { kind: 'siamese-vanilla' },
      pairing: { kind: 'class-preserving', permutations: 2 },
      training: { epochs: 1, batchSize: 60 },
    });
    let pairs = 0;
    const engine = fakeEngine(() => ({ loss: 1, correct: (pairs += 1) }));
    const told = await run(() => engine, { spec });
    const evaluations = told.flatMap((event) => (event.kind === 'evaluation' ? [event.evaluation] : []));
    expect(evaluations.map(({ protocol }) => protocol)).toEqual(['duplicates', 'class-matched', 'tower-a', 'tower-b']);
    expect(evaluations.map((each) => each.task === 'classification' && each.discrimination === null)).toEqual([
      false,
      true,
      false,
      false,
    ]);
    expect(told.flatMap((event) => (event.kind === 'artefact' ? event.artefact.kind : []))).toEqual([
      'weights',
      'predictions',
    ]);
    // 20 images, each with itself and two partners: one batch of 60 pairs
    expect(pairs).toBe(1);
    expect(told.find(({ kind }) => kind === 'loaded')).toMatchObject({ facts: { parameterCount: 158_538 } });
  });

  it('tests a network that tells "same" by its own output, and keeps the scores', async () => {
    const spec = specOf({ network: { kind: 'discrimination' }, training: { epochs: 1, batchSize: 40 } });
    const engine = fakeEngine(() => ({ loss: 1, correct: 30 }));
    const told = await run(
      () => ({
        ...engine,
        compile: async (...options: Parameters<Engine['compile']>) => ({
          ...(await engine.compile(...options)),
          predict: (_: unknown, { first }: { readonly first: Uint32Array }) => ({
            same: new Float32Array(first.length).fill(0.25),
          }),
        }),
      }),
      { spec },
    );
    const evaluations = told.flatMap((event) => (event.kind === 'evaluation' ? [event.evaluation] : []));
    expect(evaluations).toMatchObject([
      {
        task: 'discrimination',
        protocol: 'rotations',
        threshold: { kind: 'fixed', value: 0.5 },
        metrics: { count: 200 },
      },
      { task: 'discrimination', protocol: 'random-permutation', metrics: { count: 20 } },
    ]);
    expect(told.flatMap((event) => (event.kind === 'artefact' ? event.artefact.kind : []))).toEqual([
      'weights',
      'scores',
    ]);
    const points = told.flatMap((event) => (event.kind === 'epoch' ? event.points : []));
    // no image of these meets one of its class one place on, and all were called different
    expect(points).toContainEqual({ split: 'test', metric: 'accuracy', epoch: 1, value: 1 });
    expect(points).toContainEqual({ split: 'train', metric: 'accuracy', epoch: 1, value: 30 / 40 });
  });

  it('ends as finished, with its evaluation, when its loss no longer falls', async () => {
    const spec = specOf({ training: { epochs: 50, batchSize: 20, earlyStopping: { patience: 2 } } });
    const told = await run(() => fakeEngine((batch) => ({ loss: batch < 4 ? 4 - batch : 2, correct: 0 })), { spec });
    expect(told.filter(({ kind }) => kind === 'epoch')).toHaveLength(5);
    expect(told.filter(({ kind }) => kind === 'evaluation')).toHaveLength(1);
    expect(told.at(-1)).toEqual({ kind: 'ended', outcome: { kind: 'finished' } });
    const phases = told.flatMap((event) => (event.kind === 'progress' ? [event.progress] : []));
    expect(phases.at(-1)).toMatchObject({ phase: 'evaluating', epoch: 5, epochs: 50 });
  });

  it('watches what it holds out, never trains on it, and looks at the test set once, in the end', async () => {
    const spec = specOf({
      training: { epochs: 3, batchSize: 4, keep: 'best-validation', earlyStopping: null },
      validation: { kind: 'held-out', fraction: 0.5 },
    });
    const shown = new Set<number>();
    const sizes: number[] = [];
    let imported = 0;
    const engine: Engine = {
      ...fakeEngine(() => ({ loss: 1, correct: 0 })),
      compile: () => ({
        ...fakeNetwork(({ first }) => {
          first.forEach((image) => shown.add(image));
          return { loss: 1, correct: 0 };
        }),
        importWeights: () => (imported += 1),
        predict: (set, { first }) => {
          sizes.push(set.count);
          // the second epoch is the best one
          const right = sizes.length === 2 ? 0.5 : 0.1;
          return { class: Float32Array.from({ length: first.length * 10 }, () => right) };
        },
      }),
    };
    const told = await run(() => engine, { spec });
    // 20 images of ten classes: one of each class is held out
    expect(shown.size).toBe(10);
    expect(sizes).toEqual([10, 10, 10, 20]);
    expect(told.find(({ kind }) => kind === 'loaded')).toMatchObject({ facts: { trainCount: 10, heldOutCount: 10 } });
    const points = told.flatMap((event) => (event.kind === 'epoch' ? event.points : []));
    expect(new Set(points.map(({ split }) => split))).toEqual(new Set(['train', 'validation', 'process']));
    expect(told.filter(({ kind }) => kind === 'kept')).toEqual([{ kind: 'kept', epoch: 2 }]);
    // the weights to start from, and those that were kept
    expect(imported).toBe(2);
    expect(told.at(-1)).toMatchObject({ outcome: { kind: 'finished' } });
  });

  it('fails at once where the weights to start from are missing, and never trains from random ones', async () => {
    const spec = specOf({ network: { kind: 'vgg19', scaling: 'imagenet', transfer: {} } });
    const engine = fakeEngine(() => {
      throw new Error('A batch was trained.');
    });
    const told = await run(() => engine, { spec });
    expect(told.at(-1)).toMatchObject({
      outcome: { kind: 'failed', failure: { code: 'weights-missing', message: expect.stringContaining('install') } },
    });
    expect(told.some(({ kind }) => kind === 'loaded')).toBe(false);
  });

  it('counts the L2 penalty in the test loss of each epoch, and not in the evaluation’s', async () => {
    const engine = fakeEngine(() => ({ loss: 1, correct: 0 }));
    const penalised = {
      ...engine,
      compile: async (...options: Parameters<Engine['compile']>) => ({
        ...(await engine.compile(...options)),
        penalty: () => 3,
      }),
    };
    const told = await run(() => penalised);
    const points = told.flatMap((event) => (event.kind === 'epoch' ? event.points : []));
    const losses = points.filter(({ split, metric }) => split === 'test' && metric === 'loss');
    losses.forEach(({ value }) => expect(value).toBeCloseTo(3 + Math.log(10), 5));
    const evaluation = told.flatMap((event) => (event.kind === 'evaluation' ? [event.evaluation] : []))[0];
    expect(evaluation?.figures['loss']).toBeCloseTo(Math.log(10), 5);
  });

  it('fails when the loss is not finite, says where, and evaluates nothing', async () => {
    const told = await run(() => fakeEngine((batch) => ({ loss: batch === 7 ? Number.NaN : 1, correct: 0 })));
    expect(told.at(-1)).toMatchObject({
      kind: 'ended',
      outcome: {
        kind: 'failed',
        failure: {
          code: 'training-diverged',
          message: expect.stringContaining('The loss was NaN in epoch 2, batch 2'),
        },
      },
    });
    expect(told.filter(({ kind }) => kind === 'epoch')).toHaveLength(1);
    expect(told.some(({ kind }) => kind === 'evaluation' || kind === 'artefact')).toBe(false);
  });

  it('ends as cancelled at the batch after the cancel', async () => {
    const controller = new AbortController();
    let batches = 0;
    const engine = fakeEngine((batch) => {
      batches = batch;
      if (batch === 3) controller.abort();
      return { loss: 1, correct: 0 };
    });
    const told = await run(() => engine, {}, controller.signal);
    expect(told.at(-1)).toEqual({ kind: 'ended', outcome: { kind: 'cancelled' } });
    expect(batches).toBe(3);
  });

  it('ends as failed, with the reason, whatever goes wrong', async () => {
    const noEngine = await run(() => {
      throw new Error('no libtensorflow here');
    });
    expect(noEngine.at(-1)).toMatchObject({
      outcome: { kind: 'failed', failure: { message: expect.stringContaining('no libtensorflow here') } },
    });
    const missing = (): Promise<never> => Promise.reject(new LabError('dataset-missing', 'It is gone.'));
    const engine = fakeEngine(() => ({ loss: 1, correct: 0 }));
    const noDataset = await run(() => engine, {}, undefined, missing);
    expect(noDataset.at(-1)).toMatchObject({ outcome: { kind: 'failed', failure: { code: 'dataset-missing' } } });
  });

  it('ends as failed when its artefacts cannot be written', async () => {
    const file = join(await mkdtemp(join(tmpdir(), 'siamese-lab-')), 'file');
    await writeFile(file, '');
    const told = await run(() => fakeEngine(() => ({ loss: 1, correct: 0 })), { runFolder: file });
    expect(told.at(-1)).toMatchObject({ outcome: { kind: 'failed', failure: { code: 'file-not-read' } } });
  });
});

describe('a job and its checkpoints', () => {
  it('leaves them to the lab, which has to record the end first', async () => {
    const runFolder = await mkdtemp(join(tmpdir(), 'siamese-lab-'));
    const told = await run(() => fakeEngine(() => ({ loss: 1, correct: 1 })), { runFolder, checkpointSeconds: 0 });
    expect(told.at(-1)).toEqual({ kind: 'ended', outcome: { kind: 'finished' } });
    expect(await readdir(join(runFolder, 'checkpoints'))).not.toEqual([]);
  });

  it('says that what is recorded is void where there is none to go on from, and nothing at a first attempt', async () => {
    const restored = async (job: Partial<TrainingJob>) =>
      (await run(() => fakeEngine(() => ({ loss: 1, correct: 1 })), job)).filter(({ kind }) => kind === 'restored');
    expect(await restored({ isBegun: true })).toEqual([
      { kind: 'restored', checkpoint: { epoch: 1, batch: 0 }, series: [] },
    ]);
    expect(await restored({})).toEqual([]);
  });
});

describe('a job in a process with unsound kernels', () => {
  /** @param wrongFrom the round from which the two ways differ, from 0 */
  function unsoundEngine(wrongFrom: number): Engine {
    const engine = fakeEngine(() => ({ loss: 1, correct: 1 }));
    let rounds = 0;
    return {
      ...engine,
      compile: async (options) => ({
        ...(await engine.compile(options)),
        kernelFingerprints: () => ({
          weights: ['conv1/kernel'],
          together: Int32Array.of(rounds++ < wrongFrom ? 1 : 2),
          alone: Int32Array.of(1),
        }),
      }),
    };
  }

  it('ends before its first step, and says why', async () => {
    const told = await run(() => unsoundEngine(0));
    const kinds = told.map(({ kind }) => kind).filter((kind) => kind !== 'progress');
    expect(kinds).toEqual(['loaded', 'kernels-unsound', 'ended']);
    expect(told.at(-1)).toMatchObject({ outcome: { kind: 'failed', failure: { code: 'kernels-unsound' } } });
  });

  it('takes back its epochs and checkpoints where that shows later', async () => {
    const runFolder = await mkdtemp(join(tmpdir(), 'siamese-lab-'));
    const spec = specOf({ training: { epochs: 1000, batchSize: 4 } });
    const told = await run(() => unsoundEngine(8), { runFolder, spec, checkpointSeconds: 0 });
    const kinds = told.map(({ kind }) => kind);
    expect(kinds).toContain('epoch');
    expect(kinds).toContain('checkpoint');
    expect(told.slice(-3)).toMatchObject([
      { kind: 'kernels-unsound', reason: expect.stringContaining('conv1/kernel') },
      { kind: 'restored', checkpoint: { epoch: 1, batch: 0 }, series: [] },
      { kind: 'ended', outcome: { kind: 'failed' } },
    ]);
    await expect(readdir(join(runFolder, 'checkpoints'))).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
