import { computed, type ComputedRef } from 'vue';

import type { CurveToken } from './curve';
import { useThemeStore } from '../ui/useThemeStore';

/** One of the eight colours of series. */
export type SeriesToken = `--series-${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8}`;
export type Token = '--ink' | '--ink-soft' | '--line' | '--surface' | SeriesToken | CurveToken;

const SERIES = [1, 2, 3, 4, 5, 6, 7, 8] as const;

/** @param place from 0; after the eighth they begin anew */
export function seriesToken(place: number): SeriesToken {
  return `--series-${SERIES[place % SERIES.length] ?? 1}`;
}

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
