import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { tableOf } from '../../../bench/report';
import { readSettings } from '../../../bench/train/settings';
import { median, ratiosOf, reportOf, summarise, type Turn } from '../../../bench/train/summary';

const turn = (imagesPerSecond: number, peakMemoryBytes: number): Turn => ({
  imagesPerSecond,
  peakMemoryBytes,
  steps: 4,
  loss: 2,
});

describe('median', () => {
  it('is the middle one, or the mean of the two in the middle', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([4, 1, 3, 100])).toBe(3.5);
    expect(() => median([])).toThrow(RangeError);
  });

  it('has as many values below it as above it, in whatever order they came', () => {
    // the sum of two in the middle has to be a number
    const finite = fc.double({ noNaN: true, min: -1e300, max: 1e300 });
    fc.assert(
      fc.property(fc.array(finite, { minLength: 1 }), (values) => {
        const middle = median(values);
        expect(values.filter((value) => value < middle).length).toBeLessThanOrEqual(values.length / 2);
        expect(values.filter((value) => value > middle).length).toBeLessThanOrEqual(values.length / 2);
      }),
    );
  });
});

it('ratios are each over each that comes after it', () => {
  const ratios = ratiosOf([
    ['graph', 300],
    ['layers', 100],
    ['keras', 200],
  ]);
  expect(ratios).toEqual({ 'graph/layers': 3, 'graph/keras': 1.5, 'layers/keras': 0.5 });
});

describe('the summary', () => {
  const versions = { tensorflow: '2.21.0' };
  const summary = summarise(
    new Map([
      ['graph', { kind: 'measured', versions, turns: [turn(400, 1e9), turn(100, 3e9), turn(300, 2e9)] }],
      ['layers', { kind: 'measured', versions, turns: [turn(100, 4e9)] }],
      ['keras', { kind: 'skipped', reason: 'there is no Python.' }],
    ] as const),
  );

  it('holds medians of the turns, ratios of the medians, and what was left out', () => {
    expect(summary.engines.graph).toMatchObject({ imagesPerSecond: 300, peakMemoryBytes: 2e9, steps: 12 });
    expect(summary.ratios).toEqual({ 'graph/layers': 3 });
    expect(summary.memoryRatios).toEqual({ 'graph/layers': 0.5 });
    expect(summary.skipped).toEqual({ keras: 'there is no Python.' });
  });

  it('is told in tables, with why an engine is missing', () => {
    const told = { machine: 'A machine', images: 'CIFAR-10', sample: 'pairs' };
    const text = reportOf(readSettings(['--network', 'siamese-vanilla']), summary, told)
      .map(tableOf)
      .join('\n');
    expect(text).toContain('siamese-vanilla, batch 512, CIFAR-10');
    expect(text).toMatch(/graph +300\.0 +100\.0–400\.0 +2\.00 GB/);
    expect(text).toMatch(/graph\/layers +3\.00 × +0\.50 ×/);
    expect(text).toContain('keras was not measured: there is no Python.');
  });
});
