import { toValue, watchEffect, type MaybeRefOrGetter } from 'vue';

import { useText } from './useText';

/** Keeps the window's title at the page's. */
export function usePageTitle(title: MaybeRefOrGetter<string>): void {
  const { t } = useText();
  watchEffect(() => {
    document.title = t('shell.windowTitle', { page: toValue(title) });
  });
}
