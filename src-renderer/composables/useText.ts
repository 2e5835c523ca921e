import { useI18n } from 'vue-i18n';

import type { MessageKey } from '../locales/i18n';
import { formatterFor } from '../logic/format';

type Named = Readonly<Record<string, string | number>>;

export interface Text {
  /** A message, with its `{names}` filled in. */
  readonly t: (key: MessageKey, named?: Named) => string;
  /** The form of a message that fits a count; `{count}` is the count as people write it. */
  readonly plural: (key: MessageKey, count: number, named?: Named) => string;
}

/** The words of the screen. Only keys that exist compile. */
export function useText(): Text {
  const { t, locale } = useI18n({ useScope: 'global' });
  return {
    t: (key, named = {}) => t(key, named),
    plural: (key, count, named = {}) =>
      t(key, { count: formatterFor(locale.value).count(count), ...named }, { plural: count }),
  };
}
