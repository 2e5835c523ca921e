import { beforeEach, expect, it } from 'vitest';

import { useNoticesStore } from '../../../../src-renderer/bridge/useNoticesStore';
import { useRunCurationStore } from '../../../../src-renderer/bridge/useRunCurationStore';
import { useRunSelectionStore } from '../../../../src-renderer/bridge/useRunSelectionStore';
import { useRunsStore } from '../../../../src-renderer/bridge/useRunsStore';
import { createFakeLab, no, ok, openLab, settled } from '../fake-lab';
import { aSummary, NO_CHOICES } from '../specimens';

beforeEach(() => localStorage.clear());

it('a deletion is said with a way back, which the key takes too', async () => {
  const lab = createFakeLab({
    'run:list': () => ok({ runs: [aSummary({ id: 3 })], total: 1 }),
    'run:choices': () => ok(NO_CHOICES),
    'run:delete': () => ok(null),
    'run:restore': () => ok(null),
  });
  openLab(lab);
  const [curation, selection, notices] = [useRunCurationStore(), useRunSelectionStore(), useNoticesStore()];
  await useRunsStore().open();
  selection.toggle(0);
  expect(await curation.remove(selection.ids)).toBe(true);
  expect(selection.ids).toEqual([]);
  expect(notices.news).toMatchObject({ key: 'runs.deletedNotice', count: 1 });
  notices.news?.action?.run();
  await settled();
  expect(lab.asked.at(-1)).toEqual(['run:restore', { ids: [3] }]);
  expect(await curation.undo()).toBe(false);
  await curation.remove([3]);
  expect(await curation.undo()).toBe(true);
});

it('a refusal is told, and what is selected stays so', async () => {
  openLab(
    createFakeLab({
      'run:list': () => ok({ runs: [aSummary({ id: 3 })], total: 1 }),
      'run:choices': () => ok(NO_CHOICES),
      'run:delete': () => no('run-active'),
    }),
  );
  const [curation, selection, notices] = [useRunCurationStore(), useRunSelectionStore(), useNoticesStore()];
  await useRunsStore().open();
  selection.toggle(0);
  expect(await curation.remove(selection.ids)).toBe(false);
  expect([notices.notices[0]?.failure.code, notices.news, selection.ids]).toEqual(['run-active', null, [3]]);
});

it('an export goes by the order of the list, and says where it went', async () => {
  const lab = createFakeLab({ 'run:export': () => ok({ file: '/home/me/runs.csv', count: 12 }) });
  openLab(lab);
  await useRunCurationStore().exportAs('csv', { statuses: ['failed'] });
  expect(lab.asked).toEqual([
    ['run:export', { statuses: ['failed'], sort: { by: 'id', descending: true }, format: 'csv' }],
  ]);
  expect(useNoticesStore().news).toMatchObject({ count: 12, named: { file: '/home/me/runs.csv' } });
});
