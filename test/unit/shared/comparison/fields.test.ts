import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { fieldRows, flatten } from '#shared/comparison/fields';
import { aRow, aRun, anExperiment } from './specimens';

const leaf = fc.oneof(
  fc.string(),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.array(fc.integer(), { maxLength: 3 }),
);
const name = fc.stringMatching(/^[a-z]{1,5}$/);
const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.dictionary(name, fc.oneof({ depthSize: 'small' }, leaf, tie('tree')), { minKeys: 1, maxKeys: 4 }),
}));

/** Follows a path step by step. */
const at = (data: unknown, path: string): unknown =>
  path.split('.').reduce((part: unknown, step) => (part as Record<string, unknown>)[step], data);

const pathsOf = (rows: ReturnType<typeof fieldRows>): readonly string[] => rows.map(({ path }) => path);
const rowOf = (rows: ReturnType<typeof fieldRows>, path: string) => rows.find((row) => row.path === path);

describe('nested data as paths', () => {
  it('holds every leaf, whatever the fields are called', () => {
    fc.assert(
      fc.property(tree, (data) => {
        const flat = flatten(data);
        for (const [path, value] of flat) expect(at(data, path)).toEqual(value);
        const leaves = (part: unknown): number =>
          typeof part === 'object' && part !== null && !Array.isArray(part)
            ? Object.values(part).reduce((sum: number, each) => sum + leaves(each), 0)
            : 1;
        expect(flat.size).toBe(leaves(data));
      }),
    );
  });
});

describe('the fields of a comparison', () => {
  it('are all the same for a run and itself, and every one of its design is there', () => {
    const rows = fieldRows([aRun(), aRun()]);
    expect(rows.every(({ isSame }) => isSame)).toBe(true);
    expect(pathsOf(rows)).toEqual(
      expect.arrayContaining([
        'dataset',
        'network.kind',
        'training.epochs',
        'seed',
        'facts.machine.libraries.tensorflow',
      ]),
    );
  });

  it('differ exactly where a design was changed', () => {
    const rows = fieldRows([aRun(), aRun({ draft: { fraction: 0.1, training: { epochs: 3 } }, seed: 2 })]);
    const differing = rows.filter(({ isSame }) => !isSame);
    expect(differing).toEqual([
      { path: 'fraction', cells: [[1], [0.1]], isSame: false },
      { path: 'training.epochs', cells: [[10], [3]], isSame: false },
      { path: 'sample', cells: [[null], ['first']], isSame: false },
      { path: 'seed', cells: [[1], [2]], isSame: false },
    ]);
  });

  it('show the parts of a part that one design lacks, and not the part itself', () => {
    const rows = fieldRows([aRun(), aRun({ draft: { network: { kind: 'siamese-vanilla' } } })]);
    expect(pathsOf(rows)).not.toContain('pairing');
    // where the design has it, whichever of the two designs has more of it
    expect(pathsOf(rows).indexOf('pairing.kind')).toBeLessThan(pathsOf(rows).indexOf('training.epochs'));
    expect(rowOf(rows, 'pairing.kind')).toEqual({
      path: 'pairing.kind',
      cells: [[], ['class-preserving']],
      isSame: false,
    });
    expect(rowOf(rows, 'network.towers')?.cells).toEqual([[], ['separate']]);
  });

  it('hold every value that the seeds of an experiment have, each once', () => {
    const rows = fieldRows([anExperiment([700, 710, 720]), aRun()]);
    expect(rowOf(rows, 'seed')?.cells).toEqual([[1, 2, 3], [1]]);
    expect(rowOf(rows, 'dataset')?.cells).toEqual([['shapes'], ['shapes']]);
  });

  it('take what the deck does not say for unknown, which is no difference', () => {
    const rows = fieldRows([aRow('C1'), aRun({ draft: { dataset: 'cifar10' } })]);
    expect(rowOf(rows, 'facts.machine.device')).toEqual({
      path: 'facts.machine.device',
      cells: [null, ['libtensorflow CPU']],
      isSame: true,
    });
    // the plain network of C1 is known to have no towers; whatever C7 has, nobody has said
    const siamese = aRun({ draft: { network: { kind: 'siamese-vanilla' } } });
    expect(rowOf(fieldRows([siamese, aRow('C1'), aRow('C7')]), 'network.towers')?.cells).toEqual([
      ['separate'],
      [],
      null,
    ]);
    expect(rowOf(rows, 'facts.testCount')?.cells).toEqual([[10_000], [1_000]]);
    expect(rowOf(fieldRows([aRow('C10'), aRow('C9')]), 'protocols')?.cells).toEqual([
      [['class-matched']],
      [['single']],
    ]);
  });

  it('name the network of a row that the lab cannot train', () => {
    expect(rowOf(fieldRows([aRow('C7')]), 'network.kind')?.cells).toEqual([['vgg16-bn']]);
  });
});
