import { describe, expect, it } from 'vitest';

import { parseExperimentSpec } from '#shared/experiment';
import {
  differsInSeedsOnly,
  draftOf,
  FIRST_DRAFT,
  problemsByField,
  textOf,
  type DraftText,
} from '../../../../src-renderer/logic/draft';

const parse = (change: Partial<DraftText>): ReturnType<typeof parseExperimentSpec> =>
  parseExperimentSpec(draftOf({ ...FIRST_DRAFT, ...change }));
const seedsOf = (seeds: string): readonly number[] => {
  const result = parse({ seeds });
  return result.kind === 'valid' ? result.spec.seeds : [];
};
const problemsOf = (change: Partial<DraftText>): ReadonlyMap<string, string> => {
  const result = parse(change);
  return problemsByField(result.kind === 'invalid' ? result.problems : []);
};

describe('the first draft', () => {
  it('is valid as it stands', () => {
    expect(parse({})).toMatchObject({
      kind: 'valid',
      spec: {
        dataset: 'shapes',
        fraction: 1,
        seeds: [1],
        training: { epochs: 5, batchSize: 512, learningRate: 0.001 },
      },
    });
  });
});

describe('seeds', () => {
  it.each([
    ['3', [3]],
    ['1, 2,5', [1, 2, 5]],
    ['1 2 3', [1, 2, 3]],
    ['2-4, 9', [2, 3, 4, 9]],
    ['2 – 4', [2, 3, 4]],
  ])('reads "%s"', (text, seeds) => {
    expect(seedsOf(text)).toEqual(seeds);
  });

  it.each(['', 'one', '1, 1', '5-1', '1-4000000', '0'])('refuses "%s" at the field of the seeds', (seeds) => {
    expect([...problemsOf({ seeds }).keys()]).toEqual(['seeds']);
  });
});

describe('numbers', () => {
  it('takes the notation of scientists', () => {
    expect(parse({ learningRate: '1e-3' })).toMatchObject({ spec: { training: { learningRate: 0.001 } } });
  });

  it('lets the shared validation name what was typed', () => {
    expect(problemsOf({ epochs: 'ten' }).get('epochs')).toContain('Received "ten"; expected');
  });

  it('does not mistake an empty field for the default', () => {
    expect([...problemsOf({ epochs: '', batchSize: ' ' }).keys()].sort()).toEqual(['batchSize', 'epochs']);
  });

  it('does not guess what a comma means', () => {
    expect([...problemsOf({ epochs: '1,000' }).keys()]).toEqual(['epochs']);
  });

  it('reads a decimal comma where it can be nothing else', () => {
    expect(parse({ fraction: '0,25', learningRate: '0,001' })).toEqual(
      parse({ fraction: '0.25', learningRate: '0.001' }),
    );
    expect(problemsOf({ fraction: '0,25', learningRate: '0,001' }).size).toBe(0);
  });
});

describe('the text of a stored design', () => {
  it('reads back as the same design', () => {
    const first = parse({ seeds: '1-3', fraction: '0.1', dataset: 'cifar10' });
    if (first.kind === 'invalid') throw new Error('expected a valid design');
    expect(parse(textOf(first.spec))).toEqual(first);
  });
});

describe('a siamese design', () => {
  const typed: Partial<DraftText> = {
    network: 'siamese-vanilla',
    towers: 'shared',
    head: 'absoluteDifference',
    permutations: '4',
    draw: 'permutation',
    redraw: 'each-epoch',
  };

  it('has a pairing, and reads back as the same design', () => {
    const first = parse(typed);
    if (first.kind === 'invalid') throw new Error('expected a valid design');
    expect(first.spec).toMatchObject({
      network: { kind: 'siamese-vanilla', towers: 'shared', head: 'absoluteDifference' },
      pairing: { permutations: 4, draw: 'permutation', redraw: true },
    });
    expect(parse(textOf(first.spec))).toEqual(first);
  });

  it('is refused at the field of the permutations, which do not matter to another network', () => {
    expect([...problemsOf({ ...typed, permutations: 'two' }).keys()]).toEqual(['permutations']);
    expect(problemsOf({ permutations: 'two' }).size).toBe(0);
  });
});

describe('the same design', () => {
  const specOf = (change: Partial<DraftText>) => {
    const result = parse(change);
    if (result.kind === 'invalid') throw new Error('expected a valid design');
    return result.spec;
  };

  it('may have other seeds and another row, and nothing else', () => {
    const design = specOf({});
    expect(differsInSeedsOnly(specOf({ seeds: '4-6' }), { ...design, row: 'C1' })).toBe(true);
    expect(differsInSeedsOnly(specOf({ epochs: '6' }), design)).toBe(false);
  });
});
