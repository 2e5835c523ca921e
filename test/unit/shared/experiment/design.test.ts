import fc from 'fast-check';
import { expect, it } from 'vitest';

import { designText } from '#shared/experiment/design';
import { PRESET_ROW_IDS, presetOf } from '#shared/experiment/presets';
import type { ExperimentSpec } from '#shared/experiment/experiment';

function preset(row: (typeof PRESET_ROW_IDS)[number]): ExperimentSpec {
  const spec = presetOf(row);
  if (spec === undefined) throw new Error(`There is no preset ${row}.`);
  return spec;
}

it('is the same for a design with its fields in any order, on any device and of any seeds', () => {
  fc.assert(
    fc.property(fc.constantFrom(...PRESET_ROW_IDS), fc.array(fc.nat(), { minLength: 12 }), (row, order) => {
      const spec = preset(row);
      const shuffled = Object.entries(spec).toSorted(([one], [other]) => {
        const place = (name: string): number => order[name.length % order.length] ?? 0;
        return place(one) - place(other);
      });
      const stored = {
        ...Object.fromEntries(shuffled),
        seeds: [3, 4],
        compute: { ...spec.compute, threads: 1 },
      } as ExperimentSpec;
      expect(designText(stored)).toBe(designText(spec));
    }),
  );
});

it('is another one for every row, and for other epochs', () => {
  expect(new Set(PRESET_ROW_IDS.map((row) => designText(preset(row)))).size).toBe(PRESET_ROW_IDS.length);
  const spec = preset('C1');
  expect(designText({ ...spec, training: { ...spec.training, epochs: 1 } })).not.toBe(designText(spec));
});
