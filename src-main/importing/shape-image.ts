import type { Colours, Fit } from '#shared/datasets/own';

import type { DecodedImage } from './decoded-image';

/** Rows of values between 0 and 255, with 1 or 3 channels. */
interface Plane {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  readonly values: Float32Array;
}

export interface Shaping {
  readonly side: number;
  readonly fit: Fit;
  readonly colours: Colours;
  /** As EXIF counts them: 1 is upright. */
  readonly orientation: number;
}

/**
 * A picture as a network is given it: upright, without transparency (on white), grey or in colours, and a square.
 * @returns side × side × channels
 */
export function shapeImage(image: DecodedImage, { side, fit, colours, orientation }: Shaping): Uint8Array {
  const upright = turned(opaque(image, colours), orientation);
  const { channels } = upright;
  if (fit === 'stretch') return rounded(resized(upright, side, side), side);
  const { width, height } = upright;
  if (fit === 'crop') {
    const edge = Math.min(width, height);
    const cut = cropped(upright, (width - edge) >> 1, (height - edge) >> 1, edge);
    return rounded(resized(cut, side, side), side);
  }
  const scale = side / Math.max(width, height);
  const small = resized(upright, Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale)));
  const padded = new Float32Array(side * side * channels);
  const [left, top] = [(side - small.width) >> 1, (side - small.height) >> 1];
  const length = small.width * channels;
  for (let row = 0; row < small.height; row++) {
    padded.set(small.values.subarray(row * length, (row + 1) * length), ((top + row) * side + left) * channels);
  }
  return rounded({ ...small, values: padded }, side);
}

/** Luma of ITU-R BT.601, as nearly every library has it. */
const [RED, GREEN, BLUE] = [0.299, 0.587, 0.114];

/** On white, and of the channels that are wanted. */
function opaque({ width, height, channels, pixels }: DecodedImage, colours: Colours): Plane {
  const hasAlpha = channels === 2 || channels === 4;
  const solid = hasAlpha ? onWhite(pixels, channels) : new Float32Array(pixels);
  const given = hasAlpha ? channels - 1 : channels;
  const wanted = colours === 'grey' ? 1 : 3;
  if (given === wanted) return { width, height, channels: wanted, values: solid };
  const values = new Float32Array(width * height * wanted);
  // a call for each pixel would take longer than to decode them
  for (let pixel = 0; pixel < width * height; pixel++) {
    if (wanted === 3) values.fill(solid[pixel] ?? 0, pixel * 3, pixel * 3 + 3);
    else {
      const at = pixel * 3;
      values[pixel] = RED * (solid[at] ?? 0) + GREEN * (solid[at + 1] ?? 0) + BLUE * (solid[at + 2] ?? 0);
    }
  }
  return { width, height, channels: wanted, values };
}

/** The last channel says how much is there of the others. */
function onWhite(pixels: ArrayLike<number>, channels: number): Float32Array {
  const given = channels - 1;
  const values = new Float32Array((pixels.length / channels) * given);
  for (let pixel = 0; pixel * channels < pixels.length; pixel++) {
    const alpha = (pixels[pixel * channels + given] ?? 0) / 255;
    for (let channel = 0; channel < given; channel++) {
      values[pixel * given + channel] = (pixels[pixel * channels + channel] ?? 0) * alpha + 255 * (1 - alpha);
    }
  }
  return values;
}

/** Where EXIF says that the camera was held otherwise: of each place of the upright picture, the one it comes from. */
const TURNS: Readonly<Record<number, (x: number, y: number, w: number, h: number) => readonly [number, number]>> = {
  2: (x, y, w) => [w - 1 - x, y],
  3: (x, y, w, h) => [w - 1 - x, h - 1 - y],
  4: (x, y, _w, h) => [x, h - 1 - y],
  5: (x, y) => [y, x],
  6: (x, y, _w, h) => [y, h - 1 - x],
  7: (x, y, w, h) => [w - 1 - y, h - 1 - x],
  8: (x, y, w) => [w - 1 - y, x],
};

