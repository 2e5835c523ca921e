import { expect, it } from 'vitest';

import type { Reply } from '#shared/contract/ipc';
import type { RunPredictions } from '#shared/datasets/pixels';
import { useModelPairStore } from '../../../../../src-renderer/features/compare/useModelPairStore';
import { FACTS, labToCompare, predictionsOf, runWith } from '../../comparisons';
import { createFakeLab, later, no, ok, openLab } from '../../fake-lab';

const pair = { first: runWith({ id: 1 }), second: runWith({ id: 2 }) };

it('matches two models image by image, and asks for each once', async () => {
  const lab = labToCompare({ 1: predictionsOf([0, 1, 9, 3]), 2: predictionsOf([0, 9, 2, 9]) });
  openLab(lab);
  const store = useModelPairStore();
  await store.show(pair);
  expect(store.open).toMatchObject({
    kind: 'ready',
    paired: { counts: { bothRight: 1, onlyFirst: 2, onlySecond: 1, bothWrong: 0 }, onlyFirst: [1, 3], onlySecond: [2] },
  });
  await store.show({ first: pair.second, second: pair.first });
  expect(store.open).toMatchObject({ kind: 'ready', paired: { onlyFirst: [2], onlySecond: [1, 3] } });
  expect(lab.asked).toHaveLength(2);
});

it('reads nothing where the data differ', async () => {
  const lab = labToCompare();
  openLab(lab);
  const store = useModelPairStore();
  const facts = { ...FACTS, datasetChecksum: 'b'.repeat(64) };
  await store.show({ first: pair.first, second: runWith({ id: 2, facts }) });
  expect(store.open).toMatchObject({ kind: 'unmatched', problem: { kind: 'other-images' } });
  expect(lab.asked).toEqual([]);
});

it('says which model has no predictions, or what the lab refused', async () => {
  openLab(labToCompare({ 1: predictionsOf([0]) }));
  const store = useModelPairStore();
  await store.show(pair);
  expect(store.open).toMatchObject({ kind: 'unmatched', problem: { kind: 'no-predictions', runId: 2 } });

  openLab(createFakeLab({ 'run:predictions': () => no('artefact-damaged') }));
  const other = useModelPairStore();
  await other.show(pair);
  expect(other.open).toMatchObject({ kind: 'refused', failure: { code: 'artefact-damaged' } });
});

it('ignores the late answer about a pair that is no longer looked at', async () => {
  const slow = later<Reply<RunPredictions | null>>();
  openLab(createFakeLab({ 'run:predictions': ({ id }) => (id === 1 ? slow.value : ok(predictionsOf([0]))) }));
  const store = useModelPairStore();
  const first = store.show(pair);
  await store.show({ first: runWith({ id: 3 }), second: runWith({ id: 4 }) });
  slow.give(ok(predictionsOf([5])));
  await first;
  expect(store.open).toMatchObject({ kind: 'ready', pair: { first: { id: 3 } } });
});
