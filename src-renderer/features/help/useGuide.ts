import { shallowRef, watch, type ShallowRef } from 'vue';
import { useI18n } from 'vue-i18n';

import { useText } from '../../i18n/useText';
import { glossaryText } from './glossary';
import type { GuidePage } from './guide';
import { guideTexts } from './texts';

/** The guide in a language. */
export interface Guide {
  readonly language: string;
  readonly pages: readonly GuidePage[];
}

/**
 * The guide in the language of the window; null until it is loaded.
 * @param isWanted it is read only then: nobody waits for it at the start of the window
 */
export function useGuide(isWanted: () => boolean = () => true): Readonly<ShallowRef<Guide | null>> {
  const { t } = useText();
  const { locale, t: translate } = useI18n({ useScope: 'global' });
  const guide = shallowRef<Guide | null>(null);

  async function load(language: string): Promise<void> {
    const reader = import('./guide');
    const [texts, english, { readGuide }] = await Promise.all([guideTexts(language), guideTexts('en'), reader]);
    // the language may have changed meanwhile
    if (locale.value !== language) return;
    const inEnglish = glossaryText((key) => translate(key, {}, { locale: 'en' }));
    const pages = readGuide({ ...texts, glossary: glossaryText(t) }, { ...english, glossary: inEnglish });
    guide.value = { language, pages };
  }
  watch(
    [locale, isWanted],
    ([language, isAsked]) => {
      if (isAsked && guide.value?.language !== language) void load(language);
    },
    { immediate: true },
  );
  return guide;
}
