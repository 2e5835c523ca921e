import { defineStore } from 'pinia';
import { computed } from 'vue';

import { useRemembered } from '../bridge/useRemembered';
import { languageOf, LANGUAGES, SOURCE_LANGUAGE } from '../i18n/languages';

/** The language of the system, or the tag of one that the window speaks. */
export function languageChoices(): readonly string[] {
  return ['system', ...LANGUAGES.kinds()];
}

/** The language of the screen: the first of the system's that the window speaks, or the one that the person chose. */
export const useLanguageStore = defineStore('language', () => {
  const choice = useRemembered('language', languageChoices(), 'system');
  const language = computed((): string => {
    if (choice.value !== 'system') return choice.value;
    const spoken = navigator.languages.map(languageOf).find((known) => known !== undefined);
    return spoken?.tag ?? SOURCE_LANGUAGE;
  });
  return { choice, language };
});
