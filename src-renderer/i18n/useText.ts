import { useI18n } from 'vue-i18n';

import type { MessageKey } from './i18n';
import { useFormat } from './useFormat';

type Named = Readonly<Record<string, string | number>>;

export interface Text {
  /** A message, with its `{names}` filled in. */
  readonly t: (key: MessageKey, named?: Named) => string;
  /** The form of a message that fits a count; `{count}` is the count as people write it. */
  readonly plural: (key: MessageKey, count: number, named?: Named) => string;
}

/** The words of the screen. Only keys that exist compile. */
export function useText(): Text {
  const { t } = useI18n({ useScope: 'global' });
  const format = useFormat();
  return {
    t: (key, named = {}) => t(key, named),
    plural: (key, count, named = {}) => t(key, { count: format.count(count), ...named }, { plural: count }),
  };
}
