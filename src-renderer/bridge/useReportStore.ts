import { defineStore } from 'pinia';
import { shallowReadonly, shallowRef } from 'vue';

import type { ReportQuestion, ReportSelection } from '#shared/report/selection';
import type { ReportProgress } from '#shared/report/written';
import { useAskWithNotice } from './useAskWithNotice';
import { useLab } from './lab';
import { useNoticesStore } from './useNoticesStore';

/** What is done in less is not told. */
const PATIENCE_MS = 1_000;

/** Writes reports into folders that the person names. What came of one is told as a notice. */
export const useReportStore = defineStore('report', () => {
  const lab = useLab();
  const ask = useAskWithNotice();
  const notices = useNoticesStore();
  const isBusy = shallowRef(false);
  /** Null for the first second, and while nothing is written. */
  const progress = shallowRef<ReportProgress | null>(null);
  let latest: ReportProgress | null = null;
  let isLong = false;

  lab.listen('report:progress', (told) => {
    latest = told;
    if (isLong) progress.value = told;
  });

  async function write(selection: ReportSelection, question: ReportQuestion = {}): Promise<void> {
    if (isBusy.value) return;
    isBusy.value = true;
    latest = null;
    const timer = setInterval(() => {
      // the dialog may be open for long: nothing is written yet
      if (latest === null) return;
      isLong = true;
      progress.value = latest;
    }, PATIENCE_MS);
    const reply = await ask('report:write', { selection, question });
    clearInterval(timer);
    [isLong, progress.value, isBusy.value] = [false, null, false];
    if (!reply.ok || reply.value === null) return;
    const { id, folder, noPdf } = reply.value;
    notices.say({
      key: 'report.written',
      count: 1,
      named: { folder },
      ...(noPdf === null ? {} : { also: { key: 'report.noPdf', count: 1, named: { why: noPdf } } }),
      action: { key: 'report.open', run: () => void ask('report:open', { id }) },
      otherAction: { key: 'report.show', run: () => void ask('report:show-in-folder', { id }) },
    });
  }

  return { isBusy: shallowReadonly(isBusy), progress: shallowReadonly(progress), write };
});
