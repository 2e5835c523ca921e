import type { Random } from '#shared/basics/random';

/** Says whether a point belongs to the figure. The figure lies around the origin, within about one unit. */
export type Figure = (x: number, y: number) => boolean;

type FigureMaker = (random: Random) => Figure;

/** Uniform in [low, high). */
export function between(random: Random, low: number, high: number): number {
  return low + (high - low) * random.next();
}

/** One figure of a class, with the proportions that vary inside the class drawn from `random`. */
export function makeFigure(label: number, random: Random): Figure {
  const maker = FIGURE_MAKERS[label];
  if (maker === undefined) {
    throw new RangeError(`Received the class ${label}; expected 0 to ${FIGURE_MAKERS.length - 1}.`);
  }
  return maker(random);
}

const disc: FigureMaker = (random) => {
  const flatness = between(random, 1, 1.2);
  return (x, y) => x * x + y * y * flatness * flatness < 0.8;
};

const ring: FigureMaker = (random) => {
  const hole = between(random, 0.45, 0.68) ** 2;
  return (x, y) => {
    const square = x * x + y * y;
    return square < 0.9 && square > hole;
  };
};

const square: FigureMaker = (random) => {
  const height = between(random, 0.65, 0.8);
  return (x, y) => Math.abs(x) < 0.75 && Math.abs(y) < height;
};

const triangle: FigureMaker = (random) => {
  const lean = between(random, -0.2, 0.2);
  const half = between(random, 0.75, 0.95);
  // apex at y = −0.9, base at y = 0.7; the half width grows from apex to base
  return (x, y) => y < 0.7 && Math.abs(x - lean * y) < ((y + 0.9) / 1.6) * half;
};

const cross: FigureMaker = (random) => {
  const arm = between(random, 0.18, 0.3);
  return (x, y) => {
    const across = Math.abs(x);
    const down = Math.abs(y);
    return Math.max(across, down) < 0.95 && Math.min(across, down) < arm;
  };
};

const star: FigureMaker = (random) => {
  const waist = between(random, 0.36, 0.48);
  const sector = (2 * Math.PI) / 5;
  // one straight edge from a tip at (1, 0) to a waist half a sector on; the other nine are its mirror images
  const waistX = waist * Math.cos(sector / 2);
  const waistY = waist * Math.sin(sector / 2);
  return (x, y) => {
    const angle = Math.atan2(y, x);
    const folded = Math.abs(angle - sector * Math.round(angle / sector));
    const radius = Math.hypot(x, y);
    const alongX = radius * Math.cos(folded);
    const alongY = radius * Math.sin(folded);
    return (alongX - 1) * waistY + alongY * (1 - waistX) < 0;
  };
};

const stripes: FigureMaker = (random) => {
  const period = between(random, 0.4, 0.8);
  const phase = random.next();
  const share = between(random, 0.35, 0.65);
  return (_x, y) => fractional(y / period + phase) < share;
};

const checkers: FigureMaker = (random) => {
  const side = between(random, 0.3, 0.55);
  const phase = random.next();
  return (x, y) => (Math.floor(x / side + phase) + Math.floor(y / side + phase)) % 2 === 0;
};

const dots: FigureMaker = (random) => {
  const pitch = between(random, 0.45, 0.75);
  const phase = random.next();
  const reach = between(random, 0.27, 0.37) ** 2;
  return (x, y) => {
    const across = fractional(x / pitch + phase) - 0.5;
    const down = fractional(y / pitch + phase) - 0.5;
    return across * across + down * down < reach;
  };
};

const waves: FigureMaker = (random) => {
  const period = between(random, 0.5, 0.8);
  const phase = random.next();
  const height = between(random, 0.14, 0.22);
  const length = between(random, 0.9, 1.3);
  return (x, y) => fractional((y + height * Math.sin((2 * Math.PI * x) / length)) / period + phase) < 0.5;
};

/** In the order of the class names. */
const FIGURE_MAKERS: readonly FigureMaker[] = [
  disc,
  ring,
  square,
  triangle,
  cross,
  star,
  stripes,
  checkers,
  dots,
  waves,
];

/** True where the class fills the image; a false one is a single figure on a background. */
export function isTexture(label: number): boolean {
  return label >= FIGURE_MAKERS.indexOf(stripes);
}

function fractional(value: number): number {
  return value - Math.floor(value);
}
