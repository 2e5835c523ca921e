import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  fitView,
  nearestPoint,
  neighbourTowards,
  panBy,
  toScreen,
  zoomAt,
} from '../../../../src-renderer/charts/plane';

const SIZE = { width: 400, height: 300 };
const coordinate = fc.double({ min: -1_000, max: 1_000, noNaN: true });
const somePoints = fc
  .array(fc.tuple(coordinate, coordinate), { minLength: 1, maxLength: 20 })
  .map((pairs) => ({ x: pairs.map(([x]) => x), y: pairs.map(([, y]) => y) }));

describe('the view that shows everything', () => {
  it('has every point on the screen, up being up', () => {
    fc.assert(
      fc.property(somePoints, (points) => {
        const view = fitView(points, SIZE);
        points.x.forEach((_, index) => {
          const { x, y } = toScreen(points, index, view);
          expect(x).toBeGreaterThanOrEqual(-1e-6);
          expect(x).toBeLessThanOrEqual(SIZE.width + 1e-6);
          expect(y).toBeGreaterThanOrEqual(-1e-6);
          expect(y).toBeLessThanOrEqual(SIZE.height + 1e-6);
        });
      }),
    );
    const two = { x: [0, 0], y: [0, 1] };
    const view = fitView(two, SIZE);
    expect(toScreen(two, 1, view).y).toBeLessThan(toScreen(two, 0, view).y);
  });

  it('stretches neither axis', () => {
    const points = { x: [0, 10, 0], y: [0, 0, 1] };
    const view = fitView(points, SIZE);
    const [zero, across, up] = [0, 1, 2].map((index) => toScreen(points, index, view));
    expect(((across?.x ?? 0) - (zero?.x ?? 0)) / 10).toBeCloseTo((zero?.y ?? 0) - (up?.y ?? 0), 9);
  });

  it('puts equal points into the middle', () => {
    const points = { x: [5, 5], y: [-2, -2] };
    const { x, y } = toScreen(points, 0, fitView(points, SIZE));
    expect([x, y].map((value) => Math.round(value))).toEqual([200, 150]);
  });
});

describe('moving about', () => {
  it('leaves what is under the pointer where it is while zooming', () => {
    const points = { x: [0, 10], y: [0, 10] };
    const fitted = fitView(points, SIZE);
    fc.assert(
      fc.property(fc.double({ min: 0.3, max: 3, noNaN: true }), (factor) => {
        const at = toScreen(points, 1, fitted);
        const after = toScreen(points, 1, zoomAt(fitted, factor, at, fitted));
        expect(after.x).toBeCloseTo(at.x, 6);
        expect(after.y).toBeCloseTo(at.y, 6);
      }),
    );
  });

  it('ends where there is nothing more to see', () => {
    const fitted = fitView({ x: [0, 1], y: [0, 1] }, SIZE);
    const at = { x: 0, y: 0 };
    expect(zoomAt(fitted, 1e9, at, fitted).scale).toBe(60 * fitted.scale);
    expect(zoomAt(fitted, 1e-9, at, fitted).scale).toBe(0.5 * fitted.scale);
  });

  it('moves every point alike', () => {
    const points = { x: [0, 1], y: [0, 1] };
    const view = fitView(points, SIZE);
    const before = toScreen(points, 1, view);
    expect(toScreen(points, 1, panBy(view, 7, -3))).toEqual({ x: before.x + 7, y: before.y - 3 });
  });
});

describe('the point that is meant', () => {
  it('is the nearest one on the screen, or none out of reach', () => {
    fc.assert(
      fc.property(somePoints, fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 300 }), (points, x, y) => {
        const view = fitView(points, SIZE);
        const found = nearestPoint(points, view, { x, y }, Infinity);
        const distances = points.x.map((_, index) => {
          const point = toScreen(points, index, view);
          return Math.hypot(point.x - x, point.y - y);
        });
        expect(distances[found ?? -1]).toBeCloseTo(Math.min(...distances), 6);
      }),
    );
    const one = { x: [0], y: [0] };
    expect(nearestPoint(one, { scale: 1, left: 0, top: 0 }, { x: 10, y: 0 }, 9)).toBeNull();
    expect(nearestPoint(one, { scale: 1, left: 0, top: 0 }, { x: 9, y: 0 }, 9)).toBe(0);
  });

  it('lies in the direction of the arrow, and there is none past the edge', () => {
    const points = { x: [0, 2, 5, 0, -1], y: [0, 0.5, 0, 3, -4] };
    expect(
      (['right', 'up', 'down', 'left'] as const).map((direction) => neighbourTowards(points, 0, direction)),
    ).toEqual([1, 3, 4, null]);
  });
});
