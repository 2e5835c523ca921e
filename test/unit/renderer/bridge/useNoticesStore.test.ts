import { expect, it } from 'vitest';

import { useNoticesStore } from '../../../../src-renderer/bridge/useNoticesStore';
import { createFakeLab, openLab } from '../fake-lab';

it('says the same failure once while it is still to be read', () => {
  openLab(createFakeLab());
  const store = useNoticesStore();
  const failure = { code: 'internal', message: 'no' } as const;
  store.tell(failure);
  store.tell({ ...failure });
  store.tell({ ...failure, message: 'still no' });
  expect(store.notices.map((notice) => notice.failure.message)).toEqual(['no', 'still no']);
  store.dismiss(store.notices[0]?.id ?? 0);
  store.tell(failure);
  expect(store.notices.map((notice) => notice.failure.message)).toEqual(['still no', 'no']);
});

it('keeps the latest news alone, and adds up what only differs in its count', () => {
  openLab(createFakeLab());
  const store = useNoticesStore();
  const undone: string[] = [];
  const deleted = (name: string) =>
    ({ key: 'runs.deletedNotice', count: 1, action: { key: 'runs.undo', run: () => void undone.push(name) } }) as const;
  store.say({ key: 'files.saved', count: 1, named: { file: 'a.csv' } });
  store.say({ key: 'files.saved', count: 1, named: { file: 'b.csv' } });
  expect(store.news).toMatchObject({ count: 1, named: { file: 'b.csv' } });
  store.say(deleted('first'));
  store.say(deleted('second'));
  expect(store.news).toMatchObject({ key: 'runs.deletedNotice', count: 2 });
  store.news?.action?.run();
  expect(undone).toEqual(['first', 'second']);
  store.dismiss(store.news?.id ?? 0);
  store.say(deleted('third'));
  expect(store.news?.count).toBe(1);
});

it('lets go of the failures of a page with the page, and of no other', () => {
  openLab(createFakeLab());
  const store = useNoticesStore();
  store.tell({ code: 'internal', message: 'of the page' }, 'page');
  store.tell({ code: 'internal', message: 'of the window' });
  store.say({ key: 'files.saved', count: 1, named: { file: 'a.csv' } });
  store.leavePage();
  expect(store.notices.map((notice) => notice.failure.message)).toEqual(['of the window']);
  expect(store.news?.key).toBe('files.saved');
});
