import { PIXEL_RATIO } from './png';

/** What the style sheet may say of a part of a drawing; a picture outside of the page has no style sheet. */
const STYLES = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-opacity',
  'stroke-dasharray',
  'stroke-linejoin',
  'opacity',
  'font-family',
  'font-size',
  'font-weight',
  'font-variant-numeric',
  'text-anchor',
  'dominant-baseline',
  'display',
] as const;

/** Draws an SVG of the page as it is shown, its colours and letters included, at as many pixels as the picture has. */
export async function paintSvg(
  context: CanvasRenderingContext2D,
  svg: SVGSVGElement,
  { width, height }: { readonly width: number; readonly height: number },
): Promise<void> {
  const picture = new Image();
  picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(standalone(svg, width * PIXEL_RATIO, height * PIXEL_RATIO))}`;
  await picture.decode();
  context.drawImage(picture, 0, 0, width, height);
}

/** The drawing with its styles written into it. */
export function standalone(svg: SVGSVGElement, width: number, height: number): string {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  const shown = [svg, ...svg.querySelectorAll('*')];
  const copied = [copy, ...copy.querySelectorAll('*')];
  shown.forEach((element, position) => {
    const style = getComputedStyle(element);
    const target = copied[position];
    for (const name of STYLES) {
      const value = style.getPropertyValue(name);
      if (value !== '') target?.setAttribute(name, value);
    }
  });
  return new XMLSerializer().serializeToString(copy);
}
