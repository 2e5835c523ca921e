import fc from 'fast-check';
import { expect, it } from 'vitest';

import { DATASETS } from '#shared/datasets/datasets';
import { experimentSpecSchema, parseExperimentSpec } from '#shared/experiment/experiment';
import { titleOf } from '#shared/experiment/title';
import { excessOf } from '#shared/errors/message-bounds';
import { planNetwork } from '#shared/networks/index';
import { parameterCount } from '#shared/networks/plan';
import { describe as described } from '#shared/basics/expected';

import { fuzzRuns, hostileValues, HOSTILE_VALUES, isFiniteThroughout, likelyValues } from './hostile-values';

/** The largest that the limits of its options allow, two towers of width 512 and an embedding of 4096, has 172 million. */
const MOST_PARAMETERS = 2e8;

it('any design is refused field by field, or can be planned, named, and read again as it is', () => {
  const counts = { valid: 0, invalid: 0 };
  const drafts = fc.oneof(hostileValues(experimentSpecSchema), likelyValues(experimentSpecSchema));
  fc.assert(
    fc.property(drafts, (draft) => {
      // what comes in is held against these bounds first, see `readRequest`
      fc.pre(excessOf(draft) === null);
      const result = parseExperimentSpec(draft);
      if (result.kind === 'invalid') {
        counts.invalid++;
        expect(result.problems.length).toBeGreaterThan(0);
        return;
      }
      counts.valid++;
      const { spec } = result;
      // as it is stored: JSON knows no negative zero
      const stored: unknown = JSON.parse(JSON.stringify(spec));
      expect(experimentSpecSchema.parse(stored)).toEqual(stored);
      expect(isFiniteThroughout(spec)).toBe(true);
      const parameters = parameterCount(planNetwork(spec.network, DATASETS.get(spec.dataset)));
      expect(Number.isSafeInteger(parameters) && parameters > 0 && parameters < MOST_PARAMETERS).toBe(true);
      expect(titleOf(spec)).not.toMatch(/[<>&"'\p{Cc}]/u);
    }),
    { numRuns: fuzzRuns(10_000) },
  );
  expect(Math.min(counts.valid, counts.invalid)).toBeGreaterThan(100);
});

it('the largest network that a design may ask for stays within bounds', () => {
  const network = { kind: 'siamese-vanilla', width: 512, embedding: 4096, towers: 'separate' };
  for (const dataset of ['cifar10', 'emnist-byclass']) {
    const spec = experimentSpecSchema.parse({ dataset, network });
    expect(parameterCount(planNetwork(spec.network, DATASETS.get(spec.dataset)))).toBeLessThan(MOST_PARAMETERS);
  }
});

it('anything at all is described in few words', () => {
  const anything = fc.oneof(fc.anything({ withBigInt: true }), fc.constantFrom(...HOSTILE_VALUES));
  fc.assert(
    fc.property(anything, (value) => {
      expect(described(value).length).toBeLessThanOrEqual(typeof value === 'bigint' ? 500 : 61);
    }),
    { numRuns: fuzzRuns(10_000) },
  );
});
