import { defineStore } from 'pinia';
import { computed, onScopeDispose, shallowRef, watch } from 'vue';

import { useRemembered } from '../bridge/useRemembered';
import type { ColourTheme } from './heat-scale';

export const THEME_CHOICES = ['system', 'light', 'dark'] as const;
export type ThemeChoice = (typeof THEME_CHOICES)[number];

/** Light or dark: as the system has it, or as the person chose. */
export const useThemeStore = defineStore('theme', () => {
  const choice = useRemembered<ThemeChoice>('theme', THEME_CHOICES, 'system');

  const query = window.matchMedia('(prefers-color-scheme: dark)');
  const systemIsDark = shallowRef(query.matches);
  const follow = (): void => {
    systemIsDark.value = query.matches;
  };
  query.addEventListener('change', follow);
  onScopeDispose(() => {
    query.removeEventListener('change', follow);
  });

  /** What is on the screen. */
  const theme = computed<ColourTheme>(() => {
    if (choice.value !== 'system') return choice.value;
    return systemIsDark.value ? 'dark' : 'light';
  });

  // The style sheet follows the system by itself; the attribute overrides it. Synchronous, so that colours read after
  // a change are the new ones.
  watch(
    choice,
    (chosen) => {
      if (chosen === 'system') delete document.documentElement.dataset['theme'];
      else document.documentElement.dataset['theme'] = chosen;
    },
    { immediate: true, flush: 'sync' },
  );

  return { choice, theme };
});