function turned(plane: Plane, orientation: number): Plane {
  const turn = TURNS[orientation];
  if (turn === undefined) return plane;
  const { width, height, channels, values } = plane;
  const [wide, high] = orientation >= 5 ? [height, width] : [width, height];
  const upright = new Float32Array(values.length);
  for (let y = 0; y < high; y++) {
    for (let x = 0; x < wide; x++) {
      const [fromX, fromY] = turn(x, y, width, height);
      for (let channel = 0; channel < channels; channel++) {
        upright[(y * wide + x) * channels + channel] = values[(fromY * width + fromX) * channels + channel] ?? 0;
      }
    }
  }
  return { width: wide, height: high, channels, values: upright };
}

function cropped({ width, channels, values }: Plane, left: number, top: number, edge: number): Plane {
  const cut = new Float32Array(edge * edge * channels);
  for (let row = 0; row < edge; row++) {
    const begin = ((top + row) * width + left) * channels;
    cut.set(values.subarray(begin, begin + edge * channels), row * edge * channels);
  }
  return { width: edge, height: edge, channels, values: cut };
}

/** How much each place of a line weighs in one place of the new line. */
interface Weights {
  readonly first: number;
  readonly weights: Float32Array;
}

/**
 * The triangle filter, as wide as a step of the new line: bilinear where a picture grows, and without aliases where it
 * shrinks (Turkowski 1990, Filters for common resampling tasks).
 */
function weightsOf(from: number, to: number): readonly Weights[] {
  const key = from * 65_536 + to;
  const found = known.get(key) ?? newWeights(from, to);
  // pictures of one dataset have few sizes; of many the latest are of use
  if (known.size > 1000) known.clear();
  known.set(key, found);
  return found;
}

/** What `weightsOf` has worked out, by both lengths. */
const known = new Map<number, readonly Weights[]>();

function newWeights(from: number, to: number): readonly Weights[] {
  const step = from / to;
  const reach = Math.max(1, step);
  return Array.from({ length: to }, (_, place) => {
    const centre = (place + 0.5) * step;
    const first = Math.max(0, Math.floor(centre - reach));
    const last = Math.min(from, Math.ceil(centre + reach));
    const weights = Float32Array.from({ length: last - first }, (_weight, index) =>
      Math.max(0, 1 - Math.abs((first + index + 0.5 - centre) / reach)),
    );
    const sum = weights.reduce((total, weight) => total + weight, 0);
    return { first, weights: weights.map((weight) => weight / sum) };
  });
}

/** Line by line, then column by column. */
function resized(plane: Plane, width: number, height: number): Plane {
  if (plane.width === width && plane.height === height) return plane;
  const { channels } = plane;
  const narrow = new Float32Array(plane.height * width * channels);
  const across = weightsOf(plane.width, width);
  for (let row = 0; row < plane.height; row++) {
    const begin = row * plane.width * channels;
    for (let x = 0; x < width; x++) {
      const { first, weights } = across[x] ?? { first: 0, weights: new Float32Array() };
      for (let channel = 0; channel < channels; channel++) {
        let sum = 0;
        for (let index = 0; index < weights.length; index++) {
          sum += (weights[index] ?? 0) * (plane.values[begin + (first + index) * channels + channel] ?? 0);
        }
        narrow[(row * width + x) * channels + channel] = sum;
      }
    }
  }
  const line = width * channels;
  const small = new Float32Array(height * line);
  weightsOf(plane.height, height).forEach(({ first, weights }, y) => {
    for (let index = 0; index < weights.length; index++) {
      const weight = weights[index] ?? 0;
      const begin = (first + index) * line;
      for (let place = 0; place < line; place++) {
        small[y * line + place] = (small[y * line + place] ?? 0) + weight * (narrow[begin + place] ?? 0);
      }
    }
  });
  return { width, height, channels, values: small };
}

function rounded({ channels, values }: Plane, side: number): Uint8Array {
  const pixels = new Uint8Array(side * side * channels);
  for (let place = 0; place < pixels.length; place++) pixels[place] = Math.round(values[place] ?? 0);
  return pixels;
}
