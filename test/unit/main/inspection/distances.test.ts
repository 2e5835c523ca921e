import { expect, it } from 'vitest';

import { pairDistances } from '#main/inspection/distances';

import { readingNetwork, tinyDataset } from './fake-held';

const unwatched = { report: () => undefined, signal: new AbortController().signal };

/** Image i is i · 10 all over, of class i mod 2: what the towers make of a pair can be told by hand. */
function slowly(count: number, between: number): { readonly same: number[]; readonly different: number[] } {
  const found = { same: [] as number[], different: [] as number[] };
  for (let rotation = 1; rotation <= 10 && rotation < count; rotation++) {
    for (let one = 0; one < count; one++) {
      const other = (one + rotation) % count;
      const kind = one % 2 === other % 2 ? 'same' : 'different';
      found[kind].push(Math.fround(Math.hypot(10 * (one - other), between)));
    }
  }
  const ascending = (values: number[]): number[] => values.sort((a, b) => a - b);
  return { same: ascending(found.same), different: ascending(found.different) };
}

it('are those of every rotation, by the two towers for the two images', async () => {
  const held = { network: readingNetwork(2), dataset: tinyDataset(13) };
  const { same, different } = await pairDistances(held, true, unwatched);
  // the second feature of the fake tells the towers apart
  expect({ same: [...same], different: [...different] }).toEqual(slowly(13, 1));
});

it('are by one tower for both where there is one, and of the rotations that so few images have', async () => {
  const held = { network: readingNetwork(1), dataset: tinyDataset(4) };
  const { same, different } = await pairDistances(held, false, unwatched);
  expect({ same: [...same], different: [...different] }).toEqual(slowly(4, 0));
  expect([same.length, different.length]).toEqual([4, 8]);
});

it('stop where they are cancelled', async () => {
  const held = { network: readingNetwork(2), dataset: tinyDataset() };
  const signal = AbortSignal.abort(new Error('not any more'));
  await expect(pairDistances(held, true, { ...unwatched, signal })).rejects.toThrow('not any more');
});
