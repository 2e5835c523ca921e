import { describe, expect, it } from 'vitest';

import { insertExperiment, readDesign } from '#main/database/experiments';
import { openMemoryDatabase } from '#main/database/open';
import { findRun, insertRun } from '#main/database/runs';
import { DATASETS, factsToKeep, type DatasetFacts } from '#shared/datasets/datasets';
import { planNetwork } from '#shared/networks/index';
import { parameterCount } from '#shared/networks/plan';
import { parseExperimentSpec } from '#shared/experiment/experiment';
import { isUnderstood } from '#shared/experiment/stored-spec';

const GONE: DatasetFacts = {
  name: 'gone',
  title: 'A dataset of another lab',
  imageShape: [32, 32, 3],
  classNames: ['left', 'right'],
  trainCount: 40,
  testCount: 20,
};
const DESIGN = JSON.stringify({ dataset: 'gone', network: { kind: 'vanilla' } });

describe('a stored design', () => {
  it('is understood by its own facts where its dataset is not known', () => {
    const { spec, datasetFacts } = readDesign(DESIGN, JSON.stringify(GONE));
    if (!isUnderstood(spec) || datasetFacts === null) throw new Error('It was not understood.');
    expect(datasetFacts).toEqual(GONE);
    // 79,274 for ten classes; 33 weights a class
    expect(parameterCount(planNetwork(spec.network, datasetFacts))).toBe(79_274 - 8 * 33);
  });

  it.each([
    ['no facts', null],
    ['facts of another dataset', JSON.stringify({ ...GONE, name: 'other' })],
    ['facts that are none', '{"name":"gone"}'],
    ['facts that are no JSON', '{'],
  ])('is not understood with %s', (_, facts) => {
    const { spec, datasetFacts } = readDesign(DESIGN, facts);
    expect(spec).toMatchObject({
      problems: [{ field: 'dataset', message: expect.stringMatching(/^Received "gone";/) }],
    });
    expect(datasetFacts).toBeNull();
  });

  it('of images that are too small for its network is not understood', () => {
    const { spec } = readDesign(DESIGN, JSON.stringify({ ...GONE, imageShape: [4, 4, 3] }));
    expect(spec).toMatchObject({ problems: [{ field: 'network' }] });
  });

  it('keeps the facts that it was made with where the dataset has others today', () => {
    const smaller = { ...factsToKeep(DATASETS.get('shapes')), classNames: ['disc', 'ring'], trainCount: 10 };
    const { spec, datasetFacts } = readDesign('{"dataset":"shapes"}', JSON.stringify(smaller));
    expect([isUnderstood(spec), datasetFacts]).toEqual([true, smaller]);
  });

  it('of a dataset that is known, and without facts, has those of today', () => {
    expect(readDesign('{"dataset":"shapes"}', null).datasetFacts).toEqual(factsToKeep(DATASETS.get('shapes')));
  });

  it('goes into the database with its facts, and comes out with its runs', () => {
    const database = openMemoryDatabase();
    const result = parseExperimentSpec(JSON.parse(DESIGN), GONE);
    if (result.kind === 'invalid') throw new Error(JSON.stringify(result.problems));
    const { spec } = result;
    const experimentId = insertExperiment(database, { title: 'gone', spec, datasetFacts: GONE, createdAt: 1 });
    const id = insertRun(database, { experimentId, seed: 1, owner: 'me', queuedAt: 1 });
    expect(findRun(database, id)).toMatchObject({ spec, datasetFacts: GONE });
  });
});
