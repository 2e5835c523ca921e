/**
 * A hash of 64 bits that pictures share which look alike: of an 8 × 9 picture, whether each place is darker than the one
 * right of it (the difference hash; Krawetz 2013, Kind of like that).
 * @param pixels side × side × channels
 */
export function differenceHash(pixels: Uint8Array, side: number, channels: number): bigint {
  const small = shrunk(pixels, side, channels);
  let hash = 0n;
  for (let row = 0; row < 8; row++) {
    for (let column = 0; column < 8; column++) {
      const isDarker = (small[row * 9 + column] ?? 0) < (small[row * 9 + column + 1] ?? 0);
      hash = (hash << 1n) | (isDarker ? 1n : 0n);
    }
  }
  return hash;
}

/** Means of 8 rows of 9 parts. */
function shrunk(pixels: Uint8Array, side: number, channels: number): Float64Array {
  const sums = new Float64Array(72);
  const counts = new Float64Array(72);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const place = Math.floor((y * 8) / side) * 9 + Math.floor((x * 9) / side);
      for (let channel = 0; channel < channels; channel++) {
        sums[place] = (sums[place] ?? 0) + (pixels[(y * side + x) * channels + channel] ?? 0);
        counts[place] = (counts[place] ?? 0) + 1;
      }
    }
  }
  return sums.map((sum, place) => sum / Math.max(1, counts[place] ?? 1));
}
