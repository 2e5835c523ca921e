import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import type { Reply, RequestResult } from '#shared/contract/ipc';
import { useNoticesStore } from '../../../../src-renderer/bridge/useNoticesStore';
import { useReportStore } from '../../../../src-renderer/bridge/useReportStore';
import { createFakeLab, later, no, ok, openLab } from '../fake-lab';

const WRITTEN = { id: 3, folder: '/home/a/report', noPdf: null };
const SELECTION = { kind: 'sweep', id: 1 } as const;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('tells where the report is, and opens it by its number', async () => {
  const lab = createFakeLab({
    'report:write': () => ok(WRITTEN),
    'report:open': () => ok(null),
    'report:show-in-folder': () => ok(null),
  });
  openLab(lab);
  const notices = useNoticesStore();
  await useReportStore().write(SELECTION, { figure: 'accuracy' });
  expect(notices.news).toMatchObject({ key: 'report.written', named: { folder: '/home/a/report' } });
  notices.news?.action?.run();
  notices.news?.otherAction?.run();
  expect(lab.asked).toEqual([
    ['report:write', { selection: SELECTION, question: { figure: 'accuracy' } }],
    ['report:open', { id: 3 }],
    ['report:show-in-folder', { id: 3 }],
  ]);
});

it('says why there is no PDF, and nothing where the person changed their mind', async () => {
  const replies: Reply<RequestResult<'report:write'>>[] = [ok(null), ok({ ...WRITTEN, noPdf: 'no display' })];
  openLab(createFakeLab({ 'report:write': () => replies.shift() ?? no('internal') }));
  const notices = useNoticesStore();
  const store = useReportStore();
  await store.write(SELECTION);
  expect(notices.news).toBeNull();
  await store.write(SELECTION);
  expect(notices.news?.also).toMatchObject({ key: 'report.noPdf', named: { why: 'no display' } });
});

it('says how far it is only after a second, and is one at a time', async () => {
  const reply = later<Reply<RequestResult<'report:write'>>>();
  const lab = createFakeLab({ 'report:write': () => reply.value });
  openLab(lab);
  const store = useReportStore();
  const writing = store.write(SELECTION);
  await store.write(SELECTION);
  expect(lab.asked).toHaveLength(1);
  lab.tell('report:progress', { done: 1, total: 8 });
  expect([store.isBusy, store.progress]).toEqual([true, null]);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(store.progress).toEqual({ done: 1, total: 8 });
  lab.tell('report:progress', { done: 2, total: 8 });
  expect(store.progress).toEqual({ done: 2, total: 8 });
  reply.give(ok(WRITTEN));
  await writing;
  expect([store.isBusy, store.progress]).toEqual([false, null]);
});

it('tells of a refusal', async () => {
  openLab(createFakeLab({ 'report:write': () => no('file-not-written') }));
  await useReportStore().write(SELECTION);
  expect(useNoticesStore().notices.map(({ failure }) => failure.code)).toEqual(['file-not-written']);
  expect(useReportStore().isBusy).toBe(false);
});
