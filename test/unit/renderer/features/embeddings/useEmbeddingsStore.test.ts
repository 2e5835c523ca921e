import { expect, it } from 'vitest';
import { nextTick } from 'vue';

import type { Projection } from '#shared/contract/inspection';
import type { Reply } from '#shared/contract/ipc';
import { useEmbeddingsStore } from '../../../../../src-renderer/features/embeddings/useEmbeddingsStore';
import { aFrame, createFakeLab, later, no, ok, openLab, settled, type FakeLab } from '../../fake-lab';
import { aSpec, aSummary } from '../../specimens';

const POINTS: Projection = {
  indices: Uint32Array.of(4, 9),
  x: Float32Array.of(0, 1),
  y: Float32Array.of(0, 1),
  explained: [0.75, 0.125],
  features: 32,
};
const siamese = (towers: 'separate' | 'shared') =>
  aSummary({ id: 7, spec: aSpec({ network: { kind: 'siamese-vanilla', towers } }) });
const askedFor = (lab: FakeLab, name: string): readonly unknown[] =>
  lab.asked.filter(([asked]) => asked === name).map(([, args]) => args);
const aLab = (projection: () => Reply<Projection> | Promise<Reply<Projection>> = () => ok(POINTS)): FakeLab =>
  createFakeLab({
    'run:projection': projection,
    'run:predictions': () => ok(null),
    'dataset:labels': () => ok(Uint8Array.of(0)),
    'run:neighbours': () => ok([{ index: 9, distance: 1.5 }]),
    'run:cancel-projection': () => ok(null),
  });

it('asks for no more images than the test set has, and for a second tower only where there is one', async () => {
  const lab = aLab();
  openLab(lab);
  const store = useEmbeddingsStore();
  store.count = 10_000;
  store.tower = 1;
  store.choose(siamese('shared'));
  await settled();
  expect(askedFor(lab, 'run:projection')).toEqual([{ id: 7, tower: 0, count: 1_000, method: 'pca', seed: 1 }]);
  store.choose({ ...siamese('separate'), id: 8 });
  await settled();
  expect(askedFor(lab, 'run:projection').at(-1)).toMatchObject({ id: 8, tower: 1 });
});

it('does not project again for a seed that PCA does not use', async () => {
  const lab = aLab();
  openLab(lab);
  const store = useEmbeddingsStore();
  store.choose(aSummary());
  await settled();
  store.seed = 5;
  await settled();
  expect(askedFor(lab, 'run:projection')).toHaveLength(1);
  store.method = 'umap';
  await settled();
  expect(askedFor(lab, 'run:projection').at(-1)).toMatchObject({ method: 'umap', seed: 5 });
});

it('tells how far its own run is while it is projected, and forgets it afterwards', async () => {
  const answer = later<Reply<Projection>>();
  const lab = aLab(() => answer.value);
  openLab(lab);
  const store = useEmbeddingsStore();
  store.choose(aSummary());
  await settled();
  lab.tell('projection:progress', { id: 7, progress: { phase: 'embedding', done: 200, total: 1_000 } });
  lab.tell('projection:progress', { id: 99, progress: { phase: 'projecting', done: 1, total: 2 } });
  await aFrame();
  expect(store.progress).toEqual({ phase: 'embedding', done: 200, total: 1_000 });
  answer.give(ok(POINTS));
  await settled();
  expect([store.progress, store.projection.value]).toEqual([null, POINTS]);
});

it('cancels, and can begin again', async () => {
  const lab = aLab(() => no('cancelled'));
  openLab(lab);
  const store = useEmbeddingsStore();
  store.choose(aSummary());
  await settled();
  await store.cancel();
  expect(askedFor(lab, 'run:cancel-projection')).toEqual([{ id: 7 }]);
  expect(store.projection.failure?.code).toBe('cancelled');
  await store.project();
  expect(askedFor(lab, 'run:projection')).toHaveLength(2);
});

it('asks for the neighbours of the point that is chosen, and lets go of it with its run', async () => {
  const lab = aLab();
  openLab(lab);
  const store = useEmbeddingsStore();
  store.choose(aSummary());
  await settled();
  store.chosen = 4;
  await settled();
  expect(askedFor(lab, 'run:neighbours')).toEqual([{ id: 7, tower: 0, count: 1_000, index: 4, limit: 12 }]);
  expect(store.neighbours.value).toEqual([{ index: 9, distance: 1.5 }]);
  store.choose(aSummary({ id: 8 }));
  await nextTick();
  expect([store.chosen, store.neighbours.value, store.projection.value]).toEqual([null, null, null]);
});
