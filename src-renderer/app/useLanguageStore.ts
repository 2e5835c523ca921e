import { defineStore } from 'pinia';
import { computed } from 'vue';

import { useRemembered } from '../bridge/useRemembered';
import { LANGUAGES, type Language } from '../i18n/i18n';

export const LANGUAGE_CHOICES = ['system', ...LANGUAGES] as const;
export type LanguageChoice = (typeof LANGUAGE_CHOICES)[number];

/** The language of the screen: the first of the system's that the lab speaks, or the one that the person chose. */
export const useLanguageStore = defineStore('language', () => {
  const choice = useRemembered<LanguageChoice>('language', LANGUAGE_CHOICES, 'system');
  const language = computed<Language>(() => {
    if (choice.value !== 'system') return choice.value;
    const spoken = navigator.languages.map((tag) => LANGUAGES.find((known) => known === tag.split('-')[0]));
    return spoken.find((known) => known !== undefined) ?? 'en';
  });
  return { choice, language };
});
