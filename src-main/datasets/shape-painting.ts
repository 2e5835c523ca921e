import type { Random } from '#shared/basics/random';
import { between, isTexture, makeFigure, type Figure } from './shape-figures';

/** Height and width of an image in pixels. */
export const SHAPE_SIDE = 32;
/** Each pixel is looked at in this many places along each axis, so that edges are smooth; more could not be seen. */
const SAMPLES = 2;
// Figures are brighter than their background: with free colours, five epochs did not lift the vanilla network off chance.
const DARK = [0, 0.5] as const;
const LIGHT = [0.45, 1] as const;
const ANY = [0, 1] as const;
/** The largest turn of a figure or a texture, in radians either way. */
const MOST_TURN = Math.PI / 6;
/** No figure goes further from its centre, in its own units. */
const FIGURE_REACH = 1.35;

type Colour = readonly [red: number, green: number, blue: number];

/** How a figure is to be drawn, in an image whose coordinates go from −1 to 1. */
interface Placement {
  readonly figure: Figure;
  readonly colour: Colour;
  readonly angle: number;
  /** The centre lies at most so far from the image's, along each axis. */
  readonly shift: number;
  readonly scale: number;
  /** How far the figure goes from its centre, in its own units. */
  readonly reach: number;
}

/** A figure in its place. */
interface Layer extends Placement {
  readonly centreX: number;
  readonly centreY: number;
  readonly cosine: number;
  readonly sine: number;
}

/**
 * Draws one image of a class: background, clutter, the figure, what hides a part of it, light and noise.
 * @param pixels receives SHAPE_SIDE × SHAPE_SIDE × 3 bytes, channels last
 * @param label the class, an index into the class names
 * @param random every choice comes from it
 */
export function paintShape(pixels: Uint8Array, label: number, random: Random): void {
  const background = drawColour(DARK, random);
  const layers = [...drawClutter(random, 3), drawSubject(label, random), ...drawClutter(random, 1)];
  const canvas = new Float64Array(SHAPE_SIDE * SHAPE_SIDE * 3);
  for (let at = 0; at < canvas.length; at++) canvas[at] = background[at % 3] ?? 0;
  for (const layer of layers) paintLayer(canvas, layer);
  const light = drawLight(random);
  const noise = between(random, 0.03, 0.16);
  for (let at = 0; at < canvas.length; at++) {
    const pixel = Math.floor(at / 3);
    const brightness = light(pixel % SHAPE_SIDE, Math.floor(pixel / SHAPE_SIDE));
    pixels[at] = toByte((canvas[at] ?? 0) * brightness + noise * (random.next() - 0.5));
  }
}

/** Covers what is there already with a layer, within the square that the layer can reach. */
function paintLayer(canvas: Float64Array, layer: Layer): void {
  const [firstColumn, lastColumn] = span(layer.centreX, layer.reach * layer.scale);
  const [firstRow, lastRow] = span(layer.centreY, layer.reach * layer.scale);
  for (let row = firstRow; row <= lastRow; row++) {
    for (let column = firstColumn; column <= lastColumn; column++) {
      const share = coverage(layer, column, row);
      if (share === 0) continue;
      for (let channel = 0; channel < 3; channel++) {
        const at = (row * SHAPE_SIDE + column) * 3 + channel;
        const value = canvas[at] ?? 0;
        canvas[at] = value + share * ((layer.colour[channel] ?? 0) - value);
      }
    }
  }
}

/** The first and last row or column that lie within `reach` of a place. */
function span(centre: number, reach: number): readonly [number, number] {
  const toPixel = (unit: number): number => Math.floor(((unit + 1) * SHAPE_SIDE) / 2);
  return [Math.max(0, toPixel(centre - reach)), Math.min(SHAPE_SIDE - 1, toPixel(centre + reach))];
}

/** The thing that the label names. A texture fills the image, a figure has a place in it. */
function drawSubject(label: number, random: Random): Layer {
  const figure = makeFigure(label, random);
  const colour = drawColour(LIGHT, random);
  const angle = between(random, -MOST_TURN, MOST_TURN);
  return isTexture(label)
    ? place({ figure, colour, angle, shift: 0, scale: between(random, 0.7, 1.1), reach: Infinity }, random)
    : place({ figure, colour, angle, shift: 0.3, scale: between(random, 0.5, 0.8), reach: FIGURE_REACH }, random);
}

/** Up to `most` bars of any colour, none about as often as any other number. */
function drawClutter(random: Random, most: number): Layer[] {
  return Array.from({ length: random.integer(most + 1) }, () => {
    const thickness = between(random, 0.15, 0.4);
    const figure: Figure = (x, y) => Math.abs(x) < 1 && Math.abs(y) < thickness;
    const colour = drawColour(ANY, random);
    const angle = between(random, 0, Math.PI);
    return place({ figure, colour, angle, shift: 1, scale: between(random, 0.15, 0.4), reach: FIGURE_REACH }, random);
  });
}

function place(placement: Placement, random: Random): Layer {
  const { angle, shift } = placement;
  return {
    ...placement,
    centreX: between(random, -shift, shift),
    centreY: between(random, -shift, shift),
    cosine: Math.cos(angle),
    sine: Math.sin(angle),
  };
}

/** The share of a pixel that a layer covers, 0 to 1. */
function coverage({ figure, centreX, centreY, cosine, sine, scale }: Layer, column: number, row: number): number {
  let hits = 0;
  for (let down = 0; down < SAMPLES; down++) {
    const y = toUnit(row + (down + 0.5) / SAMPLES) - centreY;
    for (let across = 0; across < SAMPLES; across++) {
      const x = toUnit(column + (across + 0.5) / SAMPLES) - centreX;
      if (figure((cosine * x + sine * y) / scale, (cosine * y - sine * x) / scale)) hits++;
    }
  }
  return hits / (SAMPLES * SAMPLES);
}

/** Light that falls off in one direction across the image: a factor for each pixel. */
function drawLight(random: Random): (column: number, row: number) => number {
  const angle = between(random, 0, 2 * Math.PI);
  const strength = between(random, 0, 0.4);
  const slopeX = strength * Math.cos(angle);
  const slopeY = strength * Math.sin(angle);
  return (column, row) => 1 + slopeX * toUnit(column) + slopeY * toUnit(row);
}

function drawColour([low, high]: readonly [number, number], random: Random): Colour {
  return [between(random, low, high), between(random, low, high), between(random, low, high)];
}

function toUnit(pixel: number): number {
  return (2 * pixel) / SHAPE_SIDE - 1;
}

function toByte(value: number): number {
  return Math.round(255 * Math.min(1, Math.max(0, value)));
}
