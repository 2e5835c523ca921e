import { mostLegible, parseHex, toHex } from './contrast';

export type ColourTheme = 'light' | 'dark';

export interface HeatColour {
  readonly background: string;
  /** The colour of text on it: at least 4.5 : 1. */
  readonly ink: string;
}

/**
 * One hue, from the page's surface (nothing) to the strongest (all), at even steps of the share. More of something
 * always stands out more from the page, in both themes. The first step is the widest, so that a few confusions show.
 */
const STOPS: Readonly<Record<ColourTheme, readonly string[]>> = {
  light: ['#ffffff', '#c3dfe6', '#86bfcc', '#4699ab', '#12738a', '#064c5d'],
  dark: ['#191d20', '#1a3f49', '#1b6172', '#2c8ba0', '#62bacb', '#b9edf5'],
};

/** Black and white: of two inks, only these reach 4.5 : 1 on whatever lies between them. */
const INKS = ['#000000', '#ffffff'] as const;

/** The colour of a share from 0 to 1; what lies outside is drawn like the end it passed. */
export function heatColour(theme: ColourTheme, share: number): HeatColour {
  const stops = STOPS[theme];
  const place = Math.min(1, Math.max(0, share)) * (stops.length - 1);
  const below = Math.min(Math.floor(place), stops.length - 2);
  const from = parseHex(stops[below] ?? '#000000');
  const to = parseHex(stops[below + 1] ?? '#000000');
  const mix = (channel: 0 | 1 | 2): number => from[channel] + (to[channel] - from[channel]) * (place - below);
  const background = toHex([mix(0), mix(1), mix(2)]);
  return { background, ink: mostLegible(background, INKS) };
}
