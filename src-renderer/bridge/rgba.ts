/**
 * One image of a set as a canvas wants it.
 * @param pixels count × values, row-major, one channel (grey) or three (red, green, blue)
 * @param shape [height, width, channels]
 * @returns height × width × 4, opaque
 */
export function rgbaOf(pixels: Uint8Array, shape: readonly number[], position: number): Uint8ClampedArray<ArrayBuffer> {
  const [height = 0, width = 0, channels = 1] = shape;
  const values = height * width * channels;
  const rgba = new Uint8ClampedArray(height * width * 4);
  for (let pixel = 0; pixel < height * width; pixel++) {
    for (let colour = 0; colour < 3; colour++) {
      const channel = channels === 1 ? 0 : colour;
      rgba[pixel * 4 + colour] = pixels[position * values + pixel * channels + channel] ?? 0;
    }
    rgba[pixel * 4 + 3] = 255;
  }
  return rgba;
}
