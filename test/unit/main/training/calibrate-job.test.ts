import { describe, expect, it } from 'vitest';

import { PROCESSOR } from '#main/devices/processor-compute';
import type { Engine } from '#main/engine/engine';
import { calibrateJob } from '#main/training/calibrate-job';
import type { TrainingEvent } from '#main/training/messages';
import { LabError } from '#shared/errors/errors';
import { DATASETS } from '#shared/datasets/datasets';
import type { ExperimentDraft } from '#shared/experiment/experiment';

import { specOf } from '../database/spec';
import { fakeNetwork, type FakeNetwork } from './fake-network';

/** A clock that only work moves. */
function fakeClock(): {
  readonly sinceStart: () => number;
  readonly now: () => number;
  spend: (seconds: number) => void;
} {
  let seconds = 2;
  return {
    sinceStart: () => seconds,
    now: () => 77,
    spend: (more) => {
      seconds += more;
    },
  };
}

async function calibrate(
  draft: Partial<ExperimentDraft>,
  { step, predict = 0.5 }: { readonly step: (batch: number) => number; readonly predict?: number },
) {
  const clock = fakeClock();
  const told: TrainingEvent[] = [];
  const network: FakeNetwork = fakeNetwork(() => {
    clock.spend(step(network.batches.length));
    return { loss: 1, correct: 0 };
  });
  const engine: Engine = {
    name: 'fake',
    device: 'nothing',
    libraries: {},
    compile: () => ({
      ...network,
      predict: (...args) => {
        clock.spend(predict);
        return network.predict(...args);
      },
    }),
  };
  await calibrateJob(
    { spec: specOf(draft), datasetFacts: DATASETS.get(specOf(draft).dataset), compute: PROCESSOR },
    { openEngine: () => engine },
    (event) => told.push(event),
    clock,
  );
  return { told, batches: network.batches };
}

const calibrationIn = (told: readonly TrainingEvent[]) =>
  told.flatMap((event) => (event.kind === 'calibrated' ? [event.calibration] : []))[0];

describe('a calibration', () => {
  it('times steps after the first, and tells the usual one for an image', async () => {
    // the first step is slow, as it always is; the fourth is disturbed
    const { told } = await calibrate(
      { training: { batchSize: 100 } },
      { step: (batch) => (batch === 1 ? 9 : batch === 4 ? 3 : 1) },
    );
    expect(told.map(({ kind }) => kind)).toEqual(['calibrated', 'ended']);
    expect(calibrationIn(told)).toEqual({
      startSeconds: 2,
      firstSecondsPerExample: 0.01,
      secondsPerExample: 0.01,
      predictSecondsPerExample: 0.005,
      batchSize: 100,
      steps: 3,
      engine: 'fake',
      device: 'nothing',
      measuredAt: 77,
    });
  });

  it('shows images that nobody has seen before it shows them again', async () => {
    const { batches } = await calibrate({ training: { batchSize: 4 } }, { step: () => 1 });
    expect(batches.slice(0, 4).map(({ first }) => [...first])).toEqual([
      [0, 1, 2, 3],
      [4, 5, 6, 7],
      [0, 1, 2, 3],
      [4, 5, 6, 7],
    ]);
  });

  it('gives a siamese network pairs, and one that tells "same" what to learn', async () => {
    const { batches } = await calibrate(
      { network: { kind: 'discrimination' }, training: { batchSize: 4 } },
      { step: () => 1 },
    );
    expect(batches[0]).toEqual({
      first: Uint32Array.of(0, 1, 2, 3),
      second: Uint32Array.of(3, 2, 1, 0),
      same: Uint8Array.of(0, 1, 0, 1),
    });
  });

  it('takes smaller batches of a network whose steps would take long', async () => {
    const { told } = await calibrate({ network: { kind: 'vgg19' } }, { step: () => 30 });
    expect(calibrationIn(told)).toMatchObject({ batchSize: 50, steps: 1 });
  });

  it('ends as failed where there is no engine', async () => {
    const told: TrainingEvent[] = [];
    const openEngine = (): never => {
      throw new LabError('runtime-missing', 'There is no libtensorflow.');
    };
    await calibrateJob(
      { spec: specOf(), datasetFacts: DATASETS.get('shapes'), compute: PROCESSOR },
      { openEngine },
      (event) => told.push(event),
      fakeClock(),
    );
    expect(told).toEqual([
      { kind: 'ended', outcome: { kind: 'failed', failure: expect.objectContaining({ code: 'runtime-missing' }) } },
    ]);
  });
});
