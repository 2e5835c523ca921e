import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  NETWORKS,
  parseExperimentSpec,
  type ExperimentDraft,
  type ExperimentSpec,
} from '#shared/experiment/experiment';
import { presetOf } from '#shared/experiment/presets';
import { expandSweep, experimentsOf, gridSize, type SweepAxes } from '#shared/experiment/sweep';

function specOf(draft: ExperimentDraft): ExperimentSpec {
  const result = parseExperimentSpec(draft);
  if (result.kind === 'invalid') throw new Error(JSON.stringify(result.problems));
  return result.spec;
}

/** Good values and bad ones, so that every fate of a place on the grid comes up. */
const axes: fc.Arbitrary<SweepAxes> = fc.record({
  networks: fc.array(fc.constantFrom(...NETWORKS.kinds()), { maxLength: 4 }),
  fractions: fc.array(fc.constantFrom<number | string>(0.1, 0.5, 1, 0, 2, 'half'), { maxLength: 4 }),
  permutations: fc.array(fc.constantFrom<number | string>(0, 1, 2, 4, 51, 1.5, 'two'), { maxLength: 4 }),
});
const bases = fc.constantFrom(
  specOf({ dataset: 'shapes', seeds: [1, 2] }),
  specOf({ dataset: 'emnist-letters', network: { kind: 'siamese-vanilla', width: 8 } }),
  specOf({ dataset: 'cifar10', network: { kind: 'discrimination' }, pairing: { kind: 'random-permutation' } }),
  specOf({ dataset: 'cifar10', network: { kind: 'joint' }, task: 'discrimination' }),
);

describe('a sweep, whatever is put into it', () => {
  it('says what becomes of every place on the grid', () => {
    fc.assert(
      fc.property(bases, axes, (base, given) => {
        expect(expandSweep(base, given)).toHaveLength(gridSize(given));
      }),
    );
  });

  it('has no experiment twice, and each is a valid design with the seeds of the base', () => {
    fc.assert(
      fc.property(bases, axes, (base, given) => {
        const specs = experimentsOf(expandSweep(base, given));
        expect(new Set(specs.map((spec) => JSON.stringify(spec))).size).toBe(specs.length);
        for (const spec of specs) {
          expect(parseExperimentSpec(spec)).toEqual({ kind: 'valid', spec });
          expect(spec.seeds).toEqual(base.seeds);
        }
      }),
    );
  });

  it('holds to each place that it did not refuse, and names what is wrong with the others', () => {
    fc.assert(
      fc.property(bases, axes, (base, given) => {
        const swept = expandSweep(base, given);
        const specs = experimentsOf(swept);
        for (const each of swept) {
          if (each.kind === 'refused') {
            expect(each.problems.length).toBeGreaterThan(0);
            continue;
          }
          const spec = each.kind === 'merged' ? each.into : each.spec;
          expect(specs).toContain(spec);
          expect([spec.network.kind, spec.fraction]).toEqual([each.point.network, each.point.fraction]);
          if (spec.pairing !== null && 'permutations' in spec.pairing && each.point.permutations !== undefined) {
            expect(spec.pairing.permutations).toBe(each.point.permutations);
          }
        }
      }),
    );
  });
});

describe('a sweep over networks', () => {
  const base = specOf({
    dataset: 'shapes',
    network: { kind: 'siamese-vanilla', width: 16, dropout: 0, head: 'absoluteDifference' },
    pairing: { kind: 'class-preserving', draw: 'permutation' },
  });
  const sweep = (given: Partial<SweepAxes>) =>
    expandSweep(base, { networks: [], fractions: [], permutations: [], ...given });

  it('keeps what their towers have in common, and leaves the rest to each', () => {
    const [own, plain, same] = experimentsOf(sweep({ networks: ['siamese-vanilla', 'vanilla', 'discrimination'] }));
    expect(own).toEqual(base);
    expect(plain).toMatchObject({ network: { kind: 'vanilla', width: 16, dropout: 0 }, pairing: null });
    expect(same).toMatchObject({
      network: { width: 16, dropout: 0, head: 'distanceAndBoth', towers: 'shared' },
      task: 'discrimination',
      pairing: { kind: 'rotations' },
    });
  });

  it('has one experiment of a plain network, however many permutations there are', () => {
    const swept = sweep({ networks: ['vanilla', 'siamese-vanilla'], permutations: [1, 2, 4] });
    expect(swept.map(({ kind }) => kind)).toEqual([
      'experiment',
      'merged',
      'merged',
      'experiment',
      'experiment',
      'experiment',
    ]);
  });

  it('refuses a network that the images are too small for, and keeps the others', () => {
    const letters = specOf({ dataset: 'emnist-letters' });
    const swept = expandSweep(letters, { networks: ['vanilla', 'vgg19'], fractions: [], permutations: [] });
    expect(swept).toMatchObject([{ kind: 'experiment' }, { kind: 'refused', problems: [{ field: 'network' }] }]);
  });

  it('lets only those stand for a row of the deck that are its design', () => {
    const row = presetOf('C4');
    if (row === undefined) throw new Error('C4 is a preset.');
    const swept = expandSweep(row, { networks: [], fractions: [0.1, 1], permutations: [] });
    expect(experimentsOf(swept).map((spec) => spec.row)).toEqual([null, 'C4']);
  });
});
