import type { ColourTheme } from '../../ui/heat-scale';

/** How a column of a comparison looks wherever it is drawn. */
export interface CompareStyle {
  readonly colour: string;
  /** Of the line, as SVG takes it; none for a whole line. */
  readonly dash: string | undefined;
}

/**
 * After M. Okabe and K. Ito, "Color Universal Design" (2008), darker on white and lighter on black, so that each keeps
 * 3 : 1 from the page and all can be told apart by protanopes and deuteranopes too. Every line has dashes of its own.
 */
const COLOURS: Readonly<Record<ColourTheme, readonly string[]>> = {
  light: ['#005f9e', '#b83a10', '#007a5e', '#8a2f78', '#15191c', '#a08400', '#2b87c4', '#5a4038'],
  dark: ['#56b4e9', '#f08b45', '#35c79f', '#e08fc4', '#e9ebec', '#e9d94a', '#8f9bff', '#a08878'],
};

const DASHES = [undefined, '7 4', '2 3', '10 3 2 3', '4 2', '12 5', '3 2 1 2', '8 3 2 3 2 3'] as const;

/** @param place of the column, from 0 to 7 */
export function compareStyle(theme: ColourTheme, place: number): CompareStyle {
  const colours = COLOURS[theme];
  return { colour: colours[place % colours.length] ?? '#808080', dash: DASHES[place % DASHES.length] };
}
