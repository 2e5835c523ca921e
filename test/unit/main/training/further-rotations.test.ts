import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import type { LoadedDataset } from '#main/datasets/dataset';
import type { CompileOptions, DeviceNetwork, Engine } from '#main/engine/engine';
import { createGraphEngine } from '#main/engine/graph/graph-engine';
import { createLayersEngine } from '#main/engine/layers/layers-engine';
import { loadTensorflow } from '#main/engine/tensorflow';
import { decodeSafetensors } from '#main/formats/safetensors';
import { examplesOf } from '#main/training/examples';
import type { TrainingEvent, TrainingJob } from '#main/training/messages';
import { runJob } from '#main/training/run-job';
import { createRandom } from '#shared/basics/random';
import { DATASETS } from '#shared/datasets/datasets';

import { specOf } from '../database/spec';
import { ON_PROCESSOR } from '../executors/local/on-processor';

const tf = loadTensorflow();
const COUNT = 24;
/** Two epochs on the rotations 1 and 2, then two on 5 and 7, two on 6 and 8, and one on 7 and 9. */
const SPEC = specOf({
  network: { kind: 'discrimination', width: 2, embedding: 4 },
  pairing: { kind: 'rotations', rotations: [1, 2], further: { after: 2, every: 2, rotations: [5, 7] } },
  training: { epochs: 7, batchSize: 16 },
});

function dataset(): LoadedDataset {
  const random = createRandom(5);
  const set = {
    images: Uint8Array.from({ length: COUNT * 3072 }, () => random.integer(256)),
    labels: Uint8Array.from({ length: COUNT }, (_, image) => image % 3),
    count: COUNT,
  };
  const facts = { ...DATASETS.get('shapes'), trainCount: COUNT, testCount: COUNT };
  return { facts, train: set, test: set, checksum: 'a'.repeat(64) };
}

interface Attempt {
  readonly engine: Engine;
  readonly runFolder: string;
  /** Pauses behind so many batches; never where it is left out. */
  readonly pauseAfter?: number;
  readonly spec?: TrainingJob['spec'];
}

async function attempt({ engine, runFolder, pauseAfter, spec = SPEC }: Attempt): Promise<readonly TrainingEvent[]> {
  const told: TrainingEvent[] = [];
  const pause = new AbortController();
  let batches = 0;
  const counted = async (options: CompileOptions): Promise<DeviceNetwork> => {
    const network = await engine.compile(options);
    return {
      ...network,
      trainBatch: (batch) => {
        if ((batches += 1) === pauseAfter) pause.abort();
        return network.trainBatch(batch);
      },
    };
  };
  const job = {
    ...{ runId: 1, spec, seed: 3, datasetFacts: DATASETS.get('shapes'), datasetFolder: null, runFolder },
    ...{ code: 'test', checkpointSeconds: 0, ...ON_PROCESSOR },
  };
  await runJob(
    job,
    { openEngine: () => ({ ...engine, compile: counted }), loadDataset: () => Promise.resolve(dataset()) },
    (event) => told.push(event),
    { cancel: new AbortController().signal, pause: pause.signal },
  );
  return told;
}

const folder = (): Promise<string> => mkdtemp(join(tmpdir(), 'siamese-lab-'));
const weightsOf = (told: readonly TrainingEvent[]): string | undefined =>
  told.flatMap((event) =>
    event.kind === 'artefact' && event.artefact.kind === 'weights' ? [event.artefact.sha256] : [],
  )[0];

describe.each([
  ['the layers engine', createLayersEngine(tf)],
  ['the graph engine', createGraphEngine(tf)],
])('further rotations on %s', (_, engine) => {
  it('are the same to the last bit for a run that was paused on either side of a change', async () => {
    const whole = await attempt({ engine, runFolder: await folder() });
    expect(whole.at(-1)).toMatchObject({ outcome: { kind: 'finished' } });
    // of three batches an epoch: within the first rotations, on either side of a change, and behind it
    for (const pauseAfter of [6, 7, 13]) {
      const runFolder = await folder();
      const first = await attempt({ engine, runFolder, pauseAfter });
      expect(first.at(-1)).toMatchObject({ outcome: { kind: 'paused' } });
      const rest = await attempt({ engine, runFolder });
      expect(rest.at(-1)).toMatchObject({ outcome: { kind: 'finished' } });
      expect(rest.some(({ kind }) => kind === 'restored')).toBe(true);
      expect(weightsOf(rest)).toBe(weightsOf(whole));
    }
  });

  it('train another network than the first rotations alone, and the same one until they begin', async () => {
    const alone = { ...SPEC, pairing: { kind: 'rotations' as const, rotations: [1, 2], sameWeight: 2, further: null } };
    for (const [epochs, isSame] of [
      [2, true],
      [3, false],
    ] as const) {
      // prettier-ignore
      const [one, other] = await Promise.all(
        [SPEC, alone].map(async (design) => {
          const runFolder = await folder();
          const spec = { ...design, training: { ...design.training, epochs } };
          await attempt({ engine, runFolder, spec });
          // the file names its design beside its tensors
          const { tensors } = decodeSafetensors(await readFile(join(runFolder, 'weights.safetensors')));
          return JSON.stringify(tensors.map(({ name, values }) => [name, [...values]]));
        }),
      );
      expect(one === other).toBe(isSame);
    }
  });
});

describe('the examples of each epoch', () => {
  const set = dataset().train;
  const used = Uint32Array.from({ length: COUNT }, (_, image) => image);
  const examples = examplesOf(set, used, SPEC.pairing, 1);
  const secondsOf = (epoch: number): readonly number[] => [...(examples(epoch).second ?? [])];
  const rotated = (...rotations: readonly number[]): readonly number[] =>
    rotations.flatMap((rotation) => [...used].map((image) => (image + rotation) % COUNT));

  it('are those of its rotations, in whatever order they are asked for', () => {
    const expected = [[1, 2], [1, 2], [5, 7], [5, 7], [6, 8], [6, 8], [7, 9]]; // prettier-ignore
    for (const epoch of [7, 1, 2, 3, 4, 5, 6, 3, 1]) {
      expect(secondsOf(epoch)).toEqual(rotated(...(expected[epoch - 1] ?? [])));
    }
  });

  it('are made once while the rotations stay', () => {
    expect(examples(3)).toBe(examples(4));
    expect(examples(5)).not.toBe(examples(4));
  });

  it('are refused before the first epoch where the last ones cannot be made', async () => {
    const spec = { ...SPEC, training: { ...SPEC.training, epochs: 41 } };
    const told = await attempt({ engine: createLayersEngine(tf), runFolder: await folder(), spec });
    expect(told.filter(({ kind }) => kind === 'epoch')).toEqual([]);
    expect(told.at(-1)).toMatchObject({ outcome: { kind: 'failed' } });
  });
});
