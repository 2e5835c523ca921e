import { defineStore } from 'pinia';
import { shallowReadonly, shallowRef } from 'vue';

import { useLab } from './lab';
import { useNoticesStore, type NewsText } from './useNoticesStore';

/** Takes runs out of this lab as one file, and in from another. What came of it is told as a notice. */
export const useBundlesStore = defineStore('bundles', () => {
  const lab = useLab();
  const notices = useNoticesStore();
  /** Files of many runs take their time. */
  const isBusy = shallowRef(false);

  async function alone(work: () => Promise<void>): Promise<void> {
    if (isBusy.value) return;
    isBusy.value = true;
    await work();
    isBusy.value = false;
  }

  const exportRuns = (ids: readonly number[], withWeights: boolean): Promise<void> =>
    alone(async () => {
      const reply = await lab.ask('bundle:export', { ids, withWeights });
      if (!reply.ok) notices.tell(reply.failure);
      else if (reply.value !== null) {
        notices.say({ key: 'bundle.exportedNotice', count: reply.value.count, named: { file: reply.value.file } });
      }
    });

  const importRuns = (): Promise<void> =>
    alone(async () => {
      const reply = await lab.ask('bundle:import', null);
      if (!reply.ok) notices.tell(reply.failure);
      if (!reply.ok || reply.value === null) return;
      const { imported, known } = reply.value;
      const numbers = (runs: readonly { readonly id: number }[]): string => runs.map(({ id }) => String(id)).join(', ');
      const news: readonly NewsText[] = [
        {
          key: 'bundle.importedNotice',
          count: imported.length,
          named: { runs: numbers(imported), machine: imported[0]?.machine ?? '' },
        },
        { key: 'bundle.knownNotice', count: known.length, named: { runs: numbers(known) } },
      ];
      const [first, second] = news.filter(({ count }) => count > 0);
      if (first !== undefined) notices.say({ ...first, ...(second === undefined ? {} : { also: second }) });
    });

  return { isBusy: shallowReadonly(isBusy), exportRuns, importRuns };
});
