import { expect, it } from 'vitest';

import { DATASETS } from '#shared/datasets/datasets';
import { budgetOfDesign } from '#shared/runs/budget';
import { fewImagesSweep } from '#shared/runs/few-images';

const facts = DATASETS.get('shapes');

it('trains a plain and a siamese network on the same parts of the images, with the same seeds', () => {
  const [plain, siamese] = ['vanilla', 'siamese-vanilla'].map((kind) =>
    fewImagesSweep()
      .filter(({ network }) => network.kind === kind)
      .map(({ dataset, fraction, sample, seeds }) => ({ dataset, fraction, sample, seeds })),
  );
  expect(plain).toHaveLength(3);
  expect(plain).toEqual(siamese);
  expect(plain?.map(({ sample }) => sample)).toEqual(['drawn', 'drawn', 'drawn']);
});

it('updates both equally often at each number of images', () => {
  const specs = fewImagesSweep();
  const fractions = [...new Set(specs.map(({ fraction }) => fraction))];
  expect(fractions.map((fraction) => fraction * facts.trainCount)).toEqual([100, 200, 400]);
  for (const each of fractions) {
    const updates = specs
      .filter(({ fraction }) => fraction === each)
      .map((spec) => budgetOfDesign(spec, facts).updates);
    expect(new Set(updates).size).toBe(1);
  }
});
