import { watch } from 'vue';
import { useRouter } from 'vue-router';

import { figureIn } from '#shared/metrics/metrics';
import { useDesktopStore } from '../bridge/useDesktopStore';
import { useQueueStore } from '../bridge/useQueueStore';
import { useFormat } from '../i18n/useFormat';
import { useNames } from '../i18n/useNames';
import { useText } from '../i18n/useText';

/** Tells the end of each run on the desktop, unless the person does not want it, and shows the run that is clicked. */
export function useEndNotice(): void {
  const { t } = useText();
  const names = useNames();
  const format = useFormat();
  const router = useRouter();
  const queue = useQueueStore();
  const desktop = useDesktopStore();

  watch(
    () => queue.running?.id,
    async (_, ended) => {
      if (ended === undefined || desktop.notify === 'off') return;
      const run = await desktop.endOf(ended);
      if (run === null || run.status === 'queued' || run.status === 'running') return;
      const id = run.id;
      let title = t(`live.endedTitle.${run.status}`, { id });
      const accuracy = figureIn(run.figures, 'accuracy');
      if (accuracy !== null) title = t('live.notifyFinished', { id, accuracy: format.score(accuracy) });
      await desktop.tell(id, title, run.failure?.message ?? names.experiment(run));
    },
  );
  watch(
    () => desktop.asked,
    (id) => {
      if (id === null) return;
      desktop.seen();
      void router.push({ name: 'run', params: { id } });
    },
  );
}
