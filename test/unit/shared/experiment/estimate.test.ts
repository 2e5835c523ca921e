import { describe, expect, it } from 'vitest';

import { calibrationKey, estimateAll, estimateRun, workloadOf, type Calibration } from '#shared/experiment/estimate';
import { parseExperimentSpec, type ExperimentDraft, type ExperimentSpec } from '#shared/experiment/experiment';

function specOf(draft: Partial<ExperimentDraft> = {}): ExperimentSpec {
  const result = parseExperimentSpec({ dataset: 'shapes', ...draft });
  if (result.kind === 'invalid') throw new Error(JSON.stringify(result.problems));
  return result.spec;
}

const MEASURED: Calibration = {
  startSeconds: 3,
  firstSecondsPerExample: 0.02,
  secondsPerExample: 0.01,
  predictSecondsPerExample: 0.001,
  batchSize: 100,
  steps: 5,
  engine: 'graph',
  device: 'libtensorflow CPU',
  measuredAt: 0,
};

describe('the work of a run', () => {
  it('is each image once an epoch, watched and tested on the test set', () => {
    expect(workloadOf(specOf({ fraction: 0.1, training: { epochs: 7 } }))).toEqual({
      epochs: 7,
      images: 500,
      trained: 500,
      watched: 1000,
      tested: 1000,
    });
  });

  it('counts pairs, what is held out, and every protocol; half a network is half the work', () => {
    const spec = specOf({
      network: { kind: 'siamese-vanilla' },
      pairing: { kind: 'class-preserving', permutations: 2 },
      validation: { kind: 'held-out', fraction: 0.2 },
    });
    expect(workloadOf(spec)).toMatchObject({ images: 4000, trained: 12_000, watched: 1000, tested: 3000 });
  });

  it('goes through ten rotations of the test set, and once through what a threshold is chosen on', () => {
    const spec = specOf({ network: { kind: 'discrimination' }, validation: { kind: 'held-out', fraction: 0.1 } });
    expect(workloadOf(spec).tested).toBe(10 * 1000 + 1000 + 500);
  });
});

describe('an estimate', () => {
  it('adds up the start, the first epoch, the others and the test', () => {
    // 500 images, 1,000 to watch: first 500 × 0.02 + 1, then twice 500 × 0.01 + 1, and a test of 1
    const estimate = estimateRun(specOf({ fraction: 0.1, training: { epochs: 3 } }), MEASURED);
    expect(estimate.epochSeconds).toBeCloseTo(6, 9);
    expect(estimate.runSeconds).toBeCloseTo(3 + 11 + 2 * 6 + 1, 9);
    expect(estimate.isAtMost).toBe(false);
  });

  it('says so where early stopping may end the run before', () => {
    expect(estimateRun(specOf({ training: { earlyStopping: { patience: 3 } } }), MEASURED).isAtMost).toBe(true);
  });

  it('of several designs counts each seed, and is none while one is not measured', () => {
    const one = specOf({ fraction: 0.1, training: { epochs: 3 }, seeds: [1, 2] });
    const other = specOf({ fraction: 0.1, network: { kind: 'vanilla', width: 8 }, training: { epochs: 3 } });
    expect(estimateAll([one, other], () => MEASURED)).toBeCloseTo(3 * 27, 9);
    expect(estimateAll([one, other], (spec) => (spec === one ? MEASURED : null))).toBeNull();
  });
});

describe('the key of a calibration', () => {
  it('is the same for designs whose steps cost the same', () => {
    const key = calibrationKey(specOf());
    expect(calibrationKey(specOf({ fraction: 0.2, seeds: [4], training: { epochs: 90 } }))).toBe(key);
    // images of the same shape and as many classes
    expect(calibrationKey(specOf({ dataset: 'cifar10' }))).toBe(key);
  });

  it.each<Partial<ExperimentDraft>>([
    { network: { kind: 'vanilla', width: 33 } },
    { training: { batchSize: 511 } },
    { training: { optimiser: 'sgd' } },
    { dataset: 'fashion-mnist' },
    { compute: { threads: 1 } },
    { compute: { precision: 'tf32' } },
  ])('is another one for %o', (draft) => {
    expect(calibrationKey(specOf(draft))).not.toBe(calibrationKey(specOf()));
  });
});
