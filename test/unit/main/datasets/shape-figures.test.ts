import { describe, expect, it } from 'vitest';

import { makeFigure } from '#main/datasets/shape-figures';
import { createRandom } from '#shared/basics/random';
import { DATASETS } from '#shared/datasets/datasets';

const NAMES = DATASETS.get('shapes').classNames;

/** The share of the square from −1 to 1 that a figure covers, and what it looks like when a test fails. */
function share(label: number, seed: number): number {
  const figure = makeFigure(label, createRandom(seed));
  let hits = 0;
  for (let y = -0.99; y < 1; y += 0.02) for (let x = -0.99; x < 1; x += 0.02) if (figure(x, y)) hits++;
  return hits / 10_000;
}

describe('makeFigure', () => {
  it.each(NAMES.map((name, label) => [name, label] as const))('draws a %s that covers a fair part', (_name, label) => {
    for (let seed = 1; seed <= 20; seed++) {
      expect(share(label, seed)).toBeGreaterThan(0.15);
      expect(share(label, seed)).toBeLessThan(0.75);
    }
  });

  it('has a figure for each class and for no other', () => {
    expect(() => makeFigure(NAMES.length, createRandom(1))).toThrow('Received the class 10; expected 0 to 9.');
  });

  it('leaves the middle of a ring open and that of a disc filled', () => {
    expect(makeFigure(NAMES.indexOf('disc'), createRandom(1))(0, 0)).toBe(true);
    expect(makeFigure(NAMES.indexOf('ring'), createRandom(1))(0, 0)).toBe(false);
  });

  it('gives a star five points and a cross four', () => {
    const crossings = (name: string, radius: number): number => {
      const figure = makeFigure(NAMES.indexOf(name), createRandom(3));
      const around = Array.from({ length: 720 }, (_, step) => {
        const angle = (step / 720) * 2 * Math.PI + 0.001;
        return figure(radius * Math.cos(angle), radius * Math.sin(angle));
      });
      return around.filter((inside, step) => inside && around[(step + 1) % 720] === false).length;
    };
    expect(crossings('star', 0.7)).toBe(5);
    expect(crossings('cross', 0.7)).toBe(4);
  });
});
