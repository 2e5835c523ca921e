import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { covered, groupOf, profileOf, timesOf } from '../../../bench/train/step-trace';

describe('the group of an operation', () => {
  it.each([
    ['_MklNativeFusedConv2D', 'convolution'],
    ['Conv2DBackpropFilter', 'convolution'],
    ['_FusedMatMul', 'matrix product'],
    ['_MklNativeMaxPoolGrad', 'pooling'],
    ['BitwiseXor', 'dropout masks'],
    ['ResourceGather', 'images'],
    ['ReluGrad', 'other'],
  ] as const)('%s: %s', (op, group) => {
    expect(groupOf(op)).toBe(group);
  });
});

describe('the time that kernels cover', () => {
  it('counts what overlaps once', () => {
    const spans = [
      { op: 'a', start: 0, end: 10 },
      { op: 'b', start: 5, end: 8 },
      { op: 'c', start: 9, end: 12 },
      { op: 'd', start: 20, end: 21 },
    ];
    expect(covered(spans)).toBe(13);
  });

  it('is what one counts tick by tick', () => {
    const span = fc.tuple(fc.nat(40), fc.nat(10)).map(([start, length]) => ({ op: 'a', start, end: start + length }));
    fc.assert(
      fc.property(fc.array(span), (spans) => {
        const ticks = Array.from({ length: 50 }, (_, tick) =>
          spans.some(({ start, end }) => start <= tick && tick < end),
        );
        expect(covered(spans)).toBe(ticks.filter(Boolean).length);
      }),
    );
  });
});

describe('the profile of a step', () => {
  // milliseconds, told in nanoseconds
  const kernel = (op: string, start: number, end: number) => ({ op, start: start * 1e6, end: end * 1e6 });
  const step = timesOf([
    kernel('Conv2D', 0, 6),
    kernel('MatMul', 4, 8),
    kernel('ReluGrad', 8, 10),
    kernel('Mul', 2, 4),
  ]);

  it('has the share of products by the clock and by the kernels', () => {
    const profile = profileOf([step]);
    expect(profile.wallMilliseconds).toBeCloseTo(10);
    expect(profile.kernelMilliseconds).toBeCloseTo(14);
    expect(profile.productShareOfWall).toBeCloseTo(0.8);
    expect(profile.productShareOfKernels).toBeCloseTo(10 / 14);
    expect(profile.groups['matrix product']).toBeCloseTo(4);
    expect(profile.ops.map(({ op }) => op)).toEqual(['Conv2D', 'MatMul', 'ReluGrad', 'Mul']);
  });

  it('takes medians over the steps', () => {
    const slow = timesOf([kernel('Conv2D', 0, 30)]);
    const profile = profileOf([step, slow, step]);
    expect(profile.wallMilliseconds).toBeCloseTo(10);
    expect(profile.ops.find(({ op }) => op === 'Conv2D')?.milliseconds).toBeCloseTo(6);
  });

  it('cannot be made of nothing', () => {
    expect(() => timesOf([])).toThrow(RangeError);
  });
});
