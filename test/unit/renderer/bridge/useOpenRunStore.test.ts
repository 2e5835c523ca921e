import { expect, it } from 'vitest';

import type { Reply } from '#shared/contract/ipc';
import type { SeriesPoint } from '#shared/runs/run';
import { useOpenRunStore } from '../../../../src-renderer/bridge/useOpenRunStore';
import { aFrame, createFakeLab, later, no, ok, openLab, settled } from '../fake-lab';
import { aRun } from '../specimens';

const loss = (epoch: number, value = 1): SeriesPoint => ({ metric: 'loss', split: 'train', epoch, value });

it('shows a run with its series', async () => {
  openLab(createFakeLab({ 'run:get': ({ id }) => ok(aRun({ id })), 'run:series': () => ok([loss(1)]) }));
  const store = useOpenRunStore();
  await store.show(7);
  expect(store.open).toMatchObject({ kind: 'ready', id: 7, run: { id: 7 } });
  expect(store.series).toEqual([loss(1)]);
});

it('says so when there is no such run', async () => {
  openLab(createFakeLab({ 'run:get': () => no('unknown-run'), 'run:series': () => no('unknown-run') }));
  const store = useOpenRunStore();
  await store.show(7);
  expect(store.open).toMatchObject({ kind: 'refused', id: 7, failure: { code: 'unknown-run' } });
});

it('adds epochs as they come, also one that ends while the series is on its way', async () => {
  const series = later<Reply<readonly SeriesPoint[]>>();
  const lab = createFakeLab({ 'run:get': () => ok(aRun()), 'run:series': () => series.value });
  openLab(lab);
  const store = useOpenRunStore();
  const shown = store.show(7);
  lab.tell('run:epoch', { id: 7, points: [loss(2)] });
  await aFrame();
  series.give(ok([loss(1)]));
  await shown;
  lab.tell('run:epoch', { id: 7, points: [loss(3)] });
  lab.tell('run:epoch', { id: 8, points: [loss(4)] });
  await aFrame();
  expect(store.series.map(({ epoch }) => epoch)).toEqual([1, 2, 3]);
});

it('ignores the late answer about a run that is no longer on the screen', async () => {
  const slow = later<undefined>();
  const lab = createFakeLab({
    'run:get': async ({ id }) => {
      if (id === 1) await slow.value;
      return ok(aRun({ id }));
    },
    'run:series': ({ id }) => ok([loss(id)]),
  });
  openLab(lab);
  const store = useOpenRunStore();
  const first = store.show(1);
  await store.show(2);
  slow.give(undefined);
  await first;
  expect([store.open, store.series]).toEqual([expect.objectContaining({ id: 2, kind: 'ready' }), [loss(2)]]);
});

it('asks again when its run changed, and only then', async () => {
  let epochsDone = 0;
  const lab = createFakeLab({
    'run:get': () => ok(aRun({ epochsDone: (epochsDone += 1) })),
    'run:series': () => ok([]),
  });
  openLab(lab);
  const store = useOpenRunStore();
  await store.show(7);
  lab.tell('runs:changed', { ids: [8] });
  await settled();
  expect(store.open).toMatchObject({ run: { epochsDone: 1 } });
  lab.tell('runs:changed', { ids: [7] });
  await settled();
  expect(store.open).toMatchObject({ run: { epochsDone: 2 } });
  lab.tell('runs:changed', { ids: null });
  await settled();
  expect(store.open).toMatchObject({ run: { epochsDone: 3 } });
});
