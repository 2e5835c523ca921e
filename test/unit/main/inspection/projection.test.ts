import { expect, it } from 'vitest';

import type { Control } from '#main/inspection/control';
import { nearestRows, type Embedding } from '#main/inspection/embedding';
import { project } from '#main/inspection/projection';
import { createRandom } from '#shared/basics/random';
import { LabError } from '#shared/errors/errors';
import type { InspectionProgress } from '#shared/contract/inspection';

function embeddingOf(rows: readonly (readonly number[])[]): Embedding {
  return {
    indices: Uint32Array.from(rows, (_, row) => row * 10),
    values: Float32Array.from(rows.flat()),
    features: rows[0]?.length ?? 0,
  };
}

/** Two clouds, far apart, in eight dimensions. */
function clouds(): Embedding {
  const { next } = createRandom(7);
  return embeddingOf(
    Array.from({ length: 40 }, (_, row) => Array.from({ length: 8 }, () => (row < 20 ? 0 : 9) + next())),
  );
}

const still: Control = { signal: new AbortController().signal, report: () => undefined };

it('finds the line that points lie on: all variance along it, distances kept', async () => {
  // along (3, 4)/5, by 0, 1, 2 and 7
  const rows = [0, 1, 2, 7].map((step) => [3 * step, 4 * step]);
  const { x, explained } = await project(embeddingOf(rows), 'pca', 1, still);
  expect(explained[0]).toBeCloseTo(1, 6);
  expect(explained[1]).toBeCloseTo(0, 6);
  const from = x[0] ?? 0;
  expect([...x].map((value) => Math.abs(value - from))).toEqual(
    [0, 5, 10, 35].map((value): unknown => expect.closeTo(value, 4)),
  );
});

it('puts images that are all the same onto one point', async () => {
  const { x, y, explained } = await project(embeddingOf([[1, 2], [1, 2], [1, 2]]), 'pca', 1, still); // prettier-ignore
  expect([...x, ...y, ...explained]).toEqual(new Array(8).fill(0));
});

it('keeps two clouds apart by UMAP, the same for the same seed, and tells how far it is', async () => {
  const told: InspectionProgress[] = [];
  const first = await project(clouds(), 'umap', 3, { ...still, report: (progress) => told.push(progress) });
  const again = await project(clouds(), 'umap', 3, still);
  expect([...first.x, ...first.y]).toEqual([...again.x, ...again.y]);
  expect(first.explained).toEqual([]);
  const middle = (values: Float32Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [mx, my] = [first.x, first.y].map((axis) => [middle(axis.subarray(0, 20)), middle(axis.subarray(20))]);
  const apart = Math.hypot((mx?.[0] ?? 0) - (mx?.[1] ?? 0), (my?.[0] ?? 0) - (my?.[1] ?? 0));
  const spread = Math.max(
    ...Array.from({ length: 20 }, (_, row) =>
      Math.hypot((first.x[row] ?? 0) - (mx?.[0] ?? 0), (first.y[row] ?? 0) - (my?.[0] ?? 0)),
    ),
  );
  expect(apart).toBeGreaterThan(2 * spread);
  expect(told.at(-1)).toMatchObject({ phase: 'projecting' });
  expect(told.at(-1)?.done).toBeGreaterThan(0);
});

it('stops in the middle when it is cancelled, and says so', async () => {
  const controller = new AbortController();
  const stopped = project(clouds(), 'umap', 1, {
    signal: controller.signal,
    report: ({ done }) => {
      if (done > 0) controller.abort(new LabError('cancelled', 'It was cancelled.'));
    },
  });
  await expect(stopped).rejects.toMatchObject({ code: 'cancelled' });
});

it('finds the nearest images by their features, without the image itself', () => {
  const embedding = embeddingOf([[0, 0], [3, 4], [1, 0], [0, 1], [9, 9]]); // prettier-ignore
  expect(nearestRows(embedding, 0, 3)).toEqual([
    { row: 2, distance: 1 },
    { row: 3, distance: 1 },
    { row: 1, distance: 5 },
  ]);
});
