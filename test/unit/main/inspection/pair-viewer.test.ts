import fc from 'fast-check';
import { expect, it } from 'vitest';

import { drawPairs, pageOfPairs } from '#main/inspection/pair-viewer';
import { divideTraining } from '#main/training/division';
import { examplesOf } from '#main/training/examples';
import { sampledImages } from '#shared/datasets/sample';
import type { PairingSpec } from '#shared/experiment/experiment';

const labels = Uint8Array.from({ length: 60 }, (_, index) => (index * 7) % 5);
const set = { images: new Uint8Array(), labels, count: 60 };
const validation = { kind: 'test-set' } as const;
const used = Uint32Array.from({ length: 40 }, (_, index) => index);
const FIRST_40 = { fraction: 40 / 60, sample: 'first' } as const;
const everything = { show: 'all', offset: 0, limit: 500 } as const;

const PAIRINGS: readonly PairingSpec[] = [
  { kind: 'class-preserving', permutations: 2, draw: 'with-replacement', redraw: true },
  { kind: 'class-preserving', permutations: 1, draw: 'permutation', redraw: false },
  { kind: 'rotations', rotations: [1, 5], sameWeight: 2, further: null },
  { kind: 'random-permutation', permutations: 2, redraw: true, sameWeight: 3 },
  { kind: 'balanced', redraw: true },
];

it.each(PAIRINGS)('shows the very pairs that a run of the same seed learns from: %j', (pairing) => {
  for (const epoch of [1, 4]) {
    const { pairs } = pageOfPairs(drawPairs(set, { ...FIRST_40, pairing, validation, seed: 9, epoch }), everything);
    const learned = examplesOf(set, used, pairing, 9)(epoch);
    expect(pairs.map(({ first }) => first)).toEqual([...learned.first]);
    expect(pairs.map(({ second }) => second)).toEqual([...(learned.second ?? [])]);
    expect(pairs.map(({ weight }) => weight)).toEqual([...(learned.weights ?? learned.first.map(() => 1))]);
  }
});

it.each(PAIRINGS)('shows the pairs of the images that the seed of the run draws: %j', (pairing) => {
  const source = { fraction: 0.5, sample: 'drawn', pairing, validation, epoch: 1 } as const;
  for (const seed of [1, 2]) {
    const drawn = sampledImages(labels, 30, 'drawn', seed);
    const learned = examplesOf(set, drawn, pairing, seed)(1);
    const { first, second, statistics } = drawPairs(set, { ...source, seed });
    expect([...first]).toEqual([...learned.first]);
    expect([...second]).toEqual([...(learned.second ?? [])]);
    expect(statistics.images).toBe(30);
    expect(new Set([...first, ...second]).size).toBeLessThanOrEqual(30);
    expect([...first, ...second].every((image) => drawn.includes(image))).toBe(true);
  }
  expect(drawPairs(set, { ...source, seed: 1 }).first).not.toEqual(drawPairs(set, { ...source, seed: 2 }).first);
});

it.each(PAIRINGS)('counts what the pairs are like as one would by hand: %j', (pairing) => {
  const drawn = drawPairs(set, { ...FIRST_40, pairing, validation, seed: 9, epoch: 1 });
  const { pairs } = pageOfPairs(drawn, everything);
  const same = pairs.filter(({ first, second }) => labels[first] === labels[second]);
  const timesOf = Array.from(
    { length: 40 },
    (_, image) => pairs.flatMap(({ first, second }) => [first, second]).filter((one) => one === image).length,
  );
  expect(drawn.statistics).toMatchObject({
    pairs: pairs.length,
    images: 40,
    same: same.length,
    self: pairs.filter(({ first, second }) => first === second).length,
    sameWeight: same.reduce((sum, { weight }) => sum + weight, 0),
    weight: pairs.reduce((sum, { weight }) => sum + weight, 0),
  });
  drawn.statistics.uses.forEach((images, times) => {
    expect(timesOf.filter((count) => count === times)).toHaveLength(images);
  });
});

it('pages through the pairs that pass a filter without losing or repeating one', () => {
  const show = fc.constantFrom('all', 'same', 'different', 'two', 'self');
  fc.assert(
    fc.property(fc.constantFrom(...PAIRINGS), show, fc.integer({ min: 1, max: 30 }), (pairing, filter, limit) => {
      const drawn = drawPairs(set, { ...FIRST_40, pairing, validation, seed: 3, epoch: 1 });
      const places: number[] = [];
      const { total } = pageOfPairs(drawn, { show: filter, offset: 0, limit });
      for (let offset = 0; offset < total; offset += limit) {
        const { pairs } = pageOfPairs(drawn, { show: filter, offset, limit });
        expect(pairs).toHaveLength(Math.min(limit, total - offset));
        places.push(...pairs.map(({ place }) => place));
      }
      const whole = pageOfPairs(drawn, everything).pairs.filter(
        ({ first, second, firstClass, secondClass }) =>
          filter === 'all' ||
          (filter === 'same' && firstClass === secondClass) ||
          (filter === 'different' && firstClass !== secondClass) ||
          (filter === 'two' && first !== second) ||
          (filter === 'self' && first === second),
      );
      expect(places).toEqual(whole.map(({ place }) => place));
    }),
  );
});

it('leaves out what the run of this seed holds out', () => {
  const heldOut = { kind: 'held-out', fraction: 0.25 } as const;
  const { trained } = divideTraining(labels, used, heldOut, 9);
  for (const pairing of PAIRINGS) {
    const { first, second, statistics } = drawPairs(set, {
      ...FIRST_40,
      pairing,
      validation: heldOut,
      seed: 9,
      epoch: 1,
    });
    expect([...first, ...second].filter((image) => !trained.includes(image))).toEqual([]);
    expect(statistics.images).toBe(trained.length);
    expect(statistics.uses.reduce((sum, images) => sum + images, 0)).toBe(trained.length);
  }
});
