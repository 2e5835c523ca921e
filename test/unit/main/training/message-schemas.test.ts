import { describe, expect, it } from 'vitest';

import {
  readTrainingCommand,
  readTrainingEvent,
  trainingCommandSchema,
  trainingEventSchema,
} from '#main/training/message-schemas';
import { classificationMetrics } from '#shared/metrics/classification';
import { compareClasses } from '#shared/metrics/discrimination';
import { evaluationOf } from '#shared/runs/evaluation';
import { countPairSet, summariseSets } from '#shared/metrics/own-output';

import { expectRefusedOrSound } from '../hostile-messages';

const FILE = 'weights.safetensors';
const SHA256 = 'a'.repeat(64);
const PROGRESS = {
  phase: 'training',
  epoch: 1,
  epochs: 2,
  batch: 3,
  batches: 4,
  imagesPerSecond: 1234.5,
  secondsLeft: 6.7,
  loss: 0.8,
  accuracy: 0.9,
  residentBytes: 1e9,
  isPaused: false,
};

describe('a message of the training process', () => {
  it('is refused, or sound, whatever it is', () => {
    expectRefusedOrSound(trainingEventSchema, readTrainingEvent);
  });

  it.each([
    ['a loss that is no number', { kind: 'progress', progress: { ...PROGRESS, loss: Number.NaN } }],
    [
      'a point that is no number',
      { kind: 'epoch', points: [{ split: 'train', metric: 'loss', epoch: 1, value: '1' }] },
    ],
    [
      'a file outside the folder of the run',
      { kind: 'artefact', artefact: { kind: 'weights', file: `../${FILE}`, bytes: 1, sha256: SHA256 } },
    ],
    ['an outcome that there is not', { kind: 'ended', outcome: { kind: 'won' } }],
    [
      'counts of a kind of their own that JSON cannot keep',
      {
        kind: 'evaluation',
        evaluation: { task: 'other', protocol: 'own', figures: {}, counts: { kind: 'own', wins: Number.NaN } },
      },
    ],
    ['something added', { kind: 'paused', and: 'more' }],
    ['room for four thousand million points', { kind: 'epoch', points: new Array(4_294_967_295) }],
  ])('is refused with %s', (_, message) => {
    expect(() => readTrainingEvent(message)).toThrow(
      /^A message from the training process is not one that this lab knows, and nothing of it was used\./,
    );
  });

  it('is taken with what the metrics really give', () => {
    const [labels, predicted] = [
      [0, 1, 2, 0, 1, 2, 0, 1, 2, 1, 0, 2],
      [0, 1, 1, 0, 2, 2, 0, 1, 2, 1, 1, 2],
    ];
    const classes = {
      kind: 'evaluation',
      evaluation: evaluationOf('duplicates', {
        task: 'classification',
        loss: 1.5,
        metrics: classificationMetrics([
          [3, 1, 0],
          [0, 3, 1],
          [0, 1, 3],
        ]),
        discrimination: compareClasses(labels, predicted),
      }),
    };
    expect(readTrainingEvent(classes)).toEqual(classes);
    const sets = [1, null].map((rotation) => countPairSet(rotation, { scores: [0.1, 0.7, 0.4], same: [0, 1, 1] }, 0.5));
    const own = {
      kind: 'evaluation',
      evaluation: evaluationOf('rotations', {
        task: 'discrimination',
        loss: 0.3,
        threshold: { kind: 'fixed', value: 0.5 },
        metrics: summariseSets(sets),
      }),
    };
    expect(readTrainingEvent(own)).toEqual(own);
  });

  it('costs no more than thousandths of what it tells of: 10,000 of them in a second, and in five on a busy machine', () => {
    const begun = performance.now();
    for (let batch = 0; batch < 10_000; batch++)
      readTrainingEvent({ kind: 'progress', progress: { ...PROGRESS, batch } });
    expect(performance.now() - begun).toBeLessThan(5000);
  });
});

it('whatever the lab is said to have told a training process is refused, or sound', () => {
  expectRefusedOrSound(trainingCommandSchema, readTrainingCommand);
});
