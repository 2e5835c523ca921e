import { expect, it } from 'vitest';

import { artefactsOf, insertArtefact } from '#main/database/artefacts';
import { evaluationsOf, insertEvaluation } from '#main/database/evaluations';
import { insertExperiment } from '#main/database/experiments';
import { openMemoryDatabase, type WritableDatabase } from '#main/database/open';
import { findRun, insertRun } from '#main/database/runs';
import { classificationMetrics } from '#shared/metrics/classification';
import type { JudgedPairs } from '#shared/metrics/judged';
import { countPairSet, summariseSets, type OwnOutputMetrics, type PairSetCounts } from '#shared/metrics/own-output';
import { evaluationOf } from '#shared/runs/evaluation';
import { compareClasses } from '#shared/metrics/discrimination';

import { specOf } from './spec';

const labels = [0, 0, 1, 1, 0];
const predicted = [0, 1, 1, 1, 0];

function withRun(): WritableDatabase {
  const database = openMemoryDatabase();
  const experimentId = insertExperiment(database, { title: 'vanilla', spec: specOf(), createdAt: 1 });
  insertRun(database, { experimentId, seed: 1, owner: 'me', queuedAt: 1 });
  return database;
}

it('an evaluation comes back with every figure, computed from the stored counts', () => {
  const database = withRun();
  const evaluation = evaluationOf('single', {
    task: 'classification',
    loss: 0.7,
    metrics: classificationMetrics([
      [8, 2],
      [1, 9],
    ]),
    discrimination: compareClasses(labels, predicted, [1, 2]),
  });
  insertEvaluation(database, 1, evaluation);
  expect(evaluationsOf(database, 1)).toEqual([evaluation]);
  expect(findRun(database, 1)).toMatchObject({
    figures: { accuracy: 0.85, 'macro-f1': evaluation.metrics.macroF1, loss: 0.7 },
  });
  expect(findRun(database, 1)?.figures).not.toHaveProperty('f1-of-same');
});

it('an evaluation by the network’s own output comes back with every figure, its threshold and its sets', () => {
  const database = openMemoryDatabase();
  const spec = specOf({ network: { kind: 'discrimination' } });
  insertRun(database, {
    experimentId: insertExperiment(database, { title: 'discrimination', spec, createdAt: 1 }),
    seed: 1,
    owner: 'me',
    queuedAt: 1,
  });
  const sets = [1, 2].map((rotation) =>
    countPairSet(rotation, { scores: [0.9, 0.1 * rotation, 0.6], same: [1, 1, 0] }, 0.5),
  );
  const told = (metrics: OwnOutputMetrics): JudgedPairs => ({
    task: 'discrimination',
    loss: 0.7,
    threshold: { kind: 'validation', value: 0.5, goal: 'f1', pairs: 40 },
    metrics,
  });
  const evaluation = evaluationOf('rotations', told(summariseSets(sets)));
  const random = evaluationOf(
    'random-permutation',
    told(summariseSets([{ ...sets[0], rotation: null } as PairSetCounts])),
  );
  insertEvaluation(database, 1, evaluation);
  insertEvaluation(database, 1, random);
  expect(evaluationsOf(database, 1)).toEqual([evaluation, random]);
  // the first protocol counts; there are no classes to have a macro F1 of
  expect(findRun(database, 1)).toMatchObject({
    figures: { accuracy: evaluation.metrics.mean.accuracy, 'f1-of-same': evaluation.metrics.mean.f1 },
  });
  expect(findRun(database, 1)?.figures).not.toHaveProperty('macro-f1');
});

it('an artefact of a kind replaces the one before', () => {
  const database = withRun();
  const artefact = { kind: 'weights', file: 'weights.safetensors', bytes: 3, sha256: 'a'.repeat(64) } as const;
  insertArtefact(database, 1, artefact);
  insertArtefact(database, 1, { ...artefact, bytes: 4 });
  expect(artefactsOf(database, 1)).toEqual([{ ...artefact, bytes: 4 }]);
});
