/**
 * Every random choice of the lab comes from here, by seed, so that a run can be repeated exactly.
 * The generator is sfc32 (Chris Doty-Humphrey's Small Fast Counting generator, PractRand), 128 bits of state.
 */
export interface Random {
  /** Uniform in [0, 1), 32 bits of resolution. */
  readonly next: () => number;
  /** Uniform whole number in [0, limit). */
  readonly integer: (limit: number) => number;
  /** Standard normal (Box & Muller 1958). */
  readonly normal: () => number;
}

/** A generator that gives the same numbers whenever it is made with the same seed (taken modulo 2³²). */
export function createRandom(seed: number): Random {
  let a = mix(seed >>> 0);
  let b = mix(a ^ 0x9e3779b9);
  let c = mix(b ^ 0x85ebca6b);
  let counter = 1;
  const bits = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    c |= 0;
    return sum >>> 0;
  };
  for (let round = 0; round < 12; round++) bits();
  const next = (): number => bits() / 0x1_0000_0000;
  return {
    next,
    integer: (limit) => Math.floor(next() * limit),
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
  };
}

/**
 * A seed of its own for each purpose ("initialisation", "order/epoch 3"), so that changing how one part draws
 * does not disturb the others. Never 0, which some libraries read as "unseeded".
 */
export function deriveSeed(seed: number, purpose: string): number {
  // FNV-1a over the purpose, then mixed with the seed
  let hash = 0x811c9dc5;
  for (let index = 0; index < purpose.length; index++) {
    hash = Math.imul(hash ^ purpose.charCodeAt(index), 0x01000193);
  }
  return mix(mix(seed >>> 0) ^ (hash >>> 0)) || 1;
}

/** Mixes 32 bits so that each input bit moves every output bit (the finaliser of MurmurHash3, Austin Appleby). */
export function mix(value: number): number {
  let bits = value | 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

/** The numbers 0 … count − 1 in an order drawn by Fisher & Yates (Durstenfeld 1964). */
export function permutation(count: number, random: Random): Uint32Array {
  const order = Uint32Array.from({ length: count }, (_, index) => index);
  for (let last = count - 1; last > 0; last--) {
    const other = random.integer(last + 1);
    const kept = order[last] ?? 0;
    order[last] = order[other] ?? 0;
    order[other] = kept;
  }
  return order;
}
