import { expect, it, vi } from 'vitest';

import { DATASETS } from '#shared/datasets/datasets';
import type { RowStanding } from '#shared/replication/deck';
import { useDeckStore } from '../../../../../src-renderer/features/reference/useDeckStore';
import { useNoticesStore } from '../../../../../src-renderer/bridge/useNoticesStore';
import { createFakeLab, no, ok, openLab, settled, type FakeLab } from '../../fake-lab';
import { aRowRun, aStanding } from '../../specimens';

function labWith(standings: readonly RowStanding[], launch = (): ReturnType<typeof launched> => launched()): FakeLab {
  return createFakeLab({
    'deck:rows': () => ok(standings),
    'dataset:list': () =>
      ok([
        { facts: DATASETS.get('cifar10'), state: { kind: 'installed', folder: '/data/cifar10' } },
        { facts: DATASETS.get('emnist-letters'), state: { kind: 'missing' } },
      ]),
    'experiment:launch': launch,
  });
}
const launched = () => ok({ experimentId: 1, runIds: [1, 2] });
const launches = (lab: FakeLab): readonly unknown[] =>
  lab.asked.flatMap(([name, args]) => (name === 'experiment:launch' ? [args] : []));

it('launches the runs that a row lacks, of the chosen seeds and epochs', async () => {
  const lab = labWith([aStanding('C4', { runs: [aRowRun({ seed: 1, epochs: 12 })] })]);
  openLab(lab);
  const deck = useDeckStore();
  await deck.open();
  deck.seedCount = 3;
  deck.epochLimit = '12';
  await deck.launchRow('C4');
  expect(launches(lab)).toMatchObject([{ spec: { row: 'C4', seeds: [2, 3], training: { epochs: 12 } } }]);
  expect([deck.launchedCount, deck.launching.size]).toEqual([2, 0]);
});

it('launches all that is missing, but not what has no dataset', async () => {
  const lab = labWith([aStanding('C1'), aStanding('C2', { runs: [aRowRun({ epochs: 300 })] }), aStanding('E1')]);
  openLab(lab);
  const deck = useDeckStore();
  await deck.open();
  expect([deck.launchableCount, deck.missingDataset('E1')?.title]).toEqual([1, 'EMNIST Letters']);
  await deck.launchAll();
  expect(launches(lab)).toMatchObject([{ spec: { row: 'C1', seeds: [1] } }]);
});

it('stops at the first refusal and says why', async () => {
  const lab = labWith([aStanding('C1'), aStanding('C2')], () => no('queue-full'));
  openLab(lab);
  const deck = useDeckStore();
  await deck.open();
  await deck.launchAll();
  expect([launches(lab).length, useNoticesStore().notices[0]?.failure.code, deck.launchedCount]).toEqual([
    1,
    'queue-full',
    null,
  ]);
});

it('launches nothing while the epochs are not a number', async () => {
  openLab(labWith([aStanding('C1')]));
  const deck = useDeckStore();
  await deck.open();
  deck.epochLimit = 'few';
  expect([deck.epochProblem, deck.launchableCount]).toEqual([expect.stringContaining('Received "few"'), 0]);
});

it('asks again when runs changed, at most twice a second, and only while it is on the screen', async () => {
  const lab = labWith([aStanding('C1')]);
  openLab(lab);
  const deck = useDeckStore();
  const asked = (): number => lab.asked.filter(([name]) => name === 'deck:rows').length;
  lab.tell('runs:changed', { ids: null });
  await settled();
  expect(asked()).toBe(0);
  await deck.open();
  vi.useFakeTimers();
  for (let id = 1; id <= 20; id += 1) lab.tell('runs:changed', { ids: [id] });
  await vi.advanceTimersByTimeAsync(400);
  expect(asked()).toBe(2);
  await vi.advanceTimersByTimeAsync(5000);
  expect(asked()).toBe(3);
  deck.close();
  lab.tell('runs:changed', { ids: null });
  await vi.advanceTimersByTimeAsync(5000);
  expect(asked()).toBe(3);
  vi.useRealTimers();
});

it('keeps the failure in the place of the rows', async () => {
  openLab(createFakeLab({ 'deck:rows': () => no('database-unreadable') }));
  const deck = useDeckStore();
  await deck.open();
  expect([deck.standings, deck.failure?.code]).toEqual([null, 'database-unreadable']);
});
