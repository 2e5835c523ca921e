import { toValue, watchEffect, type MaybeRefOrGetter } from 'vue';

import { shareDone } from './progress';
import { useQueueStore } from '../bridge/useQueueStore';
import { useFormat } from '../i18n/useFormat';
import { useText } from '../i18n/useText';

/** Keeps the window's title at the page's, and at how far the run is that trains: it can be read from the taskbar. */
export function usePageTitle(title: MaybeRefOrGetter<string>): void {
  const { t } = useText();
  const format = useFormat();
  const queue = useQueueStore();
  watchEffect(() => {
    const page = toValue(title);
    const told = queue.running === null ? undefined : queue.progress.get(queue.running.id);
    document.title =
      told === undefined
        ? t('shell.windowTitle', { page })
        : t('shell.windowTitleRunning', { page, share: format.percent(Math.floor(shareDone(told) * 100) / 100) });
  });
}
