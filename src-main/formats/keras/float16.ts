const SIGN = 0x8000;
const EXPONENT_BITS = 10;
const EXPONENT_MASK = 0x1f;
const FRACTION_MASK = 0x3ff;
const BIAS = 15;

/** IEEE 754 binary16 as 16-bit patterns → float32, exactly: every half is a float32. */
export function float16ToFloat32(halves: Uint16Array): Float32Array {
  return Float32Array.from(halves, valueOf);
}

function valueOf(half: number): number {
  const sign = (half & SIGN) === 0 ? 1 : -1;
  const exponent = (half >>> EXPONENT_BITS) & EXPONENT_MASK;
  const fraction = half & FRACTION_MASK;
  if (exponent === EXPONENT_MASK) return fraction === 0 ? sign * Infinity : Number.NaN;
  // the smallest exponent means no leading 1: zero and the subnormal numbers
  if (exponent === 0) return sign * fraction * 2 ** (1 - BIAS - EXPONENT_BITS);
  return sign * (fraction + 2 ** EXPONENT_BITS) * 2 ** (exponent - BIAS - EXPONENT_BITS);
}
