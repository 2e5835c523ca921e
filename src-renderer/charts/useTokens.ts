import { computed, type ComputedRef } from 'vue';

import type { CurveToken } from './curve';
import { useThemeStore } from '../ui/useThemeStore';

export type Token = '--ink' | '--ink-soft' | '--line' | '--surface' | CurveToken;

/**
 * The style sheet's colours as a canvas takes them, again whenever the theme changes.
 * A custom property gives back its own text (`light-dark(…)`); only a property of an element is a colour.
 */
export function useTokens(): ComputedRef<(token: Token) => string> {
  const themeStore = useThemeStore();
  const knownIn = { light: new Map<Token, string>(), dark: new Map<Token, string>() };
  return computed(() => {
    const known = knownIn[themeStore.theme];
    return (token) => {
      const colour = known.get(token) ?? resolve(token);
      known.set(token, colour);
      return colour;
    };
  });
}

function resolve(token: Token): string {
  const probe = document.createElement('span');
  probe.style.color = `var(${token})`;
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}
