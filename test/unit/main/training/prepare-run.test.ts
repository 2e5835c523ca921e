import { describe, expect, it } from 'vitest';

import type { LoadedDataset } from '#main/datasets/dataset';
import type { Engine } from '#main/engine/engine';
import { loadRun, type Loaded } from '#main/training/prepare-run';
import { createRunContext } from '#main/training/run-context';
import { DATASETS } from '#shared/datasets/datasets';
import { sampledImages } from '#shared/datasets/sample';
import type { ExperimentDraft, ExperimentSpec } from '#shared/experiment/experiment';

import { specOf } from '../database/spec';
import { ON_PROCESSOR } from '../executors/local/on-processor';

const labels = Uint8Array.from({ length: 40 }, (_, image) => (image * image) % 10);
const set = { images: new Uint8Array(), labels, count: 40 };
const facts = { ...DATASETS.get('shapes'), trainCount: 40, testCount: 40 };
const dataset: LoadedDataset = { facts, train: set, test: set, checksum: 'a'.repeat(64) };

const engine: Engine = {
  name: 'fake',
  device: 'nothing',
  libraries: {},
  compile: () => {
    throw new Error('Nothing is trained here.');
  },
};

function loaded(spec: ExperimentSpec, seed: number): Promise<Loaded> {
  const job = { runId: 1, spec, seed, datasetFacts: facts, datasetFolder: null, runFolder: '', code: 'test' };
  const signals = { cancel: new AbortController().signal, pause: new AbortController().signal };
  const context = createRunContext({ ...job, checkpointSeconds: 60, ...ON_PROCESSOR }, () => undefined, signals);
  return loadRun(context, { openEngine: () => engine, loadDataset: () => Promise.resolve(dataset) });
}

const QUARTER = { fraction: 0.25, sample: 'drawn' } as const;

describe('the images that a run learns from', () => {
  it('are the first of the file, for every seed, where its design says so or is of an earlier lab', async () => {
    for (const draft of [{ fraction: 0.25, sample: 'first' }, { fraction: 0.25 }] as const) {
      for (const seed of [1, 2]) {
        expect([...(await loaded(specOf(draft), seed)).trained]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
      }
    }
  });

  it.each<ExperimentDraft['network']>([{ kind: 'vanilla' }, { kind: 'siamese-vanilla' }, { kind: 'discrimination' }])(
    'are drawn by the seed alone, the same for another network: %j',
    async (network) => {
      for (const seed of [1, 2]) {
        const { trained } = await loaded(specOf({ network, ...QUARTER }), seed);
        expect(trained).toEqual(sampledImages(labels, 10, 'drawn', seed));
      }
    },
  );

  it('are what is held out and the rest of the sample, and whatever is watched it is the same sample', async () => {
    const spec = specOf({ ...QUARTER, fraction: 0.75, validation: { kind: 'held-out', fraction: 0.5 } });
    const { trained, heldOut } = await loaded(spec, 5);
    const used = [...trained, ...(heldOut ?? [])].toSorted((one, other) => one - other);
    expect(used).toEqual([...sampledImages(labels, 30, 'drawn', 5)]);
    expect(heldOut?.length).toBeGreaterThan(0);
  });

  it('are all of them, in their order, where the fraction is 1', async () => {
    const { trained } = await loaded(specOf({ sample: 'drawn' }), 3);
    expect([...trained]).toEqual([...labels.keys()]);
  });
});
