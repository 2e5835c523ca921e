import { describe, expect, it } from 'vitest';

import { flatten } from '#shared/comparison/fields';
import { NETWORKS, pairingKindsFor, parseExperimentSpec, type ExperimentSpec } from '#shared/experiment/experiment';
import { readerOf } from '#shared/experiment/fields/design-value';
import {
  allFields,
  choicesOf,
  FIELD_GROUPS,
  fieldAt,
  fieldFor,
  FIELDS,
  isShown,
  type Field,
} from '#shared/experiment/fields/index';
import { tasksOf } from '#shared/experiment/fields/network';

function specOf(draft: object): ExperimentSpec {
  const result = parseExperimentSpec({ dataset: 'cifar10', ...draft });
  if (result.kind === 'invalid') throw new Error(JSON.stringify(result.problems));
  return result.spec;
}

/** A design of every network with every pairing that it can learn from. */
const DESIGNS = NETWORKS.kinds().flatMap((kind) => {
  const network = kind === 'vgg19' ? { kind, transfer: {} } : { kind };
  const rest = { network, validation: { kind: 'held-out' }, training: { earlyStopping: { patience: 3 } } };
  const pairings = pairingKindsFor(kind);
  return pairings.length === 0
    ? [specOf(rest)]
    : pairings.map((pairing) =>
        specOf({ ...rest, pairing: { kind: pairing, ...(pairing === 'rotations' ? { further: {} } : {}) } }),
      );
});

const duplicates = (names: readonly string[]): readonly string[] =>
  names.filter((name, place) => names.indexOf(name) !== place);

describe('the field table', () => {
  it('has one row for a name, a path and an option', () => {
    const flags = allFields().flatMap(({ option }) => option?.flags.split(' ')[0] ?? []);
    for (const names of [allFields().map(({ name }) => name), allFields().map(({ path }) => path), flags]) {
      expect(duplicates(names)).toEqual([]);
    }
  });

  it('has a row for every setting that a design can have', () => {
    const paths = new Set(DESIGNS.flatMap((spec) => [...flatten({ ...spec, row: undefined }).keys()]));
    expect([...paths].filter((path) => fieldFor(path) === undefined)).toEqual([]);
  });

  it('has no row that no design has', () => {
    const paths = new Set(DESIGNS.flatMap((spec) => [...flatten(spec).keys()]));
    expect(allFields().filter(({ path }) => !paths.has(path))).toEqual([]);
  });

  it('takes for the schema of a setting one that takes what designs hold', () => {
    for (const spec of DESIGNS) {
      const design = readerOf(spec);
      for (const { schema, path } of allFields()) {
        const value = design(path);
        const known = schema(design);
        expect(known === null, `${path} of ${spec.network.kind}`).toBe(value === undefined);
        if (known !== null && value !== null) expect(known.safeParse(value).success, path).toBe(true);
      }
    }
  });

  it('lists the settings group by group', () => {
    const places = allFields().map(({ group }) => FIELD_GROUPS.indexOf(group));
    expect(places).toEqual(places.toSorted((one, other) => one - other));
  });

  it('names only settings that there are in what follows from one', () => {
    const design = readerOf(specOf({ network: { kind: 'vgg19' } }));
    const implied = allFields().flatMap(({ implies }) => Object.keys(implies?.('x', design) ?? {}));
    expect(implied.filter((name) => FIELDS.find(name) === undefined)).toEqual([]);
  });
});

describe('a setting', () => {
  it('is found by its path, by an entry of its list, and by the part that it stands for', () => {
    expect(fieldAt('seeds.2')?.name).toBe('seeds');
    expect(fieldAt('pairing')).toBeUndefined();
    expect(['pairing', 'network.transfer', 'training.earlyStopping'].map((path) => fieldFor(path)?.name)).toEqual([
      'pairing',
      'transfer',
      'patience',
    ]);
    expect(fieldFor('training')).toBeUndefined();
  });

  it.each([
    ['width', { network: { kind: 'emnist' } }, { network: { kind: 'joint' } }],
    ['headUnits', { network: { kind: 'vgg16-bn' } }, { network: { kind: 'vgg19' } }],
    ['frozenThrough', { network: { kind: 'vgg19' } }, { network: { kind: 'vgg19', transfer: {} } }],
    ['pairing', { network: { kind: 'vanilla' } }, { network: { kind: 'siamese-vgg19' } }],
    [
      'redraw',
      { network: { kind: 'joint' }, pairing: { kind: 'rotations' } },
      { network: { kind: 'joint' }, pairing: { kind: 'balanced' } },
    ],
    ['momentum', { training: { optimiser: 'adam' } }, { training: { optimiser: 'sgd' } }],
    ['heldOut', { validation: { kind: 'test-set' } }, { validation: { kind: 'held-out' } }],
    ['monitor', {}, { training: { earlyStopping: { patience: 1 } } }],
  ])('is shown where it matters: %s', (name, without, withIt) => {
    const field = FIELDS.get(name);
    expect([without, withIt].map((draft) => isShown(field, readerOf(specOf(draft))))).toEqual([false, true]);
  });

  it('offers what the schema of this design has, and "none" in its place', () => {
    const offered = (name: string, network: object): readonly string[] =>
      choicesOf(FIELDS.get(name), readerOf({ network }));
    expect(offered('head', { kind: 'siamese-vanilla' })).toEqual(['concatenate', 'absoluteDifference']);
    expect(offered('head', { kind: 'discrimination' })[0]).toBe('distanceAndBoth');
    expect(offered('head', { kind: 'joint' })).toEqual([]);
    expect(offered('transfer', { kind: 'vgg19' })).toEqual(['none', 'imagenet']);
    expect(offered('frozenThrough', { kind: 'vgg19' }).at(-1)).toBe('none');
    expect(offered('task', { kind: 'joint' })).toEqual(['classification', 'discrimination']);
    expect(offered('epochs', { kind: 'joint' })).toEqual([]);
  });
});

it('the tasks of a network are those that the shared validation lets through', () => {
  for (const kind of NETWORKS.kinds()) {
    for (const task of ['classification', 'discrimination'] as const) {
      const { kind: verdict } = parseExperimentSpec({ dataset: 'cifar10', network: { kind }, task });
      expect(tasksOf(kind).includes(task), `${task} of ${kind}`).toBe(verdict === 'valid');
    }
  }
  expect(tasksOf('resnet')).toEqual([]);
});

it('a row is refused where another has its name', () => {
  const again: Field = { ...FIELDS.get('epochs') };
  expect(() => {
    FIELDS.register(again);
  }).toThrow('Received the field "epochs" a second time');
});
