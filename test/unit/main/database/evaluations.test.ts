import { expect, it } from 'vitest';

import { artefactsOf, insertArtefact } from '#main/database/artefacts';
import { addMissingFigures, evaluationsOf, insertEvaluation } from '#main/database/evaluations';
import { insertExperiment } from '#main/database/experiments';
import { openMemoryDatabase, type WritableDatabase } from '#main/database/open';
import { pageOfRuns } from '#main/database/run-list';
import { findRun, insertRun } from '#main/database/runs';
import { classificationMetrics } from '#shared/metrics/classification';
import type { JudgedPairs } from '#shared/metrics/judged';
import { countPairSet, summariseSets, type OwnOutputMetrics, type PairSetCounts } from '#shared/metrics/own-output';
import { METRICS } from '#shared/metrics/metrics';
import { evaluationOf, type Evaluation } from '#shared/runs/evaluation';
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

it('an evaluation that is judged otherwise comes back with its counts and its figures', () => {
  const database = withRun();
  const evaluation: Evaluation = {
    task: 'other',
    protocol: 'of-an-extension',
    counts: { kind: 'hits', hits: [1, 2], nested: { deep: 0.1 + 0.2 } },
    figures: { 'hit-rate': 1 / 3 },
  };
  insertEvaluation(database, 1, evaluation);
  insertEvaluation(database, 1, { ...evaluation, figures: { 'hit-rate': 2 / 3 } });
  expect(evaluationsOf(database, 1)).toEqual([{ ...evaluation, figures: { 'hit-rate': 2 / 3 } }]);
  // it is not the protocol that counts first
  expect(findRun(database, 1)?.figures).toEqual({});
  expect(
    pageOfRuns(database, { offset: 0, limit: 9, where: [{ column: 'figure:hit-rate', is: '>=', value: 0 }] }).total,
  ).toBe(0);
});

it('a figure of a metric that is not known any more stays beside those that are', () => {
  const database = withRun();
  const judged = {
    task: 'classification',
    loss: 0.5,
    metrics: classificationMetrics([
      [8, 2],
      [1, 9],
    ]),
    discrimination: null,
  } as const;
  insertEvaluation(database, 1, evaluationOf('single', judged, { 'of-an-extension': 0.25 }));
  expect(evaluationsOf(database, 1)[0]?.figures).toMatchObject({ accuracy: 0.85, 'of-an-extension': 0.25 });
  const bounds = (min: number) => ({
    offset: 0,
    limit: 9,
    where: [{ column: 'figure:of-an-extension' as const, is: '>=' as const, value: min }],
  });
  expect([pageOfRuns(database, bounds(0.25)).total, pageOfRuns(database, bounds(0.26)).total]).toEqual([1, 0]);
});

it('a metric that came later is worked out for what is stored, once', () => {
  const database = withRun();
  const evaluation: Evaluation = { task: 'other', protocol: 'single', counts: { kind: 'hits', hits: 7 }, figures: {} };
  insertEvaluation(database, 1, evaluation);
  METRICS.register({
    name: 'hits',
    title: 'hits',
    unit: 'number',
    better: 'higher',
    source: 'this test',
    of: (told) => (told.task === 'other' && told.counts.kind === 'hits' ? Number(told.counts['hits']) : null),
  });
  addMissingFigures(database);
  expect(findRun(database, 1)?.figures).toEqual({ hits: 7 });
  database.prepare('DELETE FROM figures').run();
  addMissingFigures(database);
  expect(findRun(database, 1)?.figures).toEqual({});
});
