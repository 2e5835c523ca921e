import { describe, expect, it } from 'vitest';

import { NETWORKS, parseExperimentSpec } from '#shared/experiment/experiment';
import { presetOf } from '#shared/experiment/presets';
import { changed, draftOf, isSameDesign, textOf } from '../../../../src-renderer/draft/draft';
import { problemsByField } from '../../../../src-renderer/draft/draft-problems';
import { FIRST_DRAFT, type DraftText } from '../../../../src-renderer/draft/draft-text';

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
        training: { epochs: 5, batchSize: 100, learningRate: 0.001 },
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

describe('a siamese design', () => {
  const typed: Partial<DraftText> = {
    network: 'siamese-vanilla',
    towers: 'shared',
    head: 'absoluteDifference',
    permutations: '4',
    draw: 'permutation',
    redraw: 'each-epoch',
  };

  it('has a pairing', () => {
    expect(parse(typed)).toMatchObject({
      spec: {
        network: { kind: 'siamese-vanilla', towers: 'shared', head: 'absoluteDifference' },
        pairing: { permutations: 4, draw: 'permutation', redraw: true },
      },
    });
  });

  it('is refused at the field of the permutations, which do not matter to another network', () => {
    expect([...problemsOf({ ...typed, permutations: 'two' }).keys()]).toEqual(['permutations']);
    expect(problemsOf({ permutations: 'two' }).size).toBe(0);
  });
});

describe('every field', () => {
  const drafts: readonly Partial<DraftText>[] = [
    { seeds: '1-3', fraction: '0.1', dataset: 'cifar10' },
    {
      network: 'siamese-vanilla',
      towers: 'shared',
      head: 'absoluteDifference',
      permutations: '4',
      draw: 'permutation',
    },
    { width: '8', embedding: '16', dropout: '0.5', l2: '0.01' },
    { network: 'discrimination', head: 'distance', pairing: 'rotations', rotations: '1, 3, 5', sameWeight: '4' },
    { network: 'discrimination', pairing: 'random-permutation', permutations: '3', redraw: 'once' },
    { network: 'joint', task: 'discrimination', pairing: 'balanced', redraw: 'each-epoch' },
    { network: 'vgg19', transfer: 'imagenet', scaling: 'imagenet', frozenThrough: 'block3_pool', headUnits: '64' },
    { network: 'vgg19', transfer: 'imagenet', scaling: 'standardised', frozenThrough: 'none' },
    { optimiser: 'sgd', momentum: '0.5', learningRate: '0.1', patience: '3', monitor: 'validation-loss' },
    { validation: 'held-out', heldOut: '0.2', keep: 'best-validation' },
    { network: 'siamese-vanilla', protocols: ['tower-a', 'duplicates'] },
    { device: 'cuda:0', threads: '4', precision: 'tf32' },
  ];

  it.each(drafts)('reads back as the same design: %o', (change) => {
    const first = parse(change);
    if (first.kind === 'invalid') throw new Error(JSON.stringify(first.problems));
    expect(parse(textOf(first.spec))).toEqual(first);
    expect(textOf(first.spec)).toMatchObject({
      ...change,
      ...(change.seeds === undefined ? {} : { seeds: '1, 2, 3' }),
    });
  });

  it.each<[Partial<DraftText>, string]>([
    [{ width: '0' }, 'width'],
    [{ embedding: 'x' }, 'embedding'],
    [{ dropout: '1' }, 'dropout'],
    [{ l2: '-1' }, 'l2'],
    [{ network: 'vgg19', headUnits: '1.5' }, 'headUnits'],
    [{ network: 'discrimination', pairing: 'rotations', rotations: '1, x' }, 'rotations'],
    [{ network: 'discrimination', pairing: 'rotations', sameWeight: '0' }, 'sameWeight'],
    [{ optimiser: 'sgd', momentum: '1' }, 'momentum'],
    [{ patience: '0' }, 'patience'],
    [{ validation: 'held-out', heldOut: '0.6' }, 'heldOut'],
    [{ network: 'siamese-vanilla', protocols: [] }, 'protocols'],
    [{ threads: '0' }, 'threads'],
    [{ device: 'gpu' }, 'device'],
  ])('is refused where it stands: %o', (change, at) => {
    expect([...problemsOf(change).keys()]).toEqual([at]);
  });
});

