import { mostLegible, parseHex, toHex } from '../../ui/contrast';
import type { ColourTheme, HeatColour } from '../../ui/heat-scale';

/** From the page's surface to the strongest colour: one hue for more of the first, one for more of the second. */
const STOPS: Readonly<Record<ColourTheme, { readonly first: readonly string[]; readonly second: readonly string[] }>> =
  {
    light: {
      first: ['#ffffff', '#c3dfe6', '#86bfcc', '#4699ab', '#12738a', '#064c5d'],
      second: ['#ffffff', '#fbe0c4', '#f3b57d', '#e08744', '#b9551a', '#7a2f06'],
    },
    dark: {
      first: ['#191d20', '#1a3f49', '#1b6172', '#2c8ba0', '#62bacb', '#b9edf5'],
      second: ['#191d20', '#47301c', '#7a4a1c', '#b86c28', '#eba05f', '#ffdcb8'],
    },
  };

/** Black and white: of two inks, only these reach 4.5 : 1 on whatever lies between them. */
const INKS = ['#000000', '#ffffff'] as const;

/** Of a legend: they stand at even steps of the colour. */
export const DIVERGING_TICKS = [-1, -0.64, -0.36, -0.16, -0.04, 0, 0.04, 0.16, 0.36, 0.64, 1] as const;

/**
 * The colour of a difference of two shares, from −1 to 1. The scale is fixed, never fitted to what is shown, so that two
 * pairs can be compared. It goes by the square root: differences of a few images of a hundred are what is looked for.
 */
export function divergingColour(theme: ColourTheme, difference: number): HeatColour {
  const stops = STOPS[theme][difference < 0 ? 'second' : 'first'];
  const place = Math.sqrt(Math.min(1, Math.abs(difference))) * (stops.length - 1);
  const below = Math.min(Math.floor(place), stops.length - 2);
  const from = parseHex(stops[below] ?? '#000000');
  const to = parseHex(stops[below + 1] ?? '#000000');
  const mix = (channel: 0 | 1 | 2): number => from[channel] + (to[channel] - from[channel]) * (place - below);
  const background = toHex([mix(0), mix(1), mix(2)]);
  return { background, ink: mostLegible(background, INKS) };
}
