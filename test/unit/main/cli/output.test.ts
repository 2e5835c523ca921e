import { expect, it } from 'vitest';

import { compareText } from '#main/cli/compare-command';
import { evaluationText, seriesByName } from '#main/cli/output';
import { table } from '#main/cli/table';
import { evaluationOf } from '#shared/runs/evaluation';
import { aggregate } from '#shared/metrics/aggregate';
import { countPairSet, summariseSets } from '#shared/metrics/own-output';

it('a table aligns words to the left and numbers to the right', () => {
  expect(
    table(
      ['name', 'count'],
      [
        ['cat', '5'],
        ['automobile', '12'],
      ],
    ),
  ).toBe(['name        count', '----------  -----', 'cat             5', 'automobile     12'].join('\n'));
});

it('series are printed by split and metric, a value an epoch', () => {
  expect(
    seriesByName([
      { split: 'train', metric: 'loss', epoch: 1, value: 2 },
      { split: 'train', metric: 'loss', epoch: 2, value: 1 },
      { split: 'test', metric: 'accuracy', epoch: 1, value: 0.5 },
    ]),
  ).toEqual({ train: { loss: [2, 1] }, test: { accuracy: [0.5] } });
});

it('an evaluation by own output leads with what a floor cannot reach, and shows every set', () => {
  const text = evaluationText(
    [],
    evaluationOf('rotations', {
      task: 'discrimination',
      loss: 0.25,
      threshold: { kind: 'fixed', value: 0.5 },
      metrics: summariseSets([countPairSet(1, { scores: [0.9, 0.8, 0.6, 0.4], same: [1, 0, 1, 0] }, 0.5)]),
    }),
  );
  expect(text.split('\n').slice(1, 4)).toEqual([
    'F1 of same 0.8000   balanced accuracy 0.7500   ROC-AUC 0.7500   PR-AUC 0.8333   equal error rate 0.5000   (4 pairs)',
    'accuracy 0.7500, where always answering "different" gives 0.5000   loss 0.2500',
    'threshold 0.5: nothing was held out to choose it on',
  ]);
  expect(text).toMatch(/1\s+0\.8000\s+0\.7500.*\[\[1, 1\], \[0, 2\]\]/);
});

it('the deck’s D3 is compared by rotation 1, with our means over all rotations below', () => {
  const over = aggregate([0.6]);
  const figures = {
    runIds: [4],
    epochs: 500,
    budget: null,
    asInDeck: true,
    accuracy: aggregate([0.93]),
    isStudy: false,
    macroF1: null,
    weightedF1: null,
    weightedF1ByPrediction: null,
    f1OfSame: aggregate([0.66]),
    overRotations: { f1OfSame: over, balancedAccuracy: over, accuracy: over, areaUnderRoc: over },
  };
  const lines = compareText([{ row: 'D3', canRun: true, runs: [], figures }], 'md')
    .split('\n')
    .slice(2);
  expect(lines).toHaveLength(6);
  expect(lines[0]).toContain(
    '| accuracy | 0.9300 | 0.9300 (n = 1) | +0.0000 (budget not known) | 500 of 1010 | ? | 4 |',
  );
  expect(lines[1]).toContain('| F1 of same | 0.6510 | 0.6600 (n = 1) | +0.0090 (budget not known) |');
  expect(lines[2]).toContain('| F1 of same, rotations 1–10 | – | 0.6000 (n = 1) | – |');
});