describe('another network', () => {
  it('brings what the deck gave it, and keeps the size of the towers', () => {
    const mine: DraftText = { ...FIRST_DRAFT, width: '8', towers: 'separate', protocols: ['single'] };
    const text = changed(mine, { network: 'discrimination' });
    expect(text).toMatchObject({
      width: '8',
      towers: 'shared',
      head: 'distanceAndBoth',
      task: 'discrimination',
      pairing: 'rotations',
      protocols: null,
    });
    expect(parseExperimentSpec(draftOf(text)).kind).toBe('valid');
  });

  it('is a valid design in whatever order one looks at them', () => {
    let text: DraftText = { ...FIRST_DRAFT, dataset: 'cifar10' };
    for (const network of [...NETWORKS.kinds(), ...NETWORKS.kinds().toReversed()]) {
      text = changed(text, { network });
      expect(parseExperimentSpec(draftOf(text)), network).toMatchObject({
        kind: 'valid',
        spec: { network: { kind: network } },
      });
    }
  });
});

describe('what follows from a change', () => {
  it('is ImageNet’s scaling with its weights, and its own again without them', () => {
    const vgg = changed(FIRST_DRAFT, { network: 'vgg19' });
    const transferred = changed(vgg, { transfer: 'imagenet' });
    expect([vgg.scaling, transferred.scaling, changed(transferred, { transfer: 'none' }).scaling]).toEqual([
      'unit',
      'imagenet',
      'unit',
    ]);
  });

  it('are all protocols, once another head decides which suit', () => {
    const cut: DraftText = { ...FIRST_DRAFT, network: 'siamese-vanilla', protocols: ['tower-a'] };
    expect(changed(cut, { head: 'absoluteDifference' }).protocols).toBeNull();
    expect(changed(cut, { epochs: '3' }).protocols).toEqual(['tower-a']);
  });

  it('are the options that another pairing has usually', () => {
    const text = changed({ ...FIRST_DRAFT, network: 'discrimination' }, { pairing: 'random-permutation' });
    expect([text.permutations, text.redraw]).toEqual(['1', 'each-epoch']);
  });
});

describe('which images', () => {
  const sampleOf = (change: Partial<DraftText>): unknown => {
    const result = parse(change);
    return result.kind === 'valid' ? result.spec.sample : result.problems;
  };

  it('are drawn, unless the first ones are chosen, and nobody is asked where all are used', () => {
    expect([sampleOf({ fraction: '0.1' }), sampleOf({ fraction: '0.1', sample: 'first' })]).toEqual(['drawn', 'first']);
    expect(sampleOf({ fraction: '1', sample: 'first' })).toBeNull();
  });

  it('are those of the design that the form was filled with; a part of all is drawn, and of a row of the deck the first', () => {
    for (const row of ['C1', 'C3']) {
      const preset = presetOf(row);
      if (preset === undefined) throw new Error(`There is no design for ${row}.`);
      expect(sampleOf({ ...textOf(preset), fraction: '0.2' })).toBe('first');
      expect(sampleOf({ ...textOf({ ...preset, row: null }), fraction: '0.2' })).toBe(row === 'C1' ? 'drawn' : 'first');
    }
  });
});

describe('the same design', () => {
  const specOf = (change: Partial<DraftText>) => {
    const result = parse(change);
    if (result.kind === 'invalid') throw new Error('expected a valid design');
    return result.spec;
  };

  it('may have other seeds, another row and another device, and nothing else', () => {
    const design = specOf({});
    expect(isSameDesign(specOf({ seeds: '4-6' }), { ...design, row: 'C1' })).toBe(true);
    expect(isSameDesign(specOf({ device: 'webgpu:0', threads: '2' }), design)).toBe(true);
    expect(isSameDesign(specOf({ epochs: '6' }), design)).toBe(false);
  });
});
