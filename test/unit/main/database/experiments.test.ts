import { describe, expect, it } from 'vitest';

import { experimentsOfIds, insertExperiment, readDesign } from '#main/database/experiments';
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

describe('the experiments of a list', () => {
  it('are read once each, those that are not there left out, and share the facts of a dataset', () => {
    const database = openMemoryDatabase();
    const store = (title: string, draft: object, datasetFacts: DatasetFacts | null = null): number => {
      const parsed = parseExperimentSpec({ dataset: 'shapes', ...draft }, datasetFacts);
      if (parsed.kind === 'invalid') throw new Error('It was refused.');
      return insertExperiment(database, { title, spec: parsed.spec, datasetFacts, createdAt: 1 });
    };
    const small = { ...factsToKeep(DATASETS.get('shapes')), trainCount: 10 };
    const ids = [
      store('a', {}),
      store('b', { fraction: 0.5 }),
      store('c', {}, small),
      store('d', { fraction: 0.5 }, small),
    ];
    const found = experimentsOfIds(database, [...ids, ...ids, 99]);
    expect([...found].map(([id, { title }]) => [id, title])).toEqual(ids.map((id, place) => [id, 'abcd'[place]]));
    const [a, b, c, d] = ids.map((id) => found.get(id)?.datasetFacts);
    expect([b, d]).toEqual([factsToKeep(DATASETS.get('shapes')), small]);
    expect([a === b, c === d, a === c]).toEqual([true, true, false]);
    expect(experimentsOfIds(database, ids).get(ids[0] ?? 0)?.spec).toBe(found.get(ids[0] ?? 0)?.spec);
  });
});
