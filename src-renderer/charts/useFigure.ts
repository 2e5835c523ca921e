import { pngOf, type Figure, type FigureColours } from './png';
import { useTokens } from './useTokens';

export interface FigureMaker {
  readonly colours: () => FigureColours;
  readonly font: () => string;
  /** The figure as a PNG file, in the colours of the theme that is shown. */
  readonly png: (figure: Omit<Figure, 'colours' | 'font'>) => Promise<Uint8Array>;
}

/** Makes pictures of charts that look as they do on the screen. */
export function useFigure(): FigureMaker {
  const tokens = useTokens();
  const font = (): string => getComputedStyle(document.body).fontFamily;
  const colours = (): FigureColours => ({
    background: tokens.value('--surface'),
    ink: tokens.value('--ink'),
    inkSoft: tokens.value('--ink-soft'),
  });
  return { colours, font, png: (figure) => pngOf({ ...figure, colours: colours(), font: font() }) };
}
