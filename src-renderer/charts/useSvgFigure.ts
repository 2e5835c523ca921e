import type { Figure } from './png';
import { paintSvg } from './svg-picture';
import { useFigure } from './useFigure';

/** Makes pictures of drawings of the page, under a title and the run they are of. @throws Error where there is no drawing */
export function useSvgFigure(): (
  svg: SVGSVGElement | null | undefined,
  head: Pick<Figure, 'title' | 'source' | 'width' | 'height'> & Partial<Pick<Figure, 'legend'>>,
) => Promise<Uint8Array> {
  const figure = useFigure();
  return (svg, head) => {
    if (svg === null || svg === undefined) throw new Error('There is no drawing to make a picture of.');
    return figure.png({ legend: [], ...head, paint: (context) => paintSvg(context, svg, head) });
  };
}
