/** A picture of the person's own, cut square: side × side × 4, 0…255, opaque. */
export interface SquarePicture {
  readonly side: number;
  readonly rgba: Uint8ClampedArray;
}

/**
 * Makes a square picture as large as the images of a dataset. Each pixel is the mean over the area that it covers, so that
 * nothing of a fine drawing falls between the pixels.
 * @param shape [height, width, channels]: three for red, green, blue, one for grey (ITU-R BT.601)
 * @param inverted for drawings that are dark on light, where the dataset's are light on dark
 * @returns height × width × channels, row-major
 */
export function prepareImage(
  { side, rgba }: SquarePicture,
  [height = 0, width = 0, channels = 1]: readonly number[],
  inverted: boolean,
): Uint8Array {
  const [rows, columns] = [coverage(side, height), coverage(side, width)];
  const pixels = new Uint8Array(height * width * channels);
  rows.forEach((row, y) => {
    columns.forEach((column, x) => {
      const colour = meanColour(rgba, side, row, column);
      const [red, green, blue] = inverted ? colour.map((value) => 255 - value) : colour;
      const values = [red ?? 0, green ?? 0, blue ?? 0] as const;
      if (channels === 1) pixels[y * width + x] = Math.round(greyOf(values));
      else values.forEach((value, channel) => (pixels[(y * width + x) * channels + channel] = Math.round(value)));
    });
  });
  return pixels;
}

/** Whether a picture is mostly light at its edge, as a drawing on paper is. */
export function isLightAtEdge({ side, rgba }: SquarePicture): boolean {
  let sum = 0;
  let count = 0;
  for (let place = 0; place < side; place++) {
    for (const pixel of [place, (side - 1) * side + place, place * side, place * side + side - 1]) {
      sum += greyOf([rgba[pixel * 4] ?? 0, rgba[pixel * 4 + 1] ?? 0, rgba[pixel * 4 + 2] ?? 0]);
      count += 1;
    }
  }
  return sum > 127.5 * count;
}

/** Which pixels of the picture a pixel of the image covers, and how much of each. */
type Cover = readonly { readonly at: number; readonly weight: number }[];

function coverage(from: number, to: number): readonly Cover[] {
  const step = from / to;
  return Array.from({ length: to }, (_, place) => {
    const [start, end] = [place * step, (place + 1) * step];
    const covered: { at: number; weight: number }[] = [];
    for (let at = Math.floor(start); at < Math.min(from, Math.ceil(end)); at++) {
      covered.push({ at, weight: (Math.min(end, at + 1) - Math.max(start, at)) / step });
    }
    return covered;
  });
}

function meanColour(rgba: Uint8ClampedArray, side: number, row: Cover, column: Cover): readonly number[] {
  const sum = [0, 0, 0];
  for (const { at: y, weight: vertical } of row) {
    for (const { at: x, weight: horizontal } of column) {
      const pixel = (y * side + x) * 4;
      for (let colour = 0; colour < 3; colour++) {
        sum[colour] = (sum[colour] ?? 0) + (rgba[pixel + colour] ?? 0) * vertical * horizontal;
      }
    }
  }
  return sum;
}

function greyOf([red, green, blue]: readonly [number, number, number]): number {
  return 0.299 * red + 0.587 * green + 0.114 * blue;
}
