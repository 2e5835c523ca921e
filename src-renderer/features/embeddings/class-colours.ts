import type { ColourTheme } from '../../ui/heat-scale';

/** Two lightnesses in turn, so that neighbours on the colour circle differ in more than their hue. */
const LIGHTNESS: Readonly<Record<ColourTheme, readonly [number, number]>> = {
  light: [0.5, 0.66],
  dark: [0.74, 0.86],
};

/** The colour of one of so many classes, as a canvas and a style sheet take it: hues evenly round the circle. */
export function classColour(theme: ColourTheme, label: number, classCount: number): string {
  const hue = Math.round((360 * label) / Math.max(1, classCount) + 20) % 360;
  return `oklch(${LIGHTNESS[theme][label % 2]} 0.15 ${hue})`;
}
